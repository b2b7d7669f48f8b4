"""From rows to tasks: by a format's reader, or by a mapping of columns to the fields of the kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from annotation.imports.rows import Json, Problem, Row, problems_of
from annotation.kinds.base import Context, Item, Kind, Reader, Verdict
from annotation.models import Project
from config import strict_json
from config.errors import Invalid

LONGEST = {"external_id": 200, "source": 300, "licence": 100}
ROWS_PER_GROUP = 1_000
BY_MAPPING = "mapping"


@dataclass(slots=True)
class Group:
    """Rows that make one task, what could not be read among them, and how many rows were read up to here."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    read: int = 0


@dataclass(slots=True)
class NewTask:
    """A task as it will be stored: validated, canonical, hashed."""

    line: int
    content: bytes
    sha256: str
    metadata: bytes
    external_id: str | None
    source: str
    licence: str
    parsed_content: Json
    verdicts: list[Verdict]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How rows become tasks."""

    kind: Kind
    context: Context
    reader: Reader | None = None
    mapping: Json = field(default_factory=dict)

    @property
    def importer(self) -> str:
        return self.reader.name if self.reader else BY_MAPPING

    def key(self, row: Row) -> str | None:
        return self.reader.group_key(row.value) if self.reader else None

    def item(self, rows: list[Row]) -> Item:
        if self.reader is None:
            return self.kind.map_row(rows[0].value, self.mapping, self.context)
        values = [row.value for row in rows]
        if not all(map(self.reader.recognises, values)):
            raise Invalid(f"This row is not in the format “{self.reader.title}”.")
        return self.reader.read(values, self.context)


def recipe_for(project: Project, *, format_name: str | None, mapping: Json | None) -> Recipe:
    kind = project.the_kind
    if not format_name:
        return Recipe(kind, project.context(), mapping=mapping or {})
    reader = next((reader for reader in kind.readers if reader.name == format_name), None)
    if reader is None:
        known = ", ".join(reader.name for reader in kind.readers)
        raise Invalid("There is no such format.", fields={"format": f"Known formats: {known}."})
    return Recipe(kind, project.context(), reader=reader)


def groups(rows: Iterable[Row | Problem], recipe: Recipe, *, read: int = 0) -> Iterator[Group]:
    """Consecutive rows with one key belong together. ``read`` counts on from the rows skipped before."""
    group, key = Group(read=read), None
    for row in rows:
        if isinstance(row, Problem):
            group.problems.append(row)
            group.read += 1
            continue
        new_key = recipe.key(row)
        if group.rows and (new_key is None or new_key != key or len(group.rows) >= ROWS_PER_GROUP):
            yield group
            group = Group(read=group.read)
        key = new_key
        group.rows.append(row)
        group.read += 1
    if group.rows or group.problems:
        yield group


def read_task(group: Group, recipe: Recipe) -> NewTask | None:
    """The task in a group; if there is none, the reasons join the group's problems."""
    if not group.rows:
        return None
    try:
        item = recipe.item(group.rows)
        content = recipe.kind.read_content(item.content)
        recipe.kind.check_fit(content, recipe.context)
        _refuse_long(item)
    except Invalid as error:
        group.problems += problems_of(error, group.rows[0])
        return None
    raw = strict_json.dumps(content)
    return NewTask(
        line=group.rows[0].line,
        content=raw,
        sha256=sha256(raw).hexdigest(),
        metadata=strict_json.dumps(item.metadata),
        external_id=item.external_id or None,
        source=item.source,
        licence=item.licence,
        parsed_content=content,
        verdicts=item.verdicts,
    )


def _refuse_long(item: Item) -> None:
    for name, longest in LONGEST.items():
        if len(getattr(item, name) or "") > longest:
            raise Invalid("A value is too long.", fields={name: f"This is longer than {longest} characters."})
