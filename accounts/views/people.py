from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import inviting, people
from accounts.access import person, person_for
from accounts.serializers.invitations import NewInvitationSerializer
from accounts.serializers.people import (
    PersonFilter,
    PersonSerializer,
    UserChange,
    UserFilter,
    UserSerializer,
)
from accounts.throttles import LookUps
from accounts.views.invitations import with_link
from accounts.views.lists import whole_list, whole_list_of
from accounts.views.queries import read_query
from config.api import Endpoint, read_body


class Users(Endpoint):
    paginated = True
    query_parameters = frozenset({"search"})

    @extend_schema(
        operation_id="users", parameters=[OpenApiParameter("search", str)], responses=UserSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        search = read_query(UserFilter, request)["search"]
        return self.page(request, people.everybody(person(request.user), search=search), UserSerializer)


class OneUser(Endpoint):
    @extend_schema(operation_id="change_user", request=UserChange, responses=UserSerializer)
    def patch(self, request: Request, user_id: UUID) -> Response:
        user = person_for(person(request.user), user_id)
        return Response(UserSerializer(people.change(user, **read_body(UserChange, request))).data)


class ResetLink(Endpoint):
    @extend_schema(operation_id="offer_password_reset", request=None, responses={201: NewInvitationSerializer})
    def post(self, request: Request, user_id: UUID) -> Response:
        admin = person(request.user)
        invitation, token = inviting.offer_reset(admin=admin, user=person_for(admin, user_id))
        return with_link(request, invitation, token)


class People(Endpoint):
    query_parameters = frozenset({"email"})
    throttle_classes = [LookUps]

    @extend_schema(
        operation_id="people",
        parameters=[OpenApiParameter("email", str, required=True)],
        responses=whole_list_of(PersonSerializer),
    )
    def get(self, request: Request) -> Response:
        email = read_query(PersonFilter, request)["email"]
        found = people.by_email(person(request.user), email)
        return whole_list(PersonSerializer(found, many=True).data)
