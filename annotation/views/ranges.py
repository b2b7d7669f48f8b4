"""Files over HTTP: whole, a part, or not at all if the browser has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from django.http import FileResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags
from rest_framework.request import Request
from rest_framework.response import Response

CHUNK = 1 << 20
ONE_RANGE = re.compile(r"bytes=(?:(\d{1,18})-(\d{0,18})|-(\d{1,18}))")


@dataclass(frozen=True, slots=True)
class Served:
    """A file as it is sent: always as an attachment, with a type of ours."""

    open: Callable[[], IO[bytes]]
    size: int
    etag: str
    media_type: str
    filename: str


@dataclass(frozen=True, slots=True)
class _Span:
    """The bytes asked for: from ``first`` to ``last``, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


def answer(request: Request, file: Served) -> HttpResponseBase:
    """What was asked for of a file: all of it, the part of a Range header, or the word that it has not changed."""
    response = _answer(request, file)
    response["ETag"] = file.etag
    response["Accept-Ranges"] = "bytes"
    return response


def _answer(request: Request, file: Served) -> HttpResponseBase:
    if _is_known(request, file):
        return HttpResponseNotModified()
    asked = request.headers.get("Range", "")
    found = ONE_RANGE.fullmatch(asked)
    if found is None or request.headers.get("If-Range", file.etag) != file.etag:
        return _whole(file)
    span = _span(found, file.size)
    if span is None:
        body = {"code": "no_such_part", "detail": f"The file has {file.size:,} bytes; what you asked for lies outside."}
        return Response(body, status=416, headers={"Content-Range": f"bytes */{file.size}"})
    return _part(file, span)


def _is_known(request: Request, file: Served) -> bool:
    """Proxies that compress weaken the tag."""
    known = [tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))]
    return file.etag in known or "*" in known


def _span(found: re.Match[str], size: int) -> _Span | None:
    """The span of a Range header, cut to the file; None if it lies outside."""
    first, last, tail = found.groups()
    if tail is not None:
        span = _Span(max(size - int(tail), 0), size - 1)
    else:
        span = _Span(int(first), min(int(last or size), size - 1))
    return span if span.length > 0 else None


def _whole(file: Served) -> HttpResponseBase:
    return FileResponse(file.open(), as_attachment=True, filename=file.filename, content_type=file.media_type)


def _part(file: Served, span: _Span) -> HttpResponseBase:
    headers = {
        "Content-Range": f"bytes {span.first}-{span.last}/{file.size}",
        "Content-Length": str(span.length),
        "Content-Disposition": f'attachment; filename="{file.filename}"',
    }
    return StreamingHttpResponse(_chunks(file, span), status=206, content_type=file.media_type, headers=headers)


def _chunks(file: Served, span: _Span) -> Iterator[bytes]:
    left = span.length
    with file.open() as stream:
        stream.seek(span.first)
        while left > 0 and (chunk := stream.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
