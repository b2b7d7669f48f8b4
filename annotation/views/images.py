"""Images, to the person whose address it is."""

from __future__ import annotations

import io
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from accounts.access import person
from annotation.images import files, links, processing, tiles
from annotation.images.links import Link, Variant
from annotation.views import ranges
from annotation.views.ranges import Served
from config.api import Endpoint

MEDIA_TYPES = {"jpeg": "image/jpeg", "png": "image/png"}
ENDINGS = {"jpeg": "jpg", "png": "png"}
# Whatever the bytes are, a browser that is led to them alone runs nothing and takes them for nothing else.
HARMLESS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class _ImageEndpoint(Endpoint):
    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """What comes is what the address names, whatever a program says that it accepts."""
        return super().perform_content_negotiation(request, force=True)


@extend_schema(exclude=True)
class ImageView(_ImageEndpoint):
    def get(self, request: Request, token: str) -> HttpResponseBase:
        """An image as it is shown, or its thumbnail."""
        link = links.read(token, person(request.user))
        if link.variant is Variant.TILES:
            raise Http404
        return _with_headers(_by_the_proxy(link) or ranges.answer(request, _file(link)), link)


@extend_schema(exclude=True)
class TileView(_ImageEndpoint):
    def get(self, request: Request, token: str, level: int, column: int, row: int) -> HttpResponseBase:
        """One tile of a large image."""
        link = links.read(token, person(request.user))
        place = tiles.place(link.image.tiles, level, column, row)
        if link.variant is not Variant.TILES or place is None:
            raise Http404
        return _with_headers(ranges.answer(request, _tile(link, place)), link)


def _by_the_proxy(link: Link) -> HttpResponse | None:
    """The word to the web server in front to send the file itself. Parts and what has not changed are then its work."""
    address = files.sent_by_the_proxy(_name(link))
    if address is None:
        return None
    headers = {"X-Accel-Redirect": address, "Content-Disposition": f'attachment; filename="{_filename(link)}"'}
    return HttpResponse(content_type=MEDIA_TYPES[_format(link)], headers=headers)


def _file(link: Link) -> Served:
    name = _name(link)
    try:
        size = files.images().size(name)
    except FileNotFoundError as error:
        raise Http404 from error
    etag = f'"{link.image.public_id.hex}-{link.variant}"'
    return Served(lambda: files.images().open(name), size, etag, MEDIA_TYPES[_format(link)], _filename(link))


def _tile(link: Link, place: tiles.Place) -> Served:
    try:
        data = files.part(f"{link.image.folder}/{place.file}", place.start, place.length)
    except FileNotFoundError as error:
        raise Http404 from error
    etag = f'"{link.image.public_id.hex}-{place.file}-{place.start}"'
    return Served(lambda: io.BytesIO(data), len(data), etag, MEDIA_TYPES["jpeg"], "image.jpg")


def _name(link: Link) -> str:
    file = processing.SHOWN if link.variant is Variant.SHOWN else processing.THUMBNAIL
    return f"{link.image.folder}/{file}"


def _format(link: Link) -> str:
    return link.image.shown_format if link.variant is Variant.SHOWN else "jpeg"


def _filename(link: Link) -> str:
    return f"image.{ENDINGS[_format(link)]}"


def _with_headers(response: HttpResponseBase, link: Link) -> HttpResponseBase:
    response["Cache-Control"] = f"private, max-age={link.seconds}, immutable"
    for name, value in HARMLESS.items():
        response[name] = value
    return response
