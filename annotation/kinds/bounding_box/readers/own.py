"""Our own rows, as the canonical export writes them; the name of an image alone will do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotation.kinds.base import Context, Item, Json, Reader, Verdict
from annotation.kinds.bounding_box.readers import drawing
from annotation.kinds.bounding_box.readers.vocabulary import labels_by_name
from annotation.kinds.checks import wrong


class Own(Reader):
    """Labels are known by the titles that the row gives for its keys, for another project may have other keys."""

    name = "touchstone"
    title = "Touchstone"

    def recognises(self, row: Mapping[str, Any]) -> bool:
        image = row.get("image")
        return (isinstance(image, Mapping) and "name" in image) or (isinstance(image, str) and "annotations" in row)

    def read(self, rows: Sequence[Json], context: Context) -> Item:
        (row,) = rows
        image = row["image"] if isinstance(row["image"], str) else row["image"]["name"]
        if not isinstance(image, str) or not image.strip():
            raise wrong("image.name", "Give the name of the image file.")
        known = row.get("provenance")
        origin = known if isinstance(known, Mapping) else row
        metadata = row.get("metadata")
        return Item(
            content={"image": image},
            external_id=_text(row, "external_id", "id") or image,
            source=_text(origin, "source"),
            licence=_text(origin, "licence", "license"),
            metadata=dict(metadata) if isinstance(metadata, Mapping) else {},
            verdicts=list(_verdicts(row, _keys(row.get("labels"), context))),
        )


def _verdicts(row: Json, keys: Mapping[str, str]) -> Iterator[Verdict]:
    """The last answer of each person; earlier ones are revised."""
    given = row.get("annotations")
    rows = [one for one in given if isinstance(one, Mapping)] if isinstance(given, list) else []
    last = {
        one["annotator"]: one["answer"] for one in rows if isinstance(one.get("annotator"), str) and "answer" in one
    }
    image = row["image"] if isinstance(row["image"], Mapping) else {}
    for annotator, answer in last.items():
        translated = _translated(answer, keys)
        yield Verdict(annotator, drawing.with_size(translated, image.get("width"), image.get("height")))


def _keys(titles: Any, context: Context) -> dict[str, str]:
    """The project's keys for those of the row."""
    rows = titles if isinstance(titles, Mapping) else {}
    named = {key: title for key, title in rows.items() if isinstance(title, str) and title.strip()}
    labels = labels_by_name(named.values(), context.settings)
    return {key: labels[title]["key"] for key, title in named.items()}


def _translated(answer: Any, keys: Mapping[str, str]) -> Any:
    boxes = answer.get("boxes") if isinstance(answer, Mapping) else None
    if not isinstance(boxes, list):
        return answer
    return {**answer, "boxes": [_with_key(box, keys) for box in boxes]}


def _with_key(box: Any, keys: Mapping[str, str]) -> Any:
    label = box.get("label") if isinstance(box, Mapping) else None
    return {**box, "label": keys[label]} if isinstance(label, str) and label in keys else box


def _text(row: Mapping[str, Any], *names: str) -> str:
    """The first of these that holds a text or a whole number; no text if none does."""
    values = (row.get(name) for name in names)
    texts = (str(value).strip() for value in values if isinstance(value, str | int) and not isinstance(value, bool))
    return next((text for text in texts if text), "")
