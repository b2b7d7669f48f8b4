"""A browser that holds every answer of the API against the API's own description."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from django.test import Client
from django.test.client import ClientHandler
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator, FormatChecker

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

Json = dict[str, Any]
# Routes that the description leaves out: itself.
UNDESCRIBED = {"/api/schema/"}
JSON = "application/json"


class BrokenContract(AssertionError):
    """An answer is not what the API's description says."""


class ContractClient(Client):
    """Django's test client; an answer under /api/ that differs from the description fails the test."""

    def __init__(self, **defaults: Any) -> None:
        super().__init__(**defaults)
        self.handler = _handler()

    def request(self, **request: Any) -> Answer:
        response = super().request(**request)
        check(str(request["REQUEST_METHOD"]), str(request["PATH_INFO"]), response)
        return response


@cache
def _handler() -> ClientHandler:
    """One for all: loading the middleware, which looks at every static file, takes longer than most tests."""
    return ClientHandler(enforce_csrf_checks=False)


def check(method: str, path: str, response: Any) -> None:
    """Raise ``BrokenContract`` if the API does not describe this answer of this path."""
    if not path.startswith("/api/") or path in UNDESCRIBED or method in ("HEAD", "OPTIONS"):
        return
    described = _response(method, response)
    media = response.headers.get("Content-Type", "").partition(";")[0]
    content = {name.partition(";")[0]: shape for name, shape in described.get("content", {}).items()}
    where = f"{method} {path} answered {response.status_code}"
    if response.status_code >= 300 and "content" not in described:
        _require(not media or media == JSON, f"{where} as {media}")
    elif content or response.headers.get("Content-Length", "0") != "0":
        _require(media in content, f"{where} as {media or 'nothing'}; described: {', '.join(content) or 'no body'}")
    if media == JSON and media in content and not response.streaming:
        _validate(response.json(), content[media]["schema"], where)


def _response(method: str, response: Any) -> Json:
    """What the description says of this status of this operation. Errors are the same everywhere."""
    match = getattr(response, "resolver_match", None)
    operations = description()["paths"].get(_template(match.route), {}) if match else {}
    described: Json = operations.get(method.lower(), {}).get("responses", {"default": ERROR})
    status = str(response.status_code)
    _require(status in described or response.status_code >= 400, f"{method} {match}: {status} is not described")
    found: Json = described[status if status in described else "default"]
    return found


def _template(route: str) -> str:
    """``api/tasks/<uuid:task_id>/`` as the description writes it."""
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)


def _validate(body: Any, schema: Json, where: str) -> None:
    validator = Draft202012Validator({**schema, "components": components()}, format_checker=FormatChecker())
    problems = sorted(validator.iter_errors(body), key=lambda problem: list(map(str, problem.absolute_path)))
    lines = [f"  at {problem.json_path}: {problem.message[:300]}" for problem in problems]
    _require(not lines, "\n".join([f"{where}, which is not what is described:", *lines]))


def _require(holds: bool, message: str) -> None:
    if not holds:
        raise BrokenContract(message)


@cache
def generated() -> Json:
    """The API's description, made from the code."""
    found: Json = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return found


@cache
def description() -> Json:
    """The same in the words of JSON Schema."""
    translated: Json = _translated(generated())
    return translated


@cache
def components() -> Json:
    found: Json = description()["components"]
    return found


def _translated(node: Any) -> Any:
    """OpenAPI 3.0's ``nullable`` as a type of its own, and objects closed: what is not described must not go out."""
    if isinstance(node, list):
        return [_translated(item) for item in node]
    if not isinstance(node, Mapping):
        return node
    schema = {key: _translated(value) for key, value in node.items() if key != "nullable"}
    if schema.get("type") == "object" and "properties" in schema:
        schema.setdefault("additionalProperties", False)
    return {"anyOf": [schema, {"type": "null"}]} if node.get("nullable") is True else schema


ERROR: Json = {"content": {JSON: {"schema": {"$ref": "#/components/schemas/Error"}}}}


def call(client: Client, method: str, path: str, body: Any = None, **headers: str) -> Answer:
    """Send JSON, or nothing if there is no body."""
    data = b"" if body is None else json.dumps(body)
    return client.generic(method, path, data, "application/json", headers=headers)
