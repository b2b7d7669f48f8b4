"""People and things for tests. Every one differs from the others, so that no test passes by luck."""

from __future__ import annotations

import itertools
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password

from accounts.models import User

PASSWORD = "slate-and-gold-27"
numbers = itertools.count(1)


@cache
def password_hash() -> str:
    """Hashing is slow by design, so it is done once."""
    return make_password(PASSWORD)


def make_user(**facts: Any) -> User:
    number = next(numbers)
    default = {
        "display_name": f"Person {number}",
        "email": f"person{number}@example.org",
        "password": password_hash(),
    }
    return User.objects.create(**{**default, **facts})


def make_placeholder(**facts: Any) -> User:
    return User.objects.create_placeholder(**{"display_name": f"Imported {next(numbers)}", **facts})
