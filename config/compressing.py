"""Large answers of the API travel compressed: a trace of two megabytes is lent in a tenth of that."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

# Small answers gain nothing, and those about secrets are small: what is never compressed tells nothing by its length.
LARGE = 32_768


class LargeJsonMiddleware(GZipMiddleware):
    """Compresses JSON only. Images are compressed already, and files of exports keep their length and ranges."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if isinstance(response, HttpResponse) and _is_json(response) and len(response.content) >= LARGE:
            return super().process_response(request, response)
        return response


def _is_json(response: HttpResponse) -> bool:
    return response.get("Content-Type", "").startswith("application/json")
