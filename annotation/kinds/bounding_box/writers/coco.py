"""COCO: one document about all images."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import IO, Any

import orjson

from annotation.kinds.base import (
    ArchiveWriter,
    Context,
    Document,
    ExportedTask,
    Json,
    LeftOut,
    Picture,
    Written,
)
from annotation.kinds.bounding_box import labels
from annotation.kinds.bounding_box.content import size
from annotation.kinds.bounding_box.writers import base, coco_rows
from annotation.kinds.bounding_box.writers.coco_numbers import Categories, Licences, Numbers
from annotation.kinds.bounding_box.writers.spool import Spool

DOCUMENT = "annotations/instances.json"
INFO = {
    "description": "Bounding boxes labeled with Touchstone",
    "url": "",
    "version": "1.0",
    "year": 0,
    "contributor": "",
    "date_created": "",
}


class Coco(ArchiveWriter):
    name = "coco"
    title = "COCO"
    help = f"One document, {DOCUMENT}, with the boxes in pixels, and the images beside it."
    rules = (
        base.SETTLED,
        "Ids of images, annotations and categories that came in with COCO files are kept where they are unique.",
        "Boxes without one get ids above the highest. Category ids keep their gaps.",
        "An annotation whose box nobody moved keeps all that its file said of it, such as its outline.",
        "A box that was moved or is new has the area of its rectangle, no outline, and is no crowd.",
        "Attributes stand in “attributes” with occluded and truncated; null means “not sure”.",
        base.MERGED,
        base.NAMES,
    )

    def files(
        self, tasks: Iterable[ExportedTask], context_for: Callable[[int | None], Context], *, with_images: bool
    ) -> Iterator[Document | Picture | LeftOut | Written]:
        names = base.Names()
        with Spool() as images, Spool() as annotations, tempfile.TemporaryFile() as file:
            draft = _Draft(context_for(None).settings, images, annotations)
            for task in tasks:
                if task.outcome is None:
                    yield LeftOut(base.NO_OUTCOME)
                    continue
                name = names.name(task)
                draft.add(task, name, task.outcome)
                if with_images:
                    yield Picture(f"images/{name}", task.content["image"]["sha256"])
                yield Written(len(base.counted(task)))
            draft.write(file)
            yield Document(DOCUMENT, file, rows=annotations.rows)


class _Draft:
    """A document while tasks go by. Its rows wait in files; in memory are only the ids."""

    def __init__(self, settings: Mapping[str, Any], images: Spool, annotations: Spool) -> None:
        self.settings = settings
        self.labels = labels.current(settings)
        self.resolved = labels.resolved(settings)
        self.categories = Categories(settings)
        self.licences = Licences()
        self.infos: dict[bytes, Json] = {}
        self.images = images
        self.annotations = annotations
        self.image_numbers: list[int | None] = []
        self.claims = {"images": Numbers(), "annotations": Numbers()}

    def add(self, task: ExportedTask, name: str, outcome: Json) -> None:
        kept = _object(task.metadata.get("coco"))
        raw = _object(kept.get("image"))
        row = coco_rows.image_row(task.content["image"], name, raw)
        self.images.add({**row, **self._licence(task, raw, _object(kept.get("document")))})
        self.image_numbers.append(self.claims["images"].claim(raw.get("id")))
        boxes = base.boxes_of(outcome, self.settings)
        raws = coco_rows.originals(boxes, dict(base.raws(kept.get("annotations"))), size(task.content))
        for box, original in zip(boxes, raws, strict=True):
            self._add_annotation(box, original, size(task.content), _object(kept.get("labels")))

    def write(self, file: IO[bytes]) -> None:
        """The whole document, for now every id is known."""
        numbers = [self.claims["images"].new() if one is None else one for one in self.image_numbers]
        info = next(iter(self.infos.values())) if len(self.infos) == 1 else INFO
        parts = {"info": info, "licenses": list(self.licences.rows.values()), "categories": self.categories.rows}
        file.write(b"{")
        for name, value in parts.items():
            file.write(orjson.dumps(name) + b":" + orjson.dumps(value) + b",\n")
        _write_rows(file, "images", ({**row, "id": number} for number, row in zip(numbers, self.images, strict=True)))
        file.write(b",\n")
        _write_rows(file, "annotations", (self._numbered(row, numbers) for row in self.annotations))
        file.write(b"}\n")
        file.seek(0)

    def _add_annotation(self, box: Json, raw: Json | None, image: tuple[int, int], meant: Json) -> None:
        key = box["label"]
        label = meant.get(str(raw.get("category_id"))) if raw is not None else None
        row = coco_rows.annotation_row(
            box,
            raw,
            category=self.categories.numbers[key],
            label=self.labels[key],
            same_label=isinstance(label, str) and self.resolved.get(label) == key,
            moved=raw is None or coco_rows.is_moved(box, raw, image),
        )
        number = self.claims["annotations"].claim(raw.get("id")) if raw is not None else None
        self.annotations.add({**row, "id": number, "image_id": len(self.image_numbers) - 1})

    def _numbered(self, row: Json, numbers: Sequence[int]) -> Json:
        own = self.claims["annotations"].new() if row["id"] is None else row["id"]
        return {**row, "id": own, "image_id": numbers[row["image_id"]]}

    def _licence(self, task: ExportedTask, raw: Json, document: Json) -> Json:
        """The image's licence by its id here; and the facts of its document, which may be those of all."""
        info, name = document.get("info"), task.provenance.get("licence")
        if isinstance(info, dict):
            self.infos.setdefault(orjson.dumps(info, option=orjson.OPT_SORT_KEYS), info)
        known = self.licences.take(document.get("licenses"))
        number = known.get(raw["license"]) if isinstance(raw.get("license"), int) else None
        if number is None and name:
            number = self.licences.named(str(name))
        return {} if number is None else {"license": number}


def _write_rows(file: IO[bytes], name: str, rows: Iterable[Json]) -> None:
    file.write(orjson.dumps(name) + b":[")
    for place, row in enumerate(rows):
        file.write(b",\n" if place else b"\n")
        file.write(orjson.dumps(row))
    file.write(b"]")


def _object(raw: Any) -> Json:
    return raw if isinstance(raw, dict) else {}
