"""Holds every request against the access matrix. A route or method that is not in it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.urls import ResolverMatch
from rest_framework import exceptions
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts import access
from accounts.models import ApiToken
from accounts.rules import Access, Rule

if TYPE_CHECKING:
    from rest_framework.views import APIView


@cache
def matrix() -> Access:
    """The rules of every app that has a ``matrix`` module."""
    rows: dict[str, Mapping[str, Rule]] = {}
    for name in [f"{app.name}.matrix" for app in apps.get_app_configs()]:
        for route, rules in (import_module(name).ACCESS if find_spec(name) else {}).items():
            if route in rows:
                raise ImproperlyConfigured(f"Two apps have rules for the route “{route}”; the second is {name}.")
            rows[route] = rules
    return rows


def rule_for(match: ResolverMatch | None, method: str | None) -> Rule | None:
    name = match.view_name if match else ""
    return matrix().get(name, {}).get("GET" if method == "HEAD" else method or "")


class MatrixPermission(BasePermission):
    """The matrix for the API's own views. Which rows of a project a person sees is decided at each app's door."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        if request.method == "OPTIONS" or request.method not in view.allowed_methods:
            raise exceptions.MethodNotAllowed(str(request.method))
        rule = rule_for(request.resolver_match, request.method)
        if rule is None or rule.is_closed:
            return False
        return rule.is_open or self._may(rule, request)

    def _may(self, rule: Rule, request: Request) -> bool:
        if not request.user.is_authenticated:
            raise exceptions.NotAuthenticated("Sign in first.")
        if isinstance(request.auth, ApiToken):
            _check_scope(rule, request.auth)
        return not rule.is_for_admins_only or access.is_admin(access.person(request.user))


def _check_scope(rule: Rule, token: ApiToken) -> None:
    if rule.scope is None:
        detail = "API tokens cannot be used for this. Sign in with a browser."
        raise exceptions.PermissionDenied(detail, code="session_only")
    if rule.scope not in token.scopes:
        detail = f"This token lacks the scope “{rule.scope}”."
        raise exceptions.PermissionDenied(detail, code="scope_missing")
