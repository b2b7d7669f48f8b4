from __future__ import annotations

from typing import Any

from rest_framework import serializers


class SessionSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    ip = serializers.IPAddressField()
    user_agent = serializers.CharField()
    created_at = serializers.DateTimeField()
    is_current = serializers.BooleanField()
