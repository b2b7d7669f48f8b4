"""Holds the views that are not the API's own, such as allauth's, against the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from rest_framework.views import APIView

from accounts.gate import rule_for


class MatrixMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if issubclass(getattr(view, "cls", object), APIView):
            return None
        rule = rule_for(request.resolver_match, request.method)
        if rule is None:
            return _refusal(403, "permission_denied", "This is not open to anyone.")
        if rule.is_closed:
            return _refusal(404, "not_found", "There is nothing here.")
        if not rule.is_open and not request.user.is_authenticated:
            return _refusal(401, "not_authenticated", "Sign in first.")
        return None


def _refusal(status: int, code: str, detail: str) -> JsonResponse:
    return JsonResponse({"code": code, "detail": detail}, status=status)
