"""From files to tasks: by a format's reader, or by a mapping of columns to the fields of the kind.

First a source is read: what it gives at each place is ``Found``. Then each becomes a ``NewTask``, or refusals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice

from annotation import originals
from annotation.imports.files.rows import Json, Problem, Row, problems_of, start_of
from annotation.imports.folders import StoredFolder
from annotation.kinds.base import Context, FolderReader, Item, Kind, Option, Reader, Verdict
from annotation.models import Project, Task
from annotation.originals import Packed
from config import strict_json
from config.errors import Invalid

LONGEST = {"external_id": 200, "source": 300, "licence": 100}
ROWS_PER_GROUP = 1_000
BY_MAPPING = "mapping"
LEFT_OUT = "part"  # the field of a refusal that is not of the whole task


@dataclass(slots=True)
class Found:
    """What a source gives at one place: an item or the reasons why there is none, and how much is read up to here."""

    line: int = 0
    item: Item | None = None
    problems: list[Problem] = field(default_factory=list)
    read: int = 0
    file: str = ""
    rows: list[Row] = field(default_factory=list)
    task: Task | None = None  # the one that is meant, if the project has it already
    original: Packed | None = None

    def refuse(self, error: Invalid) -> None:
        start = start_of(self.rows[0]) if self.rows else ""
        self.problems += problems_of(error, self.line, start=start, file=self.file)
        self.item = None


@dataclass(slots=True)
class NewTask:
    """A task as it will be stored: validated, canonical, hashed."""

    line: int
    file: str
    content: bytes
    sha256: str
    metadata: bytes
    external_id: str | None
    source: str
    licence: str
    parsed_content: Json
    verdicts: list[Verdict]
    original: Packed | None = None
    known: int | None = None  # the task's key, if what was found speaks of one that is there
    left_out: list[Problem] = field(default_factory=list)  # what was found with it and cannot be taken


@dataclass(frozen=True, slots=True)
class Recipe:
    """How what is in a file becomes tasks."""

    kind: Kind
    context: Context
    mapping: Json = field(default_factory=dict)
    row_reader: Reader | None = None
    folder_reader: FolderReader | None = None
    options: dict[str, str] = field(default_factory=dict)

    @property
    def reader(self) -> Reader | FolderReader | None:
        return self.row_reader or self.folder_reader

    @property
    def importer(self) -> str:
        return self.reader.name if self.reader else BY_MAPPING

    def key(self, row: Row) -> str | None:
        return self.row_reader.group_key(row.value) if self.row_reader else None

    def item(self, rows: list[Row]) -> Item:
        if self.row_reader is None:
            return self.kind.map_row(rows[0].value, self.mapping, self.context)
        values = [row.value for row in rows]
        if not all(map(self.row_reader.recognises, values)):
            raise Invalid(f"This row is not in the format “{self.row_reader.title}”.")
        return self.row_reader.read(values, self.context)


def recipe_for(
    project: Project, *, format_name: str | None, mapping: Json | None, options: dict[str, str] | None = None
) -> Recipe:
    kind = project.the_kind
    if not format_name:
        return Recipe(kind, project.context(), mapping=mapping or {})
    readers: list[Reader | FolderReader] = [*kind.readers, *kind.folder_readers]
    reader = next((reader for reader in readers if reader.name == format_name), None)
    if reader is None:
        known = ", ".join(reader.name for reader in readers)
        raise Invalid("There is no such format.", fields={"format": f"Known formats: {known}."})
    if isinstance(reader, FolderReader):
        return Recipe(kind, project.context(), folder_reader=reader, options=_options(reader.options, options or {}))
    return Recipe(kind, project.context(), row_reader=reader, options=_options((), options or {}))


def find_in_rows(rows: Iterable[Row | Problem], recipe: Recipe, *, read: int = 0) -> Iterator[Found]:
    """What rows give. ``read`` counts on from the rows skipped before."""
    for found in groups(rows, recipe, read=read):
        if found.rows:
            found.line = found.rows[0].line
            try:
                found.item = recipe.item(found.rows)
            except Invalid as error:
                found.refuse(error)
            else:
                found.original = _packed_rows(found.rows) if recipe.kind.keeps_originals else None
        yield found


def find_in_folder(folder: StoredFolder, recipe: Recipe, *, skip: int = 0) -> Iterator[Found]:
    """What the files of a folder give, without the first ``skip``."""
    if recipe.folder_reader is None:
        raise ValueError("the format is not one of folders")
    given = recipe.folder_reader.items(folder, recipe.context, recipe.options)
    packer = _Packer()
    for number, one in enumerate(islice(given, skip, None), start=skip + 1):
        problems = [Problem(number, one.problem, file=one.file)] if one.item is None else []
        yield Found(number, one.item, problems, read=number, file=one.file, original=packer.pack(one.item))


def groups(rows: Iterable[Row | Problem], recipe: Recipe, *, read: int = 0) -> Iterator[Found]:
    """Consecutive rows with one key belong together."""
    group, key = Found(read=read), None
    for row in rows:
        if isinstance(row, Problem):
            group.problems.append(row)
            group.read += 1
            continue
        new_key = recipe.key(row)
        if group.rows and (new_key is None or new_key != key or len(group.rows) >= ROWS_PER_GROUP):
            yield group
            group = Found(read=group.read)
        key = new_key
        group.rows.append(row)
        group.read += 1
    if group.rows or group.problems:
        yield group


def make_task(found: Found, recipe: Recipe) -> NewTask | None:
    """The task in what was found; if there is none, the reasons join its problems."""
    if found.item is None:
        return None
    if found.task is not None:
        return _same_task(found, found.item, found.task)
    try:
        content = recipe.kind.read_content(found.item.content)
        recipe.kind.check_fit(content, recipe.context)
        _refuse_long(found.item)
    except Invalid as error:
        found.refuse(error)
        return None
    return _new_task(found, found.item, content)


def _new_task(found: Found, item: Item, content: Json) -> NewTask:
    raw = strict_json.dumps(content)
    return NewTask(
        line=found.line,
        file=found.file,
        content=raw,
        sha256=sha256(raw).hexdigest(),
        metadata=strict_json.dumps(item.metadata),
        external_id=item.external_id or None,
        source=item.source,
        licence=item.licence,
        parsed_content=content,
        verdicts=item.verdicts,
        original=found.original,
        left_out=[Problem(found.line, problem, LEFT_OUT, file=found.file) for problem in item.problems],
    )


def _same_task(found: Found, item: Item, task: Task) -> NewTask:
    """A task that is there, so that storing it adds nothing and verdicts find it."""
    same = _new_task(found, item, task.content)
    same.sha256, same.external_id, same.known = task.content_sha256, task.external_id, task.pk
    return same


class _Packer:
    """Packs originals; a file that gives many tasks is packed once."""

    def __init__(self) -> None:
        self._raw: bytes | None = None
        self._packed: Packed | None = None

    def pack(self, item: Item | None) -> Packed | None:
        if item is None or item.original is None:
            return None
        if item.original is not self._raw:
            self._raw, self._packed = item.original, originals.pack(item.original)
        return self._packed


def _packed_rows(rows: Sequence[Row]) -> Packed:
    """Rows of a table have no bytes of their own: they are kept as JSON."""
    return originals.pack(b"\n".join(row.raw or strict_json.dumps(row.value) for row in rows))


def _options(known: Sequence[Option], given: dict[str, str]) -> dict[str, str]:
    """A value for each of the known options: the given one, or its default."""
    options = {option.key: option for option in known}
    wrong = {f"options.{key[:80]}": "This format has no such option." for key in given.keys() - options.keys()}
    for key, option in options.items():
        values = [value for value, _ in option.choices]
        if key in given and given[key] not in values:
            wrong[f"options.{key}"] = f"“{option.title}” is one of: {', '.join(values)}."
    if wrong:
        raise Invalid("The options do not fit this format.", fields=wrong)
    return {key: given.get(key, option.choices[0][0]) for key, option in options.items()}


def _refuse_long(item: Item) -> None:
    for name, longest in LONGEST.items():
        if len(getattr(item, name) or "") > longest:
            raise Invalid("A value is too long.", fields={name: f"This is longer than {longest} characters."})
