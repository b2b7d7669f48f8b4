"""Images beside a content: addresses for one person, by the field of the content that holds the image."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers


class TileLevelSerializer(serializers.Serializer[Any]):
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    columns = serializers.IntegerField()
    rows = serializers.IntegerField()


class TilesSerializer(serializers.Serializer[Any]):
    size = serializers.IntegerField()
    levels = TileLevelSerializer(many=True)
    url = serializers.CharField()


class ShownImageSerializer(serializers.Serializer[Any]):
    url = serializers.CharField()
    thumbnail_url = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    tiles = TilesSerializer(allow_null=True)


class ImagesField(serializers.DictField):
    child = ShownImageSerializer()
