"""One shape for every error: ``{code, detail, fields?}``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, JsonResponse
from redis.exceptions import RedisError
from rest_framework import exceptions, status
from rest_framework.response import Response

RETRY_AFTER_SECONDS = 5
# Rate limits count in Redis: while it is away, what they guard is closed.
NOT_ANSWERING = (OperationalError, InterfaceError, RedisError)


class Refused(Exception):
    """The act breaks a rule. Raised by domain code, which knows nothing of HTTP frameworks."""

    def __init__(
        self,
        code: str,
        detail: str,
        *,
        status: int = 409,
        fields: Mapping[str, str] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.status = status
        self.fields = dict(fields or {})
        self.extra = dict(extra or {})

    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {"code": self.code, "detail": self.detail, **self.extra}
        if self.fields:
            body["fields"] = self.fields
        return body


class Invalid(Refused):
    """The input cannot be accepted. ``fields`` maps a path such as ``criteria.clarity`` to what is wrong there."""

    def __init__(self, detail: str, *, code: str = "invalid", fields: Mapping[str, str] | None = None) -> None:
        super().__init__(code, detail, status=400, fields=fields)


def exception_handler(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """Turn every exception that a view may raise into our one shape; others stay bugs and answer 500."""
    # Not at the top: while that module is imported it loads our authentication, which needs `Refused`.
    from rest_framework.views import set_rollback

    set_rollback()
    if isinstance(error, Refused):
        return Response(error.body(), status=error.status)
    if isinstance(error, NOT_ANSWERING):
        return _unavailable()
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, exceptions.APIException):
        return _from_api_exception(error)
    return None


def _unavailable() -> Response:
    body = {
        "code": "unavailable",
        "detail": "The server's storage does not answer. It is not known whether this was stored; try again.",
    }
    return Response(body, status=status.HTTP_503_SERVICE_UNAVAILABLE, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})


def _from_api_exception(error: exceptions.APIException) -> Response:
    headers: dict[str, str] = {}
    if getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = str(error.auth_header)  # type: ignore[attr-defined]
    if (wait := getattr(error, "wait", None)) is not None:
        headers["Retry-After"] = str(int(wait) + 1)
    if isinstance(error, exceptions.ValidationError):
        return Response(_validation_body(error), status=error.status_code, headers=headers)
    body = {"code": error.get_codes() if isinstance(error.get_codes(), str) else "invalid", "detail": str(error.detail)}
    return Response(body, status=error.status_code, headers=headers)


def _validation_body(error: exceptions.ValidationError) -> dict[str, Any]:
    fields = dict(_flatten(error.detail))
    general = fields.pop("", None)
    detail = general or "Some fields are not right."
    return {"code": "invalid", "detail": detail, "fields": fields} if fields else {"code": "invalid", "detail": detail}


def _flatten(detail: Any, path: str = "") -> list[tuple[str, str]]:
    if isinstance(detail, Mapping):
        rows: list[tuple[str, str]] = []
        for key, value in detail.items():
            rows += _flatten(value, path if key == "non_field_errors" else f"{path}.{key}".lstrip("."))
        return rows
    if isinstance(detail, list):
        if all(isinstance(item, str) for item in detail):
            return [(path, " ".join(str(item) for item in detail))]
        return [row for index, item in enumerate(detail) for row in _flatten(item, f"{path}.{index}".lstrip("."))]
    return [(path, str(detail))]


def page_not_found(request: HttpRequest, exception: Exception) -> JsonResponse:
    return JsonResponse({"code": "not_found", "detail": "There is nothing here."}, status=404)


def server_error(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"code": "error", "detail": "Something broke on our side. The fault was logged."}, status=500)
