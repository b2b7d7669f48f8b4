"""Query parameters, checked like a body."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request

from config.api import PAGE_PARAMETERS, StrictSerializer


def read_query(serializer: type[StrictSerializer], request: Request) -> dict[str, Any]:
    """The checked query parameters, without those that belong to paging."""
    given = {name: value for name, value in request.query_params.items() if name not in PAGE_PARAMETERS}
    checked = serializer(data=given)
    checked.is_valid(raise_exception=True)
    return dict(checked.validated_data)
