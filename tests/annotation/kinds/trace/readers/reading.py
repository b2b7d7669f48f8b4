"""Documents read the way an import reads them, which the tests of trace formats share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from annotation.kinds import get_kind
from annotation.kinds.base import Context, FolderItem, Item, Json
from config.errors import Invalid

KIND = get_kind("trace")
FOLDER_READER = KIND.folder_readers[0]
HEAD = 64 << 10
LARGEST = 1 << 20


class Files:
    """Files that came together, in memory. What is no text is written as JSON."""

    def __init__(self, files: Mapping[str, Any]) -> None:
        self.files = {name: _bytes(data) for name, data in files.items()}

    def names(self) -> Sequence[str]:
        return sorted(self.files)

    def images(self) -> Sequence[str]:
        return [name for name in self.names() if name.endswith((".png", ".jpg"))]

    def head(self, name: str) -> bytes:
        return self.files[name][:HEAD]

    def read(self, name: str) -> bytes:
        if len(self.files[name]) > LARGEST:
            raise Invalid(f"The file {name} is larger than 1 MB. Split it.")
        return self.files[name]


def _bytes(data: Any) -> bytes:
    if isinstance(data, bytes):
        return data
    return data.encode() if isinstance(data, str) else json.dumps(data, indent=1).encode()


def context(**settings: Any) -> Context:
    return Context(settings=KIND.read_settings(settings), criteria=[])


def row(document: Json, *, by: str, **settings: Any) -> Item:
    """The task in a row, read by the first format that recognises it."""
    reader = next(reader for reader in KIND.readers if reader.recognises(document))
    assert reader.name == by
    item = reader.read([document], context(**settings))
    assert KIND.read_content(item.content) == item.content
    leads_to_texts(item.content, document)
    return item


def refusal(document: Json, *, by: str) -> Mapping[str, str]:
    """What is wrong with a row, by fields."""
    try:
        row(document, by=by)
    except Invalid as problem:
        return problem.fields or {"": problem.detail}
    raise AssertionError("The row was read.")


def answers(item: Item, **settings: Any) -> list[Json]:
    """The item's verdicts as the project stores them."""
    undemanding = KIND.undemanding(context(**settings))
    return [KIND.read_answer(one.answer, content=item.content, context=undemanding) for one in item.verdicts]


def labels(answer: Json) -> dict[str, Any]:
    return {node: said["label"] for node, said in answer["steps"].items() if "label" in said}


def kinds(item: Item) -> list[str]:
    return [node["kind"] for node in item.content["nodes"]]


def texts(item: Item) -> list[list[str]]:
    return [node["text_parts"] for node in item.content["nodes"]]


def column(item: Item, key: str) -> list[Any]:
    return [node[key] for node in item.content["nodes"]]


def steps(item: Item, **settings: Any) -> list[str]:
    """The ids of what is graded."""
    graded = context(**settings).settings["graded"]
    return [node["id"] for node in item.content["nodes"] if node["kind"] in graded and not node["context"]]


def found_in(files: Mapping[str, Any], **settings: Any) -> list[FolderItem]:
    """What a folder gives; twice, for it must be the same each time."""
    folder = Files(files)
    found = list(FOLDER_READER.items(folder, context(**settings), {}))
    assert found == list(FOLDER_READER.items(folder, context(**settings), {}))
    assert all((one.item is None) == bool(one.problem) for one in found)
    return found


def items(found: Iterable[FolderItem]) -> list[Item]:
    return [one.item for one in found if one.item is not None]


def problems(found: Iterable[FolderItem]) -> list[tuple[str, str]]:
    """What is told of each file, whether it gives a trace or none."""
    return [(one.file, text) for one in found for text in (one.item.problems if one.item else [one.problem])]


def at(document: Any, pointer: str) -> Any:
    """What a JSON Pointer leads to."""
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        document = document[int(key)] if isinstance(document, list) else document[key]
    return document


def leads_to_texts(content: Json, document: Any) -> None:
    """Every pointer leads somewhere, and where it leads to a text, that text is shown."""
    for node in content["nodes"]:
        found = at(document, node["pointer"])
        if isinstance(found, str):
            assert all(part in found for part in node["text_parts"])
