"""Input that holds nothing but what is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from config.api import PAGE_PARAMETERS


class StrictSerializer(serializers.Serializer[Any]):
    """Refuses unknown fields, so that a misspelt or forged one is noticed."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            known = {name for name, field in self.fields.items() if not field.read_only}
            unknown = {str(name): ["There is no such field."] for name in data if name not in known}
            if unknown:
                raise serializers.ValidationError(unknown)
        return super().to_internal_value(data)


def read(serializer: type[StrictSerializer], request: Request) -> dict[str, Any]:
    """The checked body of a request."""
    checked = serializer(data=request.data)
    checked.is_valid(raise_exception=True)
    return dict(checked.validated_data)


def read_query(serializer: type[StrictSerializer], request: Request) -> dict[str, Any]:
    """The checked query parameters, without those that belong to paging."""
    given = {name: value for name, value in request.query_params.items() if name not in PAGE_PARAMETERS}
    checked = serializer(data=given)
    checked.is_valid(raise_exception=True)
    return dict(checked.validated_data)
