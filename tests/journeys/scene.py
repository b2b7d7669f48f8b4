"""A project with people who are signed in, made in the stack's own database.

As a program it reads the keywords of ``make_scene`` as JSON and prints the scene as JSON: a test's own Django works on
another database.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from tests.journeys.stack import Stack

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with a session in a browser."""

    id: str
    session: str


@dataclass(frozen=True, slots=True)
class Scene:
    project: str
    manager: Person
    annotators: Sequence[Person]


def set_scene(stack: Stack, *, tasks: int, annotators: int, overlap: int = 2, title: str = "Numbers") -> Scene:
    wanted = {"tasks": tasks, "annotators": annotators, "overlap": overlap, "title": title}
    made = json.loads(stack.manage("-m", "tests.journeys.scene", standard_input=json.dumps(wanted)).splitlines()[-1])
    people = [Person(**person) for person in made["annotators"]]
    return Scene(project=made["project"], manager=Person(**made["manager"]), annotators=people)


def make_scene(*, tasks: int, annotators: int, overlap: int, title: str) -> Scene:
    """Needs Django to be set up on the stack's database."""
    from accounts.models import User
    from tests.factories import make_user
    from tests.work import make_project

    known = User.objects.count()
    manager, *people = [make_user(email=f"scene{known + n}@example.org") for n in range(annotators + 1)]
    project = make_project(manager, tasks=tasks, annotators=people, overlap=overlap, title=title)
    return Scene(str(project.public_id), signed_in(manager), [signed_in(person) for person in people])


def signed_in(user: User) -> Person:
    from django.test import Client

    client = Client()
    client.force_login(user)
    return Person(str(user.public_id), client.cookies["touchstone_session"].value)


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(asdict(make_scene(**json.loads(sys.stdin.read())))))
