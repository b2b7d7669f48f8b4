"""Who may see a project's figures."""

from __future__ import annotations

from accounts.rules import Access, Scope, Who, allow

ACCESS: Access = {
    "reliability": {
        "GET": allow(Who.MANAGER, scope=Scope.READ),
        "POST": allow(Who.MANAGER, scope=Scope.MANAGE),
    }
}
