"""The parser of request bodies. Apart from api.py, because DRF loads it while its own views are being loaded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from rest_framework.parsers import BaseParser

from config import strict_json
from config.errors import Refused


class GuardedJSONParser(BaseParser):
    """JSON bodies as ``strict_json`` takes them, with a size cap. DRF's own parser answers 500 on several of these."""

    media_type = "application/json"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        limit = settings.TOUCHSTONE_MAX_BODY_BYTES
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise Refused("too_large", f"The body is larger than {limit:,} bytes.", status=413)
        return strict_json.loads(body) if body else {}
