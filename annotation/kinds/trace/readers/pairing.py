"""Labels that lie in files of their own find their traces: by the file's name, else by the ids that they name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from annotation.kinds.base import Context, Folder
from annotation.kinds.trace.readers import beginnings, documents
from annotation.kinds.trace.readers.base import LabelReader, Parsed
from config.errors import Invalid

ALONE = (
    "These are labels without their trace. Put the trace into the same archive, as a file of the same name in another "
    "folder, or with the ids that the labels name."
)


@dataclass(slots=True)
class _File:
    name: str
    stem: str
    reader: LabelReader
    document: Any
    used: bool = False


class Labels:
    """The files of labels among those that came together."""

    def __init__(self, readers: Sequence[LabelReader]) -> None:
        self._readers = readers
        self._files: list[_File] = []
        self._problems: list[tuple[str, str]] = []
        self.names: set[str] = set()

    def look_at(self, name: str, folder: Folder) -> None:
        """Take the file in if it is one of labels, as its beginning tells."""
        reader = self._reader_of(beginnings.beginning(beginnings.head_of(folder, name)))
        if reader is None:
            return
        self.names.add(name)
        try:
            document = documents.loads(folder.read(name))
        except Invalid as problem:
            self._problems.append((name, problem.detail))
            return
        self._files.append(_File(name, beginnings.stem(name), reader, document))

    def attach(self, name: str, parsed: Parsed, context: Context) -> None:
        """Add to a trace what labels say about it. Labels of the trace's own file name come before all others."""
        named = [file for file in self._files if file.stem == beginnings.stem(name)]
        fitting = named or [file for file in self._files if file.reader.fits(file.document, parsed)]
        for file in fitting:
            file.used = True
            try:
                parsed.verdicts += file.reader.verdicts(file.document, parsed, context)
            except Invalid as problem:
                what = "; ".join(f"{path}: {text}" for path, text in problem.fields.items()) or problem.detail
                parsed.problems.append(f"The labels in {file.name} cannot be taken: {what}")
            else:
                parsed.metadata.update(file.reader.metadata(file.document))

    def left_over(self) -> Iterator[tuple[str, str]]:
        """Files of labels that were not used, and why."""
        yield from self._problems
        yield from ((file.name, ALONE) for file in self._files if not file.used)

    def _reader_of(self, document: Any) -> LabelReader | None:
        return next((reader for reader in self._readers if reader.recognises(document)), None)
