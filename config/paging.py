"""Pages of lists: a cursor names the last row seen by all that orders it, so no row is lost or shown twice."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db.models import Field, Model, Q
from rest_framework import pagination
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from config.errors import Invalid


class CursorPagination(pagination.CursorPagination):
    """Pages that stay right while rows are added. Lists are newest first unless the view says otherwise.

    DRF's own cursors hold one value and an offset of at most 1,000: a longer run of equal values has no end for them.
    The last field of the ordering must be unique.
    """

    page_size = 50
    max_page_size = 200
    page_size_query_param = "page_size"
    ordering = "-id"

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> list[Any]:
        size = self.get_page_size(request)
        self.address = request.build_absolute_uri()
        self.order = [self.ordering] if isinstance(self.ordering, str) else list(self.ordering)
        backwards, place = _read(request.query_params.get("cursor"), queryset.model, self.order)
        order = [_turned(field) for field in self.order] if backwards else self.order
        rows = queryset.order_by(*order)
        found = list((rows.filter(_beyond(order, place)) if place else rows)[: size + 1])
        more = len(found) > size
        self.page = found[:size][::-1] if backwards else found[:size]
        self.has_next, self.has_previous = (True, more) if backwards else (more, bool(place))
        return self.page

    def get_page_size(self, request: Request) -> int:
        asked = request.query_params.get("page_size", str(self.page_size))
        if not (asked.isascii() and asked.isdigit() and len(asked) <= 3 and 1 <= int(asked) <= self.max_page_size):
            fields = {"page_size": f"Give a whole number from 1 to {self.max_page_size}."}
            raise Invalid("The page size is not right.", fields=fields)
        return int(asked)

    def get_next_link(self) -> str | None:
        return self._link(self.page[-1], backwards=False) if self.has_next and self.page else None

    def get_previous_link(self) -> str | None:
        return self._link(self.page[0], backwards=True) if self.has_previous and self.page else None

    def _link(self, row: Model, *, backwards: bool) -> str:
        place = [str(getattr(row, field.removeprefix("-"))) for field in self.order]
        cursor = base64.urlsafe_b64encode(json.dumps([backwards, *place]).encode()).decode()
        return replace_query_param(self.address, "cursor", cursor)


def _read(cursor: str | None, model: type[Model], order: Sequence[str]) -> tuple[bool, list[Any]]:
    """Whether to go backwards, and the place of the row to go on from; no place without a cursor."""
    if cursor is None:
        return False, []
    try:
        backwards, *place = json.loads(base64.urlsafe_b64decode(cursor.encode("ascii")))
        return bool(backwards), [_value(model, name, text) for name, text in zip(order, place, strict=True)]
    except (ValueError, TypeError, ValidationError, RecursionError):
        problem = {"cursor": "Use the “next” or “previous” of a page as it is."}
        raise Invalid("This cursor does not belong to this list.", fields=problem) from None


def _value(model: type[Model], name: str, text: Any) -> Any:
    field = model._meta.get_field(name.removeprefix("-"))
    return cast("Field[Any, Any]", field).to_python(text)


def _turned(field: str) -> str:
    return field[1:] if field.startswith("-") else f"-{field}"


def _beyond(order: Sequence[str], place: Sequence[Any]) -> Q:
    """What comes after the place: greater in the first field, or equal there and greater in the next, and so on."""
    beyond, same = Q(), Q()
    for field, value in zip(order, place, strict=True):
        name = field.removeprefix("-")
        beyond |= same & Q(**{f"{name}__lt" if field.startswith("-") else f"{name}__gt": value})
        same &= Q(**{name: value})
    return beyond
