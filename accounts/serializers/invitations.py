from __future__ import annotations

from typing import Any

from rest_framework import serializers

from accounts import inviting, passwords
from accounts.models import Invitation
from accounts.serializers.people import DisplayNameField, PersonSerializer
from config.api import StrictSerializer

MOST_GRANTS = 100


class GrantSerializer(StrictSerializer):
    project = serializers.UUIDField(help_text="The project's id.")
    role = serializers.CharField(max_length=20)


class InvitationSerializer(serializers.ModelSerializer[Invitation]):
    id = serializers.UUIDField(source="public_id", read_only=True)
    grants = GrantSerializer(many=True, read_only=True)
    resets = PersonSerializer(read_only=True, allow_null=True)
    created_by_name = serializers.CharField(source="created_by.display_name", default=None, read_only=True)
    status = serializers.SerializerMethodField()

    class Meta:
        model = Invitation
        fields = [
            "id",
            "email",
            "grants",
            "is_admin",
            "resets",
            "status",
            "created_at",
            "created_by_name",
            "expires_at",
            "used_at",
        ]
        read_only_fields = fields

    def get_status(self, invitation: Invitation) -> str:
        return inviting.status(invitation)


class NewInvitationSerializer(InvitationSerializer):
    url = serializers.CharField(read_only=True, help_text="Shown this once.")

    class Meta(InvitationSerializer.Meta):
        fields = [*InvitationSerializer.Meta.fields, "url"]
        read_only_fields = fields


class InvitationRequest(StrictSerializer):
    email = serializers.EmailField(required=False, allow_null=True)
    grants = serializers.ListField(child=GrantSerializer(), required=False, default=list, max_length=MOST_GRANTS)
    is_admin = serializers.BooleanField(required=False, default=False)

    def validate_grants(self, grants: list[dict[str, Any]]) -> list[dict[str, str]]:
        return [{"project": str(grant["project"]), "role": grant["role"]} for grant in grants]


class LookUpRequest(StrictSerializer):
    token = serializers.CharField(max_length=200)


class LookUpSerializer(serializers.Serializer[Any]):
    email = serializers.EmailField(allow_null=True)
    expires_at = serializers.DateTimeField()
    resets = serializers.BooleanField(help_text="The link is for a new password; name and address are known.")


class AcceptRequest(StrictSerializer):
    token = serializers.CharField(max_length=200)
    email = serializers.EmailField(required=False, allow_null=True)
    display_name = DisplayNameField(required=False, allow_null=True)
    password = serializers.CharField(max_length=passwords.MAX_LENGTH, trim_whitespace=False)
