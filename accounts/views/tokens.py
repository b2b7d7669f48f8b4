from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import access, tokens
from accounts.access import person
from accounts.serializers.tokens import NewTokenSerializer, TokenRequest, TokenSerializer
from accounts.throttles import NewTokens
from config.api import Endpoint, read_body


class Tokens(Endpoint):
    paginated = True
    throttle_classes = [NewTokens]

    @extend_schema(operation_id="my_tokens", responses=TokenSerializer(many=True))
    def get(self, request: Request) -> Response:
        return self.page(request, access.tokens_of(person(request.user)), TokenSerializer)

    @extend_schema(operation_id="create_token", request=TokenRequest, responses={201: NewTokenSerializer})
    def post(self, request: Request) -> Response:
        token, key = tokens.create(user=person(request.user), **read_body(TokenRequest, request))
        return Response({**TokenSerializer(token).data, "token": key}, status=201)


class Token(Endpoint):
    @extend_schema(operation_id="revoke_token", responses={204: None})
    def delete(self, request: Request, token_id: UUID) -> Response:
        tokens.revoke(access.token_for(person(request.user), token_id))
        return Response(status=204)
