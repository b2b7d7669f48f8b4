"""The cast: who takes part in the stories that the tests tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from tests.contract import ContractClient
from tests.factories import make_user


@pytest.fixture(autouse=True)
def _fresh_rate_limits() -> None:
    cache.clear()


@pytest.fixture
def ada(db: None) -> User:
    """An annotator."""
    return make_user(email="ada@example.org", display_name="Ada")


@pytest.fixture
def ben(db: None) -> User:
    """Another annotator."""
    return make_user(email="ben@example.org", display_name="Ben")


@pytest.fixture
def chi(db: None) -> User:
    """A third annotator."""
    return make_user(email="chi@example.org", display_name="Chi")


@pytest.fixture
def mia(db: None) -> User:
    """A manager."""
    return make_user(email="mia@example.org", display_name="Mia")


@pytest.fixture
def rui(db: None) -> User:
    """A reviewer."""
    return make_user(email="rui@example.org", display_name="Rui")


@pytest.fixture
def oda(db: None) -> User:
    """Someone with an account and no part in any project."""
    return make_user(email="oda@example.org", display_name="Oda")


@pytest.fixture
def admin(db: None) -> User:
    return make_user(email="root@example.org", display_name="Root", is_admin=True)


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A browser in which that person is signed in. It checks every answer against the API's description."""

    def as_person(user: User) -> Client:
        client = ContractClient()
        client.force_login(user)
        return client

    return as_person
