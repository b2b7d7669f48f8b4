from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import access, inviting, sessions
from accounts.access import person
from accounts.models import Invitation
from accounts.serializers.invitations import (
    AcceptRequest,
    InvitationRequest,
    InvitationSerializer,
    LookUpRequest,
    LookUpSerializer,
    NewInvitationSerializer,
)
from accounts.serializers.people import MeSerializer
from accounts.throttles import InvitationLinks, NewInvitations
from config.api import Endpoint, read_body


def with_link(request: Request, invitation: Invitation, token: str) -> Response:
    """The new invitation with its link. What stands behind the # is not sent to servers, so none logs it."""
    url = request.build_absolute_uri(f"/invitation#{token}")
    return Response({**InvitationSerializer(invitation).data, "url": url}, status=201)


class Invitations(Endpoint):
    paginated = True
    throttle_classes = [NewInvitations]

    @extend_schema(operation_id="invitations", responses=InvitationSerializer(many=True))
    def get(self, request: Request) -> Response:
        return self.page(request, access.invitations_of(person(request.user)), InvitationSerializer)

    @extend_schema(operation_id="invite", request=InvitationRequest, responses={201: NewInvitationSerializer})
    def post(self, request: Request) -> Response:
        invitation, token = inviting.invite(inviter=person(request.user), **read_body(InvitationRequest, request))
        return with_link(request, invitation, token)


class OneInvitation(Endpoint):
    @extend_schema(operation_id="revoke_invitation", responses={204: None})
    def delete(self, request: Request, invitation_id: UUID) -> Response:
        inviting.revoke(access.invitation_for(person(request.user), invitation_id))
        return Response(status=204)


class LookUp(Endpoint):
    throttle_classes = [InvitationLinks]

    @extend_schema(operation_id="look_up_invitation", request=LookUpRequest, responses=LookUpSerializer)
    def post(self, request: Request) -> Response:
        found = inviting.look_up(read_body(LookUpRequest, request)["token"])
        known = found.resets
        facts = {
            "email": known.email if known else found.email,
            "expires_at": found.expires_at,
            "resets": known is not None,
        }
        return Response(LookUpSerializer(facts).data)


class Accept(Endpoint):
    throttle_classes = [InvitationLinks]

    @extend_schema(operation_id="accept_invitation", request=AcceptRequest, responses={201: MeSerializer})
    def post(self, request: Request) -> Response:
        user = inviting.accept(**read_body(AcceptRequest, request))
        sessions.sign_in(request._request, user)
        return Response(MeSerializer(user).data, status=201)
