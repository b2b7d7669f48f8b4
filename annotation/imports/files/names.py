"""Names of files: written alike, refused where they lead elsewhere, found by whoever writes another path. They only
ever name; no file of ours is called by them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice

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
        raise Invalid("The file's name leads out of the archive with “..”. Pack the folder itself anew.")
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


class Names:
    """Names that are known, looked up by whoever sees the files from another folder."""

    def __init__(self, known: Iterable[str]) -> None:
        # Written backwards, names that end alike stand beside each other.
        self._backwards = sorted(f"/{name}"[::-1] for name in known)

    def the_one(self, wanted: str) -> str | None:
        """The only name that may mean the same file: of the two, one is the end of the other.

        >>> known = Names(["train/a.png", "b.png", "x/c.png", "y/c.png"])
        >>> known.the_one("a.png"), known.the_one("my/train/a.png"), known.the_one("my/b.png")
        ('train/a.png', 'train/a.png', 'b.png')
        >>> known.the_one("val/a.png"), known.the_one("c.png")
        (None, None)
        """
        shorter = [end for end in _ends(wanted) if next(self._ending_in(end), None) == end]
        fitting = [*shorter, *islice(self._ending_in(wanted), 2)]
        return fitting[0] if len(fitting) == 1 else None

    def _ending_in(self, end: str) -> Iterator[str]:
        """The names with this end, the shortest first."""
        start = f"/{end}"[::-1]
        for place in range(bisect_left(self._backwards, start), len(self._backwards)):
            if not self._backwards[place].startswith(start):
                return
            yield self._backwards[place][::-1].removeprefix("/")


def _ends(name: str) -> list[str]:
    """What is left of a name without its first folder, its first two and so on; no longer than names can be."""
    first = max(len(name) - LONGEST - 1, 0)
    return [name[place + 1 :] for place in range(first, len(name)) if name[place] == "/"]


def _ending(name: str) -> str:
    _, dot, ending = base(name).rpartition(".")
    return f"{dot}{ending.lower()}"


def _is_text(name: str) -> bool:
    """No control characters, and no bytes that were not UTF-8, which stand in a name as lone surrogates."""
    return name.isprintable() or not any(unicodedata.category(sign) in ("Cc", "Cs") for sign in name)
