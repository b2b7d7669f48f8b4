"""How often an address or a person may try something that could be guessed or abused."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView


class PerAddress(SimpleRateThrottle):
    """Counts requests of one network address."""

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


class PerPerson(SimpleRateThrottle):
    """Counts the requests of one person that change something."""

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        if request.method == "GET" or not request.user.is_authenticated:
            return None
        return self.cache_format % {"scope": self.scope, "ident": request.user.pk}


class InvitationLinks(PerAddress):
    scope = "invitation-links"
    rate = "30/min"


class LookUps(PerAddress):
    scope = "look-ups"
    rate = "60/min"


class NewTokens(PerPerson):
    scope = "new-tokens"
    rate = "20/hour"


class NewInvitations(PerPerson):
    scope = "new-invitations"
    rate = "120/hour"
