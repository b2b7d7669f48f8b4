"""What a person can make the API say, whatever they ask, so that it can be searched for what is not for them."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import get_resolver, reverse

from accounts.gate import matrix
from accounts.models import User
from annotation import queue
from annotation.models import Assignment, Project
from tests.accounts.routes import any_path
from tests.contract import ContractClient, call


@dataclass(frozen=True)
class Stage:
    """The people, the ids that a path may hold, and the numbers that must stay inside."""

    people: Mapping[str, User]
    ids: Mapping[str, list[Any]]
    numbers: frozenset[str]


def everything_said_to(person: User, stage: Stage, *, methods: tuple[str, ...]) -> dict[str, str]:
    """Every answer, headers and body, by request."""
    client = ContractClient()
    client.force_login(person)
    said: dict[str, str] = {}
    for route, method in itertools.product(api_routes(), methods):
        if method not in matrix()[route]:
            continue
        names = parameters_of(route)
        for values in itertools.product(*(stage.ids[name] for name in names)):
            path = reverse(route, kwargs=dict(zip(names, values, strict=True)))
            said[f"{method} {path}"] = text_of(call(client, method, path, {} if method != "GET" else None))
    return said


def api_routes() -> list[str]:
    return [route for route in matrix() if any_path(route).startswith("/api/")]


def parameters_of(route: str) -> list[str]:
    ((possibilities, *_),) = get_resolver().reverse_dict.getlist(route)
    ((_, names),) = possibilities
    return list(names)


def text_of(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    cookies = response.cookies.output()
    return f"{response.status_code} {dict(response.headers)} {cookies} {body.decode('utf-8', 'replace')}"


def ids(model: Any) -> list[uuid.UUID]:
    return list(model.objects.order_by("pk").values_list("public_id", flat=True))


def lent(project: Project, annotator: User) -> Assignment:
    held = Assignment.objects.filter(annotator=annotator, status="leased").values_list("public_id", flat=True)
    found = queue.claim(project=Project.objects.get(pk=project.pk), annotator=annotator, holding=set(held))
    assert isinstance(found, Assignment)
    return found
