"""Files of traces: one JSON document, or an archive of many, in any of the formats and mixed as they come.

A file that holds nothing but rows is left to whoever reads rows, unless it lies beside others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from annotation.kinds.base import Context, Folder, FolderContents, FolderItem, FolderReader, Json
from annotation.kinds.trace.readers import beginnings, documents
from annotation.kinds.trace.readers.base import LabelReader, Parsed, TraceReader
from annotation.kinds.trace.readers.documents import Fault, Found
from annotation.kinds.trace.readers.pairing import Labels
from annotation.kinds.trace.readers.vocabulary import Vocabulary, with_codes
from annotation.kinds.trace.settings import read_settings
from annotation.kinds.trace.taxonomies import TRAIL
from config.errors import Invalid

ROWS = (".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")
MOST_KEYS_SHOWN = 8
LONGEST_KEY_SHOWN = 40


class TraceFiles(FolderReader):
    """Each file is read for itself, so that one which cannot be read stops no other."""

    name = "trace_files"
    title = "Trace files"

    def __init__(self, readers: Sequence[TraceReader], label_readers: Sequence[LabelReader] = ()) -> None:
        self._readers = readers
        self._label_readers = label_readers

    def recognises(self, folder: Folder) -> bool:
        names = _others(folder)
        alone = len(names) == 1
        rows = False
        for name in names:
            head = beginnings.head_of(folder, name)
            if not beginnings.may_be_json(name, head, alone=alone):
                continue
            if self._is_document(name, head):
                return True
            rows = rows or self._is_row(beginnings.first_line(head)) or self._holds_rows(beginnings.beginning(head))
        # A single file of rows is read row by row, with its columns shown.
        return rows and sum(name.casefold().removesuffix(".gz").endswith(ROWS) for name in names) > 1

    def contents(self, folder: Folder) -> FolderContents:
        tasks, verdicts, vocabulary = 0, 0, Vocabulary()
        for one in self.items(folder, _asking_for_errors(read_settings({})), {}):
            if one.item is not None:
                tasks, verdicts = tasks + 1, verdicts + len(one.item.verdicts)
                vocabulary.add(one.item.verdicts)
        read = set(_candidates(folder))
        return FolderContents(
            tasks=tasks,
            verdicts=verdicts,
            labels=vocabulary.by_title(),
            unused=[name for name in folder.names() if name not in read],
        )

    def new_settings(self, folder: Folder, settings: Json, options: Mapping[str, str]) -> Json:
        vocabulary = Vocabulary()
        for one in self.items(folder, _asking_for_errors(settings), options):
            vocabulary.add(one.item.verdicts if one.item is not None else ())
        return with_codes(vocabulary, settings)

    def items(self, folder: Folder, context: Context, options: Mapping[str, str]) -> Iterator[FolderItem]:
        names = list(_candidates(folder))
        labels = Labels(self._label_readers)
        for name in names:
            labels.look_at(name, folder)
        ids = _ids(names)
        for name in names:
            if name not in labels.names:
                yield from self._items(name, folder, ids[name], labels, context)
        for name, problem in labels.left_over():
            yield FolderItem(name, problem=problem)

    def _items(self, name: str, folder: Folder, file_id: str, labels: Labels, context: Context) -> Iterator[FolderItem]:
        count = 0
        for found in self._grouped(self._found(name, folder)):
            if isinstance(found, Fault):
                yield FolderItem(name, problem=found.problem)
                continue
            try:
                for parsed in self._parse(found, context):
                    count += 1
                    parsed.external_id = parsed.external_id or (file_id if count == 1 else f"{file_id}#{count}")
                    labels.attach(name, parsed, context)
                    parsed.problems = [found.place + problem for problem in parsed.problems]
                    yield FolderItem(name, item=parsed.item(found.original))
            except Invalid as problem:
                yield FolderItem(name, problem=found.place + reason_of(problem))

    def _found(self, name: str, folder: Folder) -> Iterator[Found | Fault]:
        try:
            data = folder.read(name)
        except Invalid as problem:
            return iter([Fault(problem.detail)])
        return documents.found_in(name, data, lambda value: self._reader_of(value) is not None)

    def _grouped(self, found: Iterable[Found | Fault]) -> Iterator[Found | Fault]:
        """Lines that are one document together, where a format says so."""
        for key, group in groupby(found, key=self._group_key):
            if key is None:
                yield from group
            else:
                yield documents.joined([one for one in group if isinstance(one, Found)])

    def _group_key(self, found: Found | Fault) -> str | None:
        if isinstance(found, Fault) or found.path or not isinstance(found.value, dict):
            return None
        reader = self._reader_of(found.value)
        return reader.group_key(found.value) if reader else None

    def _parse(self, found: Found, context: Context) -> Iterator[Parsed]:
        reader = self._reader_of(found.value)
        if reader is None:
            raise Invalid(_unknown(found.value))
        for parsed in reader.parse(found.value, context):
            if found.path and reader.points:
                for node in parsed.content["nodes"]:
                    node["pointer"] = found.path + node["pointer"]
            yield parsed

    def _reader_of(self, document: Any) -> TraceReader | None:
        return next((reader for reader in self._readers if reader.recognises(document)), None)

    def _is_document(self, name: str, head: bytes) -> bool:
        """Whether the file is one document. What is cut off may tell its format later on, so it counts as one."""
        start = beginnings.plain(head)
        if name.casefold().endswith(beginnings.LINES) or beginnings.is_lines(head):
            return False
        value = beginnings.beginning(head)
        if start.startswith(b"["):
            known = isinstance(value, list) and bool(value)
            return known and (self._reader_of(value) is not None or not isinstance(value[0], dict))
        on_one_line = b"\n" not in start.rstrip() and start.rstrip().endswith(b"}")
        return start.startswith(b"{") and (not on_one_line or self._knows(value))

    def _knows(self, value: Any) -> bool:
        return self._reader_of(value) is not None or any(reader.recognises(value) for reader in self._label_readers)

    def _holds_rows(self, value: Any) -> bool:
        return isinstance(value, list) and bool(value) and self._is_row(value[0])

    def _is_row(self, value: Any) -> bool:
        reader = self._reader_of(value) if isinstance(value, dict) else None
        return reader is not None and reader.rows


def _asking_for_errors(settings: Json) -> Context:
    """Without a taxonomy in the settings, readers leave out how severe an error is."""
    return Context({**settings, "taxonomy": settings["taxonomy"] or TRAIL}, [])


def reason_of(problem: Invalid) -> str:
    """All that is wrong with a document, in one line, with the places in it."""
    return "; ".join(f"{path}: {text}" for path, text in problem.fields.items()) or problem.detail


def _others(folder: Folder) -> list[str]:
    images = set(folder.images())
    return [name for name in folder.names() if name not in images]


def _candidates(folder: Folder) -> Iterator[str]:
    names = _others(folder)
    alone = len(names) == 1
    return (name for name in names if beginnings.may_be_json(name, beginnings.head_of(folder, name), alone=alone))


def _ids(names: Sequence[str]) -> dict[str, str]:
    """What tasks are called by that have no id: their file's name, without folders if it is the only one of it."""
    stems = {name: beginnings.stem(name) for name in names}
    times = Counter(stems.values())
    return {name: stem if times[stem] == 1 else name for name, stem in stems.items()}


def _unknown(value: Any) -> str:
    if isinstance(value, dict):
        keys = [str(key)[:LONGEST_KEY_SHOWN] for key in value][:MOST_KEYS_SHOWN]
        more = " …" if len(value) > MOST_KEYS_SHOWN else ""
        return f"This is JSON of no trace format that is known: it has the keys {', '.join(keys) or '(none)'}{more}."
    what = "an empty list" if value == [] else "a list" if isinstance(value, list) else "no object"
    return f"This is JSON of no trace format that is known: it is {what}."
