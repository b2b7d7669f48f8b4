"""Answers for what goes wrong outside the API's views, in the one shape of errors."""

from __future__ import annotations

import sys

from django.http import HttpRequest, JsonResponse

from config import errors


def server_error(request: HttpRequest) -> JsonResponse:
    """Django calls this while the exception is being handled, so a lost database is told from a fault of ours."""
    if isinstance(sys.exception(), errors.NOT_ANSWERING):
        detail = "The server's storage does not answer. Try again shortly."
        headers = {"Retry-After": str(errors.RETRY_AFTER_SECONDS)}
        return JsonResponse({"code": "unavailable", "detail": detail}, status=503, headers=headers)
    return errors.server_error(request)


def csrf_refused(request: HttpRequest, reason: str = "") -> JsonResponse:
    detail = "The page is out of date, so nothing was changed. Reload it and try again."
    return JsonResponse({"code": "csrf_failed", "detail": detail}, status=403)
