"""Folders in memory, and imports and exports of them, which the tests of formats share."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PIL import Image

from annotation.kinds.base import (
    Context,
    Document,
    ExportedAnnotation,
    ExportedTask,
    FolderItem,
    FolderReader,
    Item,
    Json,
    LeftOut,
    Picture,
    Written,
)
from annotation.kinds.bounding_box.kind import BoundingBox
from config.errors import Invalid

KIND = BoundingBox()
IMAGE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif")
HEAD = 64 << 10
LARGEST = 64 << 20
SIZE = (640, 480)
COCO_DOCUMENT = "annotations/instances.json"
TWO_LABELS = KIND.read_settings({"labels": [{"title": "car", "category_id": 70}, {"title": "dog"}]})


class Files:
    """Files that came together, in memory."""

    def __init__(self, files: Mapping[str, bytes | str | Any]) -> None:
        self.files = {name: _bytes(data) for name, data in files.items()}

    def names(self) -> Sequence[str]:
        return sorted(self.files)

    def images(self) -> Sequence[str]:
        return [name for name in self.names() if name.lower().endswith(IMAGE_ENDINGS)]

    def head(self, name: str) -> bytes:
        return self.files[name][:HEAD]

    def read(self, name: str) -> bytes:
        if len(self.files[name]) > LARGEST:
            raise Invalid(f"{name} is too large.")
        return self.files[name]


def _bytes(data: Any) -> bytes:
    if isinstance(data, bytes):
        return data
    return data.encode() if isinstance(data, str) else json.dumps(data).encode()


def folder_of(path: Path) -> Files:
    """The files under a path."""
    return Files({str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*") if file.is_file()})


def folder_reader(name: str) -> FolderReader:
    return next(reader for reader in KIND.folder_readers if reader.name == name)


def recognised(folder: Files) -> str | None:
    """The name of the first reader that takes the folder for its format, as an import finds it."""
    return next((reader.name for reader in KIND.folder_readers if reader.recognises(folder)), None)


def empty_settings(**settings: Any) -> Json:
    return KIND.read_settings(settings)


def settings_for(name: str, folder: Files, settings: Json | None = None) -> Json:
    """The settings with what the folder adds; they must be right."""
    reader = folder_reader(name)
    added = reader.new_settings(folder, settings or empty_settings(), {})
    assert KIND.read_settings(added) == added
    return added


def read(name: str, folder: Files, *, settings: Json | None = None, **options: Any) -> list[FolderItem]:
    """What a folder gives in a project that takes over its labels."""
    reader = folder_reader(name)
    context = Context(settings=settings or settings_for(name, folder), criteria=[])
    found = list(reader.items(folder, context, options))
    assert all((one.item is None) == bool(one.problem) for one in found)
    assert found == list(reader.items(folder, context, options))
    return found


def items(found: Iterable[FolderItem]) -> dict[str, Item]:
    """The items by their images."""
    return {one.item.content["image"]: one.item for one in found if one.item is not None}


def problems(found: Iterable[FolderItem]) -> list[tuple[str, str]]:
    return [(one.file, one.problem) for one in found if one.problem]


def content_of(name: str, size: tuple[int, int] = SIZE) -> Json:
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    return KIND.read_content({"image": {"sha256": sha256, "width": size[0], "height": size[1], "name": name}})


def answers_of(item: Item, settings: Json, size: tuple[int, int] = SIZE) -> list[Json]:
    """The item's verdicts as the kind stores them."""
    context = KIND.undemanding(Context(settings=settings, criteria=[]))
    content = content_of(item.content["image"], size)
    return [KIND.read_answer(verdict.answer, content=content, context=context) for verdict in item.verdicts]


def rectangles(answer: Json) -> list[tuple[Any, ...]]:
    return [(box["label"], box["x"], box["y"], box["width"], box["height"]) for box in answer["boxes"]]


def exported(
    name: str = "a.jpg", outcome: Json | None = None, size: tuple[int, int] = SIZE, **facts: Any
) -> ExportedTask:
    given: Json = {
        "id": f"task-{name}",
        "external_id": None,
        "content": content_of(name, size),
        "metadata": {},
        "status": "settled" if outcome else "open",
        "agreement": 0.75 if outcome else None,
        "outcome_source": "consensus" if outcome else None,
        "annotations": [annotation("annotator-1", outcome)] if outcome else [],
        "flags": [],
        "provenance": {"source": "camera", "licence": "CC0-1.0", "content_sha256": "0f", "importer": "coco"},
        "trace_id": "trace-1",
        "rubric_version": 1,
    }
    return ExportedTask(outcome=outcome, **{**given, **facts})


def annotation(annotator: str, answer: Json, **facts: Any) -> ExportedAnnotation:
    given: Json = {
        "id": f"by-{annotator}",
        "rubric_version": 1,
        "imported": False,
        "counted": True,
        "active_ms": 1_200,
        "side_seed": None,
        "revision": 1,
        "submitted_at": "2026-11-20T12:00:00Z",
    }
    return ExportedAnnotation(annotator=annotator, answer=answer, **{**given, **facts})


def settled(item: Item, answer: Json, size: tuple[int, int] = SIZE, **facts: Any) -> ExportedTask:
    """An imported item whose outcome is this answer."""
    given: Json = {"external_id": item.external_id, "metadata": json.loads(json.dumps(item.metadata))}
    licence = {"source": item.source, "licence": item.licence}
    return exported(item.content["image"], answer, size, **{**given, "provenance": licence, **facts})


class Archive:
    """What a writer made of tasks."""

    def __init__(self, name: str, tasks: Iterable[ExportedTask], settings: Json, *, with_images: bool = True) -> None:
        writer = next(writer for writer in KIND.archive_writers if writer.name == name)
        context = Context(settings=settings, criteria=[])
        self.documents: dict[str, bytes] = {}
        self.pictures: dict[str, str] = {}
        self.left_out: list[str] = []
        self.written: list[int] = []
        self.rows = 0
        for part in writer.files(iter(tasks), lambda version: context, with_images=with_images):
            self._take(part)

    def _take(self, part: Document | Picture | LeftOut | Written) -> None:
        match part:
            case Document(name=name, data=data, rows=rows):
                assert name not in self.documents
                self.documents[name] = data if isinstance(data, bytes) else data.read()
                self.rows += rows
            case Picture(name=name, sha256=sha256):
                assert name not in self.pictures
                self.pictures[name] = sha256
            case LeftOut(reason=reason):
                self.left_out.append(reason)
            case Written(annotations=annotations):
                self.written.append(annotations)

    def json(self, name: str) -> Json:
        found: Json = json.loads(self.documents[name])
        return found

    def text(self, name: str) -> str:
        return self.documents[name].decode()

    def folder(self) -> Files:
        """The archive as it would come in again."""
        return Files({**self.documents, **dict.fromkeys(self.pictures, b"image")})

    def unpack(self, path: Path, size: tuple[int, int] = SIZE) -> None:
        """All files under a path, with real images."""
        for name, data in {**self.documents, **{name: _jpeg(size) for name in self.pictures}}.items():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes(data)


def _jpeg(size: tuple[int, int]) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size).save(file, "JPEG")
    return file.getvalue()
