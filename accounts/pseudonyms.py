"""Stable names for people that say nothing about who they are."""

from __future__ import annotations

import secrets

from django.contrib.auth import get_user_model

# Without 0, 1, i, l and o, which people mix up when they read a name aloud.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 5


def random_pseudonym() -> str:
    return "annotator-" + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def unused_pseudonym() -> str:
    """A name that nobody has. Should two people still draw the same at once, the database refuses the second."""
    taken = get_user_model().objects.filter
    while taken(pseudonym=(pseudonym := random_pseudonym())).exists():
        pass
    return pseudonym
