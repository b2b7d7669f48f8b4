"""The access matrix covers every route, and nothing that is not in it is open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, path
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.gate import matrix
from accounts.models import User
from accounts.rules import Rule
from tests.accounts.routes import all_routes, any_path


def rows() -> set[tuple[str, str]]:
    return {(route, method) for route, rules in matrix().items() for method in rules}


def test_every_route_and_method_is_in_the_matrix() -> None:
    missing = set(all_routes()) - rows()
    assert not missing, f"Add to the app's matrix.py: {sorted(missing)}"


def test_every_row_of_the_matrix_has_a_route() -> None:
    dead = rows() - set(all_routes())
    assert not dead, f"No such route: {sorted(dead)}"


def test_the_walk_finds_routes_of_ours_and_of_allauth() -> None:
    found = set(all_routes())
    assert ("tokens", "POST") in found
    assert ("headless:browser:account:login", "POST") in found
    assert ("me", "DELETE") not in found


def rows_where(chosen: Callable[[Rule], bool]) -> pytest.MarkDecorator:
    found = [
        pytest.param(route, method, id=f"{method} {route}")
        for route, rules in matrix().items()
        for method, rule in rules.items()
        if chosen(rule)
    ]
    return pytest.mark.parametrize(("route", "method"), found)


@rows_where(lambda rule: not rule.is_open and not rule.is_closed)
def test_nobody_gets_past_a_guarded_route_without_signing_in(db: None, route: str, method: str) -> None:
    response = Client().generic(method, any_path(route), b"{}", content_type="application/json")
    assert response.status_code == 401
    assert b"not_authenticated" in response.content


@rows_where(lambda rule: rule.is_for_admins_only)
def test_a_person_who_is_no_admin_is_refused_on_admin_routes(ada: User, route: str, method: str) -> None:
    client = Client()
    client.force_login(ada)
    response = client.generic(method, any_path(route), b"{}", content_type="application/json")
    assert response.status_code == 403
    assert response.json()["code"] == "permission_denied"


@rows_where(lambda rule: rule.is_closed)
def test_what_is_open_to_nobody_looks_as_if_it_did_not_exist(admin: User, route: str, method: str) -> None:
    client = Client()
    client.force_login(admin)
    response = client.generic(method, any_path(route), b"{}", content_type="application/json")
    assert response.status_code == 404
    assert response.json()["code"] == "not_found"


class Forgotten(APIView):
    def get(self, request: Request) -> Response:
        return Response({"secret": 41})


def forgotten_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("secret 42")


urlpatterns: list[URLPattern] = [
    path("forgotten/", Forgotten.as_view(), name="forgotten"),
    path("forgotten-page/", forgotten_page, name="forgotten-page"),
]


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("url", ["/forgotten/", "/forgotten-page/"])
def test_a_route_that_someone_forgot_to_add_is_closed_even_to_admins(admin: User, url: str) -> None:
    client = Client()
    client.force_login(admin)
    response = client.get(url)
    assert response.status_code == 403
    assert b"secret" not in response.content


@pytest.mark.parametrize("method", ["DELETE", "OPTIONS", "PUT"])
def test_a_method_that_a_route_does_not_have_is_refused(ada: User, method: str) -> None:
    client = Client()
    client.force_login(ada)
    response = client.generic(method, "/api/me/")
    assert response.status_code == 405
    assert response.json()["code"] == "method_not_allowed"
