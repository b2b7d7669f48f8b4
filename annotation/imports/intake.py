"""An upload opened for its import: what it gives, one after the other, from wherever the last run stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from annotation.imports.files import names
from annotation.imports.files.containers import open_rows, recognise
from annotation.imports.folders import CONTAINERS, StoredFolder, extracted, open_folder
from annotation.imports.reading import Found, Recipe, find_in_folder, find_in_rows
from annotation.models import Upload
from annotation.storage import located
from config.errors import Invalid, Refused

LOOKED_INTO = 64 << 20


@dataclass(frozen=True, slots=True)
class Intake:
    """What a source gives. ``position`` tells how far it is read, of ``total``, after so many items or rows."""

    found: Iterator[Found]
    position: Callable[[int], int]
    total: int | None


@contextmanager
def open_upload(upload: Upload) -> Iterator[StoredFolder | None]:
    """The folder that the upload is; None if it is a file of rows."""
    path = located(upload.path)
    if not path.exists():
        raise Refused("file_gone", "The uploaded file is no longer there. Upload it again.")
    if upload.container not in CONTAINERS:
        yield None
        return
    with open_folder(path, upload.container, upload.name) as folder:
        yield folder


@contextmanager
def open_intake(
    upload: Upload, folder: StoredFolder | None, recipe: Recipe, *, skip: int, in_brief: bool = False
) -> Iterator[Intake]:
    """The source without what the first ``skip`` items or rows gave; in brief, only its beginning."""
    if folder is not None and recipe.folder_reader is not None:
        total = len(folder.images()) or None
        yield Intake(find_in_folder(folder, recipe, skip=skip), lambda read: min(read, total or read), total)
        return
    with ExitStack() as stack:
        path, container = located(upload.path), upload.container
        if folder is not None:
            name = the_rows(folder)
            path = stack.enter_context(extracted(folder, name, most=beginning(name) if in_brief else None))
            container = recognise_rows(path)
        file = stack.enter_context(open_rows(path, container, skip=skip))
        found = find_in_rows(file.rows, recipe, read=skip)
        yield Intake(found, lambda read: file.position(), path.stat().st_size)


def rows_in(folder: StoredFolder) -> str | None:
    """The file of rows in a folder, if there is exactly one."""
    found = [name for name in folder.names() if names.is_rows(name)]
    return found[0] if len(found) == 1 else None


def the_rows(folder: StoredFolder) -> str:
    name = rows_in(folder)
    if name is None:
        raise no_rows()
    return name


def no_rows() -> Invalid:
    return Invalid(
        "This archive is in no format that the project's kind reads, and it does not hold exactly one file of rows "
        "(JSON, JSON Lines, CSV or Parquet).",
        code="unknown_container",
    )


def beginning(name: str) -> int | None:
    """How much of a file of rows is enough for a look at its first ones. Parquet is read from its end."""
    return None if ".parquet" in name.lower() else LOOKED_INTO


def recognise_rows(path: Path) -> str:
    """The container of a file that must hold rows."""
    container = recognise(path)
    if container in CONTAINERS:
        raise Invalid("The file of rows in this archive is no JSON, CSV or Parquet.", code="unknown_container")
    return container
