"""People and things for tests. Every one differs from the others, so that no test passes by luck."""

from __future__ import annotations

from functools import cache
from typing import Any

import factory
from django.contrib.auth.hashers import make_password

from accounts.models import User

PASSWORD = "slate-and-gold-27"


@cache
def password_hash() -> str:
    """Hashing is slow by design, so it is done once."""
    return make_password(PASSWORD)


class UserFactory(factory.django.DjangoModelFactory[User]):
    class Meta:
        model = User

    display_name = factory.Sequence(lambda number: f"Person {number}")
    email = factory.Sequence(lambda number: f"person{number}@example.org")
    password = factory.LazyFunction(password_hash)

    class Params:
        placeholder = factory.Trait(is_placeholder=True, email=None, password="!")
        admin = factory.Trait(is_admin=True)


def make_user(**facts: Any) -> User:
    user: User = UserFactory(**facts)
    return user
