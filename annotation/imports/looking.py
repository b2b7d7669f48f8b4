"""The first look at a file that has arrived: what it is, and what it seems to hold. No image is decoded here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from annotation.imports import detection
from annotation.imports.detection import Findings
from annotation.imports.files import containers, limits, names
from annotation.imports.files.rows import Json
from annotation.imports.folders import CONTAINERS, StoredFolder, extracted, open_folder, reader_for
from annotation.imports.intake import beginning, no_rows, recognise_rows, rows_in
from annotation.imports.labels import new_labels
from annotation.kinds.base import FolderContents, FolderReader, Kind
from annotation.models import Project
from config.errors import Invalid

MOST_DOCUMENTS = 20_000
MOST_UNUSED = 20
MOST_LABELS = 2_000
LONGEST_TITLE = 80


def container_of(path: Path, name: str, kind: Kind) -> str:
    """The file's container, told from its bytes; a document is what a format of the kind reads as a whole."""
    if kind.folder_readers and containers.may_be_document(path):
        with open_folder(path, containers.DOCUMENT, name) as folder:
            if reader_for(folder, kind) is not None:
                return containers.DOCUMENT
    return containers.recognise(path)


def look_at(path: Path, container: str, name: str, project: Project) -> Findings:
    if container not in CONTAINERS:
        return detection.look_at(path, container, project.the_kind, remembered=project.import_mapping)
    with open_folder(path, container, name) as folder:
        _refuse_empty(folder)
        reader = reader_for(folder, project.the_kind)
        rows = _look_at_rows(folder, reader, project)
        if rows is not None:
            return replace(rows, folder=_folder(folder))
        if reader is None:
            raise _nothing_to_read(folder)
        return _look_at_folder(folder, reader, project)


def too_large_to_look_into(folder: StoredFolder) -> bool:
    """Whether the documents are left for the job to read: here, they would take too much memory and time."""
    documents = folder.documents
    return len(documents) > MOST_DOCUMENTS or sum(map(folder.size, documents)) > limits.looked_into_bytes()


def _look_at_folder(folder: StoredFolder, reader: FolderReader, project: Project) -> Findings:
    if too_large_to_look_into(folder):
        return Findings(reader=reader, folder=_folder(folder, reader, too_large=True))
    contents = reader.contents(folder)
    return Findings(reader=reader, folder=_folder(folder, reader, contents, new=new_labels(reader, folder, project)))


def _look_at_rows(folder: StoredFolder, reader: FolderReader | None, project: Project) -> Findings | None:
    """What the one file of rows tells, if it is what is meant: no format reads it, or only the images around it."""
    name = rows_in(folder)
    if name is None or (reader is not None and not reader.recognises(folder.only_images())):
        return None
    try:
        with extracted(folder, name, most=beginning(name)) as path:
            container = recognise_rows(path)
            found = detection.look_at(path, container, project.the_kind, remembered=project.import_mapping)
            named = reader is None or any(
                isinstance(value, str) and folder.find(names.alike(value))
                for row in detection.sample(path, container)
                for value in row.values()
            )
    except Invalid:
        if reader is None:
            raise
        return None
    return found if named else None


def _folder(
    folder: StoredFolder,
    reader: FolderReader | None = None,
    contents: FolderContents | None = None,
    *,
    new: set[str] | frozenset[str] = frozenset(),
    too_large: bool = False,
) -> Json:
    unused = [*folder.nested, *(contents.unused if contents else ())]
    return {
        "images": len(folder.images()),
        "files": len(folder.names()),
        "tasks": contents.tasks if contents else None,
        "verdicts": contents.verdicts if contents else None,
        "labels": _labels(contents.labels, new) if contents else None if too_large else [],
        "unused": unused[:MOST_UNUSED],
        "options": _options(reader) if reader else [],
        "too_large_to_look_into": too_large,
    }


def _labels(found: Mapping[str, int], new: set[str] | frozenset[str]) -> list[Json]:
    often = sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))[:MOST_LABELS]
    return [{"name": name, "count": count, "known": _title(name) not in new} for name, count in often]


def _title(name: str) -> str:
    return " ".join(name.split())[:LONGEST_TITLE].strip()


def _options(reader: FolderReader) -> list[Json]:
    return [
        {
            "key": option.key,
            "title": option.title,
            "help": option.help,
            "choices": [{"value": value, "title": title} for value, title in option.choices],
        }
        for option in reader.options
    ]


def _nothing_to_read(folder: StoredFolder) -> Invalid:
    if len(folder.names()) == len(folder.images()):
        return Invalid("Projects of this kind ask about no images.", code="unknown_container")
    return no_rows()


def _refuse_empty(folder: StoredFolder) -> None:
    if folder.names():
        return
    why = folder.problems[0].reason if folder.problems else "Put images or a file of rows into it."
    raise Invalid(f"There is no file in this archive that can be read. {why}", code="empty_archive")
