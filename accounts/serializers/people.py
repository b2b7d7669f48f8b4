"""A person as they, as an admin and as a manager see them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from accounts import people
from accounts.models import User
from config.api import StrictSerializer


def check_name(name: str) -> None:
    if not name.isprintable():
        raise serializers.ValidationError("Use letters, digits and signs that can be seen.")


class DisplayNameField(serializers.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=80, validators=[check_name], **kwargs)


class MeSerializer(serializers.ModelSerializer[User]):
    id = serializers.UUIDField(source="public_id", read_only=True)
    projects = serializers.SerializerMethodField(help_text="In how many projects you have a role.")

    class Meta:
        model = User
        fields = ["id", "email", "display_name", "is_admin", "pseudonym", "projects", "is_demo"]
        read_only_fields = fields

    def get_projects(self, user: User) -> int:
        return people.projects_of(user)


class MeChange(StrictSerializer):
    display_name = DisplayNameField()


class UserSerializer(serializers.ModelSerializer[User]):
    """For admins only: it shows the address."""

    id = serializers.UUIDField(source="public_id", read_only=True)

    class Meta:
        model = User
        fields = [
            "id",
            "email",
            "display_name",
            "pseudonym",
            "is_active",
            "is_admin",
            "is_placeholder",
            "is_demo",
            "created_at",
            "last_login",
        ]
        read_only_fields = fields


class UserChange(StrictSerializer):
    display_name = DisplayNameField(required=False)
    is_active = serializers.BooleanField(required=False)
    is_admin = serializers.BooleanField(required=False)


class UserFilter(StrictSerializer):
    search = serializers.CharField(required=False, default="", allow_blank=True, max_length=100)


class PersonSerializer(serializers.ModelSerializer[User]):
    """For whoever knows the address already."""

    id = serializers.UUIDField(source="public_id", read_only=True)

    class Meta:
        model = User
        fields = ["id", "display_name", "pseudonym"]
        read_only_fields = fields


class PersonFilter(StrictSerializer):
    email = serializers.EmailField()
