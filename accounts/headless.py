"""Makes allauth's endpoints speak like the rest of the API: strict JSON in, and ``{code, detail, fields?}`` out."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from config import strict_json
from config.errors import Refused

MAX_BODY_BYTES = 64 * 1024
TOO_MANY_LOG_INS = "too_many_login_attempts"
WAIT_SECONDS = {True: 300, False: 60}
WORDS = {
    400: ("invalid", "Some fields are not right."),
    401: ("not_authenticated", "Sign in first."),
    403: ("permission_denied", "You may not do this."),
    404: ("not_found", "There is nothing here."),
    405: ("method_not_allowed", "This method is not allowed here."),
    409: ("conflict", "This does not fit: you may be signed in already."),
    429: ("throttled", "Too many attempts. Wait a minute and try again."),
}


class HeadlessMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in WORDS and _is_headless(request):
            _speak_our_way(response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """allauth's parser takes NaN, lone surrogates and bottomless nesting, some of which break it later."""
        if request.method == "GET" or not _is_headless(request):
            return None
        try:
            _check_body(request)
        except Refused as refused:
            return JsonResponse(refused.body(), status=refused.status)
        return None


def _is_headless(request: HttpRequest) -> bool:
    return bool(request.resolver_match and request.resolver_match.namespaces[:1] == ["headless"])


def _check_body(request: HttpRequest) -> None:
    if int(request.headers.get("Content-Length") or 0) > MAX_BODY_BYTES:
        raise Refused("too_large", f"The body is larger than {MAX_BODY_BYTES:,} bytes.", status=413)
    if not request.body:
        return
    if request.content_type != "application/json":
        raise Refused("unsupported_media_type", "Send application/json.", status=415)
    if not isinstance(strict_json.loads(request.body), dict):
        raise Refused("invalid", "Send a JSON object.", status=400)


def _speak_our_way(response: HttpResponse) -> None:
    answer = _answer_of(response)
    errors = answer.get("errors") or []
    locked = any(error["code"] == TOO_MANY_LOG_INS for error in errors)
    if locked:
        response.status_code = answer["status"] = 429
    code, detail = WORDS[response.status_code]
    if len(errors) == 1:
        code, detail = code if locked else errors[0]["code"], errors[0]["message"]
    body = {"code": code, "detail": detail, **_fields(errors), **answer}
    response.content = json.dumps(body).encode()
    response["Content-Type"] = "application/json"
    if response.status_code == 429:
        response["Retry-After"] = str(WAIT_SECONDS[locked])


def _answer_of(response: HttpResponse) -> dict[str, Any]:
    try:
        answer = json.loads(response.content)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _fields(errors: list[dict[str, str]]) -> dict[str, dict[str, str]]:
    fields = {error["param"]: error["message"] for error in errors if "param" in error}
    return {"fields": fields} if fields else {}
