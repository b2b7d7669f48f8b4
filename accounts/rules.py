"""The words of the access matrix: who may use a method of a route, and which scope a token needs for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from accounts.models import ApiToken

Scope = ApiToken.Scope


class Who(StrEnum):
    NOBODY = "nobody"
    ANYONE = "anyone"
    SIGNED_IN = "signed_in"
    ADMIN = "admin"
    # Of the thing itself. The app's access module decides, and answers 404 to everyone else.
    OWNER = "owner"
    MANAGER = "manager"
    REVIEWER = "reviewer"
    ANNOTATOR = "annotator"


@dataclass(frozen=True)
class Rule:
    """``scope`` is what an API token needs; without one, only a browser session will do."""

    who: frozenset[Who]
    scope: ApiToken.Scope | None = None

    @property
    def is_open(self) -> bool:
        return Who.ANYONE in self.who

    @property
    def is_closed(self) -> bool:
        return self.who == {Who.NOBODY}

    @property
    def is_for_admins_only(self) -> bool:
        return self.who == {Who.ADMIN}


def allow(*who: Who, scope: ApiToken.Scope | None = None) -> Rule:
    return Rule(frozenset(who), scope)


NOBODY = allow(Who.NOBODY)
ANYONE = allow(Who.ANYONE)
SESSION = allow(Who.SIGNED_IN)

# Route name → method → rule.
Access = Mapping[str, Mapping[str, Rule]]
