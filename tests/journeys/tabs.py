"""A browser's tab as the server sees it: a session, one connection that is kept, and outcomes that may be unknown."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from email.message import Message
from time import perf_counter
from typing import Any

from tests.journeys.scene import Person
from tests.journeys.stack import HOST

PATIENCE = 10.0
CSRF = "c" * 32


class Unknown(Exception):
    """No answer came. The server may have done what was asked, or not."""


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: Message
    body: Any
    seconds: float

    @property
    def code(self) -> str:
        """The code of an error; empty when all is well."""
        return str(self.body.get("code", "")) if isinstance(self.body, dict) else ""


class Tab:
    def __init__(self, port: int, person: Person) -> None:
        self.person = person
        self.connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
        self.headers = {
            "Cookie": f"touchstone_session={person.session}; csrftoken={CSRF}",
            "X-CSRFToken": CSRF,
            "Content-Type": "application/json",
        }

    def get(self, path: str) -> Reply:
        """As browsers do, once more if the server had closed the connection meanwhile."""
        try:
            return self.send("GET", path, None, {})
        except Unknown:
            return self.send("GET", path, None, {})

    def post(self, path: str, body: Any = None, *, key: str | None = None) -> Reply:
        return self.send("POST", path, json.dumps(body or {}).encode(), {"Idempotency-Key": key} if key else {})

    def upload(self, path: str, name: str, content: bytes) -> Reply:
        """One file as a multipart form."""
        boundary = "touchstone-journey"
        disposition = f'Content-Disposition: form-data; name="file"; filename="{name}"'
        head = f"--{boundary}\r\n{disposition}\r\nContent-Type: application/octet-stream\r\n\r\n"
        body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
        return self.send("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={boundary}"})

    def send(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        began = perf_counter()
        try:
            self.connection.request(method, f"/api/{path}", body, self.headers | headers)
            answer = self.connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.connection.close()
            raise Unknown(f"{method} {path} after {perf_counter() - began:.1f} s: {error!r}") from error
        seconds = perf_counter() - began
        return Reply(answer.status, answer.headers, as_json(content), seconds)

    def close(self) -> None:
        self.connection.close()


def as_json(content: bytes) -> Any:
    try:
        return json.loads(content) if content else None
    except ValueError:
        return {"code": "not_json", "detail": content[:200].decode(errors="replace")}
