"""Documents of a folder, read so that whatever is wrong with one is said with its name."""

from __future__ import annotations

import hashlib
from typing import Any

from annotation.kinds.base import Folder
from config import strict_json
from config.errors import Invalid

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def json_of(folder: Folder, name: str) -> Any:
    """A JSON document. Raises ``Invalid`` with the document's name."""
    try:
        return strict_json.loads(folder.read(name).removeprefix(BYTE_ORDER_MARK))
    except Invalid as problem:
        raise Invalid(f"{name}: {problem.detail}", code=problem.code) from None


def text_of(folder: Folder, name: str) -> str:
    """A text document. Raises ``Invalid`` with the document's name."""
    try:
        text = folder.read(name).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid(f"{name}: This file is not UTF-8 text. Save it as UTF-8.", code="not_utf8") from None
    if "\x00" in text:
        raise Invalid(f"{name}: This file holds a NUL character. Remove it and try again.", code="nul_character")
    return text


def version_of(folder: Folder, name: str) -> str:
    """The beginning of the document's checksum, which stands for the version of the model that wrote it."""
    return hashlib.sha256(folder.read(name)).hexdigest()[:12]


def ends_with(name: str, *endings: str) -> bool:
    return name.casefold().endswith(endings)
