"""What the readers of this kind share: from parsed JSON to traces, whether it came as a row or as a file of its own."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, ClassVar

from annotation.kinds.base import Context, Item, Json, Reader, Verdict
from config import strict_json
from config.errors import Invalid

LONGEST_ID = 200  # of a node
LONGEST_FACT = 20_000  # bytes of one value that goes to the metadata; the original is kept whole
IMAGE_PARTS = frozenset({"image", "image_url", "input_image"})
FILE_PARTS = frozenset({"input_audio", "audio", "input_file", "file", "document", "blob"})


@dataclass(slots=True)
class Parsed:
    """One trace as a reader found it. ``problems`` is what of the document could not be taken; the trace could."""

    content: Json
    external_id: str | None = None
    source: str = ""
    licence: str = ""
    metadata: Json = field(default_factory=dict)
    verdicts: list[Verdict] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def item(self, original: bytes | None = None) -> Item:
        return Item(
            content=self.content,
            external_id=self.external_id,
            source=self.source,
            licence=self.licence,
            metadata=self.metadata,
            verdicts=self.verdicts,
            problems=self.problems,
            original=original,
        )


class TraceReader(ABC):
    """A format of traces, told and read from parsed JSON: an object, or a list where the whole file is one list."""

    name: ClassVar[str]
    title: ClassVar[str]
    rows: ClassVar[bool] = True  # whether one row of a JSON Lines, JSON array or Parquet file is such a document
    points: ClassVar[bool] = True  # whether the pointers of nodes lead into this document

    @abstractmethod
    def recognises(self, document: Any) -> bool:
        """Whether this is in the format. Cheap, and never raises: it is asked of beginnings of documents, too."""

    @abstractmethod
    def parse(self, document: Any, context: Context) -> Iterator[Parsed]:
        """The traces in it, usually one. Raises ``Invalid``. Of the context, labels need the settings."""

    def group_key(self, row: Mapping[str, Any]) -> str | None:
        """Consecutive rows with one key make one document, a list; None for a row that stands alone."""
        return None


class LabelReader(ABC):
    """A format of labels that lie in a file of their own, beside the traces that they are about."""

    name: ClassVar[str]
    title: ClassVar[str]

    @abstractmethod
    def recognises(self, document: Any) -> bool:
        """Whether this is in the format. Cheap, and never raises: it is asked of beginnings of documents, too."""

    @abstractmethod
    def nodes(self, document: Any) -> set[str]:
        """The ids of nodes that the labels name."""

    @abstractmethod
    def verdicts(self, document: Any, parsed: Parsed, context: Context) -> list[Verdict]:
        """The labels as answers about this trace. Raises ``Invalid``."""

    def fits(self, document: Any, parsed: Parsed) -> bool:
        """Whether the labels are about this trace, told by the ids that they name."""
        return not self.nodes(document).isdisjoint(node["id"] for node in parsed.content["nodes"])

    def metadata(self, document: Any) -> Json:
        """What else the labels say, for the trace's metadata."""
        return {}


class RowReader(Reader):
    """A format of traces read row by row."""

    def __init__(self, reader: TraceReader) -> None:
        self.reader = reader
        self.name = reader.name  # type: ignore[misc]  # one class stands for all formats
        self.title = reader.title  # type: ignore[misc]

    def recognises(self, row: Mapping[str, Any]) -> bool:
        return self.reader.recognises(row)

    def group_key(self, row: Mapping[str, Any]) -> str | None:
        return self.reader.group_key(row) if self.reader.recognises(row) else None

    def read(self, rows: Sequence[Json], context: Context) -> Item:
        document = rows[0] if len(rows) == 1 else list(rows)
        found = list(islice(self.reader.parse(document, context), 2))
        if len(found) != 1:
            many = "several traces" if found else "no trace"
            raise Invalid(f"This row holds {many}. A row is one trace; import the row as a JSON file of its own.")
        return found[0].item()


