"""Lists that are always short: one page, in the shape of the others."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers
from rest_framework.response import Response


def whole_list(rows: Any) -> Response:
    return Response({"results": rows, "next": None, "previous": None})


def whole_list_of(serializer: type[serializers.BaseSerializer[Any]]) -> Any:
    """What ``whole_list`` answers, for the API's description."""
    name = serializer.__name__.removesuffix("Serializer")
    # A field knows its name, so each needs one of its own.
    links = {place: serializers.URLField(allow_null=True) for place in ("next", "previous")}
    return inline_serializer(f"Whole{name}List", {"results": serializer(many=True), **links})
