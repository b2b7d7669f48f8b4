"""Addresses of images. Each is signed for one person and good for two to three hours; it names neither file nor person.

Within an hour a person gets the same address for the same image, so that browsers keep what they fetched.
"""

from __future__ import annotations

import base64
import struct
import time
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import Http404
from django.urls import reverse

from accounts.models import User
from annotation.images import tiles
from annotation.kinds.base import Json
from annotation.models import Image

HOUR = 3600
LASTS_HOURS = 3  # from the beginning of the hour in which an address is made
_PAYLOAD = struct.Struct(">16sIc")


class Variant(StrEnum):
    SHOWN = "s"
    THUMBNAIL = "t"
    TILES = "d"


@dataclass(frozen=True, slots=True)
class Link:
    """What an address leads to, and for how many more seconds."""

    image: Image
    variant: Variant
    seconds: int


def shown(
    content: Json, image_fields: Sequence[str], user: User, images: Mapping[str, Image] | None = None
) -> dict[str, Json]:
    """The addresses of the images of one content, by its fields. For many contents, get the ``images_of`` all first."""
    if images is None:
        images = images_of([content], image_fields)
    named = ((field, images.get(sha256)) for field, sha256 in _named(content, image_fields))
    return {field: links(image, user) for field, image in named if image is not None}


def images_of(contents: Iterable[Json], image_fields: Sequence[str]) -> dict[str, Image]:
    """The images that contents name, by their checksums."""
    wanted = {sha256 for content in contents for _, sha256 in _named(content, image_fields)}
    return {image.sha256: image for image in Image.objects.filter(sha256__in=wanted)} if wanted else {}


def links(image: Image, user: User) -> Json:
    """All that a browser needs to show an image to this person."""
    return {
        "url": _address(image, user, Variant.SHOWN),
        "thumbnail_url": _address(image, user, Variant.THUMBNAIL),
        "width": image.width,
        "height": image.height,
        "tiles": _tiles(image, user),
    }


def read(token: str, user: User) -> Link:
    """What an address leads to. Not this person's, too old or made up: it leads nowhere."""
    try:
        payload = _signer(user).unsign(token)
        image_id, hour, variant = _PAYLOAD.unpack(base64.urlsafe_b64decode(payload))
    except (BadSignature, ValueError, struct.error) as error:
        raise Http404 from error
    seconds = hour * HOUR - int(time.time())
    image = Image.objects.filter(public_id=uuid.UUID(bytes=image_id)).first() if seconds > 0 else None
    if image is None:
        raise Http404
    return Link(image, Variant(variant.decode()), seconds)


def _address(image: Image, user: User, variant: Variant) -> str:
    return reverse("image", args=[token(image, user, variant)])


def token(image: Image, user: User, variant: Variant) -> str:
    hour = int(time.time()) // HOUR + LASTS_HOURS
    payload = _PAYLOAD.pack(image.public_id.bytes, hour, variant.encode())
    return _signer(user).sign(base64.urlsafe_b64encode(payload).decode())


def _signer(user: User) -> Signer:
    """A signature of one person's: the address holds nothing of them, and with anyone else's it does not fit."""
    return Signer(sep=".", salt=f"annotation.images:{user.public_id}")


def _tiles(image: Image, user: User) -> Json | None:
    if image.tiles is None:
        return None
    return {**tiles.public(image.tiles), "url": f"{_address(image, user, Variant.TILES)}/{{level}}/{{column}}/{{row}}"}


def _named(content: Json, image_fields: Sequence[str]) -> Iterable[tuple[str, Any]]:
    return [(field, content[field]["sha256"]) for field in image_fields if field in content]
