"""Me, and where I am signed in."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import people, sessions
from accounts.access import person
from accounts.serializers.people import MeChange, MeSerializer
from accounts.serializers.sessions import SessionSerializer
from accounts.views.lists import whole_list, whole_list_of
from config.api import Endpoint, read_body


class Me(Endpoint):
    @extend_schema(operation_id="me", responses=MeSerializer)
    def get(self, request: Request) -> Response:
        return Response(MeSerializer(person(request.user)).data)

    @extend_schema(operation_id="change_me", request=MeChange, responses=MeSerializer)
    def patch(self, request: Request) -> Response:
        me = person(request.user)
        people.rename(me, read_body(MeChange, request)["display_name"])
        return Response(MeSerializer(me).data)


class MySessions(Endpoint):
    @extend_schema(operation_id="my_sessions", responses=whole_list_of(SessionSerializer))
    def get(self, request: Request) -> Response:
        rows = sessions.open_sessions(person(request.user), request._request)
        return whole_list(SessionSerializer(rows, many=True).data)


class MySession(Endpoint):
    @extend_schema(operation_id="end_my_session", responses={204: None})
    def delete(self, request: Request, session_id: UUID) -> Response:
        sessions.end(person(request.user), session_id, request._request)
        return Response(status=204)
