"""What every endpoint shares: strict query parameters, cursor pages, idempotency keys."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from config.errors import Invalid
from config.paging import CursorPagination

PAGE_PARAMETERS = frozenset({"cursor", "page_size"})


class Endpoint(APIView):
    """An APIView that refuses query parameters it does not declare."""

    query_parameters: ClassVar[frozenset[str]] = frozenset()
    paginated: ClassVar[bool] = False
    pagination_class: ClassVar[type[CursorPagination] | None] = None

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if cls.paginated:
            cls.pagination_class = CursorPagination

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        allowed = self.query_parameters | (
            PAGE_PARAMETERS if self.paginated and request.method == "GET" else frozenset()
        )
        _refuse_nul(request, kwargs)
        unknown = sorted(set(request.query_params) - allowed)
        if unknown:
            known = ", ".join(sorted(allowed)) or "none"
            fields = dict.fromkeys(unknown, "Unknown parameter.")
            raise Invalid(f"Unknown query parameter. Known here: {known}.", code="unknown_parameter", fields=fields)

    def page(
        self,
        request: Request,
        rows: QuerySet[Any],
        serializer: type[serializers.BaseSerializer[Any]],
        *,
        ordering: str | Sequence[str] = "-id",
        context: Mapping[str, Any] | Callable[[list[Any]], Mapping[str, Any]] | None = None,
    ) -> Response:
        """One page of rows as JSON. The context may be made from the rows of the page, so that it is fetched once."""
        paginator = CursorPagination()
        paginator.ordering = ordering  # type: ignore[assignment]
        found = paginator.paginate_queryset(rows, request, view=self) or []
        made = context(found) if callable(context) else context
        return paginator.get_paginated_response(serializer(found, many=True, context=dict(made or {})).data)


def _refuse_nul(request: Request, parameters: Mapping[str, Any]) -> None:
    """PostgreSQL takes no text with a NUL character, so no address that holds one leads anywhere."""
    if any(isinstance(value, str) and "\0" in value for value in parameters.values()):
        raise Http404
    fields = {name: "Remove the NUL character." for name, value in request.query_params.items() if "\0" in value}
    if fields:
        raise Invalid("This text holds a NUL character.", code="nul_character", fields=fields)


def idempotency_key(request: Request) -> uuid.UUID:
    """The key that makes a repeated request harmless; the client makes one for each act."""
    raw = request.headers.get("Idempotency-Key", "")
    try:
        return uuid.UUID(raw)
    except ValueError:
        fields = {"Idempotency-Key": "Send a UUID, a new one for each act and the same one when you repeat it."}
        raise Invalid(
            "The header Idempotency-Key is missing or not a UUID.", code="key_missing", fields=fields
        ) from None


class StrictSerializer(serializers.Serializer[Any]):
    """Input that names a field we do not know is refused, so that a typing error cannot pass as «not sent»."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            unknown = {str(name): ["Unknown field."] for name in data if name not in self.fields}
            if unknown:
                raise serializers.ValidationError(unknown)
        return super().to_internal_value(data)


def read_body(serializer: type[serializers.BaseSerializer[Any]], request: Request, **options: Any) -> dict[str, Any]:
    """The validated body of a request."""
    reader = serializer(data=request.data, **options)
    reader.is_valid(raise_exception=True)
    return dict(reader.validated_data)
