"""Names of files in archives: written alike, and refused where they lead elsewhere. They only ever name; no file of
ours is called by them.
"""

from __future__ import annotations

import re
import unicodedata

from config.errors import Invalid

LONGEST = 300
IMAGES = frozenset({".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif"})
# Images, too, but of formats that are not taken: each is refused by name instead of being passed over.
OTHER_IMAGES = frozenset({".bmp", ".tif", ".tiff", ".svg", ".heic", ".heif", ".avif", ".ico"})
ARCHIVES = (".zip", ".tar", ".tgz", ".tbz2", ".txz", ".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst", ".7z", ".rar")
ROWS = (".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")
BY_THE_WAY = frozenset({"__macosx", "thumbs.db", "desktop.ini"})
_DRIVE = re.compile(r"[A-Za-z]:")


def clean(raw: str) -> str:
    """The name with ``/`` between its parts, in Unicode's composed form. Raises ``Invalid`` if it is not a safe one."""
    name = unicodedata.normalize("NFC", raw.replace("\\", "/"))
    if not _is_text(name):
        raise Invalid("The file's name is not valid text.")
    if name.startswith("/") or _DRIVE.match(name):
        raise Invalid("The file's name is an absolute path. Names must stay inside the archive.")
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if ".." in parts:
        raise Invalid("The file's name leads out of the archive with “..”.")
    if not parts or len(name) > LONGEST:
        raise Invalid(f"A file's name has 1 to {LONGEST} characters.")
    return "/".join(parts)


def alike(name: str) -> str:
    """The name of an image as a document gives it, written as names in archives are."""
    return unicodedata.normalize("NFC", name.strip().replace("\\", "/")).removeprefix("./")


def is_by_the_way(name: str) -> bool:
    """Whether an operating system has put the file beside what was meant."""
    return any(part.startswith(".") or part.lower() in BY_THE_WAY for part in name.split("/"))


def is_image(name: str) -> bool:
    return _ending(name) in IMAGES | OTHER_IMAGES


def is_archive(name: str) -> bool:
    return name.lower().endswith(ARCHIVES)


def is_rows(name: str) -> bool:
    return name.lower().removesuffix(".gz").endswith(ROWS)


def base(name: str) -> str:
    return name.rpartition("/")[2]


def _ending(name: str) -> str:
    _, dot, ending = base(name).rpartition(".")
    return f"{dot}{ending.lower()}"


def _is_text(name: str) -> bool:
    """No control characters, and no bytes that were not UTF-8, which stand in a name as lone surrogates."""
    return name.isprintable() or not any(unicodedata.category(sign) in ("Cc", "Cs") for sign in name)