class Ids:
    """Ids for the nodes of one trace: the source's own where they can be used, else ``n`` and the node's position."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._count = 0

    def take(self, wanted: Any = "") -> str:
        self._count += 1
        name = str(wanted).strip() if isinstance(wanted, str | int) and not isinstance(wanted, bool) else ""
        if not name or len(name) > LONGEST_ID or name in self._taken:
            name = self._position()
        self._taken.add(name)
        return name

    def _position(self) -> str:
        name = f"n{self._count}"
        while name in self._taken:  # a source may use such names for others
            name += "'"
        return name


def pointer(*path: str | int) -> str:
    """The JSON Pointer (RFC 6901) to a place.

    >>> pointer("messages", 3, "a/b~c")
    '/messages/3/a~1b~0c'
    """
    return "".join(f"/{str(key).replace('~', '~0').replace('/', '~1')}" for key in path)


def parts_of(content: Any) -> list[str]:
    """The texts of a message's content, which may be text, a list of parts, or any JSON."""
    if content is None:
        return []
    if isinstance(content, str):
        return [content]
    if isinstance(content, list):
        return [text for part in content if (text := _part(part))]
    return [_part(content)]


def text_of(content: Any) -> str:
    """A message's content as one text."""
    return "\n\n".join(parts_of(content))


def json_text(value: Any) -> str:
    """JSON for people: in the order in which it came."""
    return json.dumps(value, ensure_ascii=False)


def field_text(document: Mapping[str, Any], *names: str) -> str:
    """The first of these fields that holds a text or a whole number; no text if none does."""
    for name in names:
        value = document.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return ""


def external_id(document: Mapping[str, Any], *names: str) -> str | None:
    return field_text(document, *(names or ("external_id", "item_id", "id", "uid"))) or None


def provenance(document: Mapping[str, Any]) -> dict[str, Any]:
    return {"source": field_text(document, "source"), "licence": field_text(document, "licence", "license")}


def facts(document: Mapping[str, Any], *, but: Collection[str]) -> Json:
    """What a document says beside the trace, for the metadata. What is empty or very long stays in the original."""
    return {
        key: value
        for key, value in document.items()
        if key not in but and value not in (None, "", [], {}) and len(strict_json.dumps(value)) <= LONGEST_FACT
    }


def mappings(raw: Any) -> list[Mapping[str, Any]]:
    """The objects in a list; none if it is no list."""
    return [one for one in raw if isinstance(one, Mapping)] if isinstance(raw, list) else []


def tools_of(raw: Any) -> list[Json]:
    """Tools as OpenAI, Anthropic or plain files describe them, or as JSON text of that; each name once."""
    found: dict[str, Json] = {}
    for tool in mappings(parsed_json(raw)):
        function = tool.get("function")
        described = function if isinstance(function, Mapping) else tool
        name = field_text(described, "name") or field_text(tool, "type")
        if name:
            found.setdefault(name, {**described, "name": name})
    return list(found.values())


def parsed_json(raw: Any) -> Any:
    """JSON that some formats write as text inside their JSON; what is no such text stays as it is."""
    if not isinstance(raw, str) or not raw.lstrip().startswith(("{", "[")):
        return raw
    try:
        return strict_json.loads(raw.encode())
    except (Invalid, UnicodeEncodeError):
        return raw


def _part(part: Any) -> str:
    if isinstance(part, str):
        return part
    if not isinstance(part, Mapping):
        return json_text(part)
    for name in ("text", "refusal", "thinking", "reasoning"):
        if isinstance(part.get(name), str):
            return str(part[name])
    kind = part.get("type")
    if isinstance(kind, str) and kind in IMAGE_PARTS:
        return "[Image]"
    if isinstance(kind, str) and kind in FILE_PARTS:
        return f"[{kind.removeprefix('input_').capitalize()}]"
    return json_text(part)
