"""What a kind of question must be able to do. The queue, measuring and review speak to kinds through this alone.

A kind is a module (or package) in ``annotation.kinds`` that has a module-level ``KIND``. Nothing else names a kind.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import IO, Any, ClassVar, Literal, Protocol

# "bounded": numbers whose squared difference counts up to a bound, and no further (``Measure.bound``).
Level = Literal["nominal", "ordinal", "interval", "bounded", "text", "share"]
ColumnType = Literal["text", "integer", "number", "flag"]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Context:
    """All that gives an answer its meaning: the kind's project settings and the rubric's criteria."""

    settings: Mapping[str, Any]
    criteria: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that a kind measures; reliability is computed for each."""

    key: str
    title: str
    level: Level  # "share" is no scale: such a measure sums up ``comparisons`` instead of ratings
    domain: tuple[Any, ...] | None = None  # the full range of values in order; None for unbounded numbers
    help: str = ""  # a sentence or two: what is counted, and how to read it
    bound: float | None = None  # at the level "bounded": from this difference on, two numbers are wholly apart


@dataclass(frozen=True, slots=True)
class Rating:
    """One value that one person gave: to which unit of the task (overall, a response, a step), by which measure."""

    unit: str
    measure: str
    value: str | int | float


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two answers of one task have in common by one measure, as a share: of ``whole``, ``part`` is common.

    A project's figure is the sum of the parts over the sum of the wholes, so that every unit counts the same.
    """

    measure: str
    part: float
    whole: float


@dataclass(frozen=True, slots=True)
class Dispute:
    """A unit about which answers of one task differ. ``values`` stand in the order of the answers; None: not said."""

    unit: str
    measure: str
    values: tuple[Any | None, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a task that a column of a file can be mapped to."""

    key: str
    title: str
    help: str
    required: bool = False
    many: bool = False  # several columns can feed it, in order


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer found in an imported file, which ``read_answer`` accepts, and whose it is.

    Without an ``annotator`` the file names nobody, and whoever imports it says what the answer is. With a ``model`` it
    is a model's, never a person's.
    """

    annotator: str
    answer: Json
    model: str = ""
    version: str = ""


@dataclass(slots=True)
class Item:
    """One task as a reader found it in a file, before it is validated.

    In a field of the kind's ``image_fields``, ``content`` holds the name of an image: that of a file beside the rows,
    or of an image that the project has already.
    """

    content: Json
    external_id: str | None = None
    source: str = ""
    licence: str = ""
    metadata: Json = field(default_factory=dict)
    verdicts: list[Verdict] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)  # what else the file says that cannot be taken; the task can
    original: bytes | None = None  # what the content was read from, byte for byte; kept where ``Kind.keeps_originals``


class Reader(ABC):
    """A file format that this kind can read."""

    name: ClassVar[str]
    title: ClassVar[str]

    @abstractmethod
    def recognises(self, row: Mapping[str, Any]) -> bool:
        """Whether a row of this shape is in this format."""

    def group_key(self, row: Mapping[str, Any]) -> str | None:
        """Consecutive rows with one key make one task; None for a row that stands alone."""
        return None

    @abstractmethod
    def read(self, rows: Sequence[Json], context: Context) -> Item:
        """The task in a group of rows (one row, unless ``group_key`` says otherwise). Raises ``Invalid``."""


class Folder(Protocol):
    """Files that came together: what an archive holds, or one file on its own. Names have ``/`` between their parts."""

    def names(self) -> Sequence[str]:
        """The name of every file, sorted."""

    def images(self) -> Sequence[str]:
        """The names of the files that are images by their ending, sorted."""

    def head(self, name: str) -> bytes:
        """The first 64 KiB of a file."""

    def read(self, name: str) -> bytes:
        """A whole file that is no image. Raises ``Invalid`` if it is larger than such files may be."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something that a file does not say of itself, so whoever imports it is asked."""

    key: str
    title: str
    help: str
    choices: Sequence[tuple[str, str]]  # value and title; the first is the default


@dataclass(frozen=True, slots=True)
class FolderItem:
    """One task, or the reason why there is none, with the file of the folder that it is about."""

    file: str
    item: Item | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class FolderContents:
    """What a look at a folder tells before it is imported."""

    tasks: int
    verdicts: int
    labels: Mapping[str, int]  # what the answers name, for example labels of boxes, and how often
    unused: Sequence[str] = ()  # files that nothing will be made of


class FolderReader(ABC):
    """A file format in which what belongs to one task lies in several files, or all tasks in one document."""

    name: ClassVar[str]
    title: ClassVar[str]
    options: ClassVar[Sequence[Option]] = ()

    @abstractmethod
    def recognises(self, folder: Folder) -> bool:
        """Whether the folder is in this format, told from names and beginnings alone."""

    @abstractmethod
    def contents(self, folder: Folder) -> FolderContents:
        """What the folder holds. Raises ``Invalid`` if its documents cannot be read."""

    @abstractmethod
    def items(self, folder: Folder, context: Context, options: Mapping[str, str]) -> Iterator[FolderItem]:
        """The tasks, in an order that is the same each time. Raises ``Invalid`` if a document cannot be read."""

    def new_settings(self, folder: Folder, settings: Json, options: Mapping[str, str]) -> Json:
        """The project's settings with what the folder adds to them, for example labels that are new."""
        return settings


@dataclass(frozen=True, slots=True)
class ExportedAnnotation:
    """One counted or surplus answer, as an export may show it: the person only by pseudonym."""

    id: str
    annotator: str
    rubric_version: int
    answer: Json
    imported: bool
    counted: bool
    active_ms: int | None
    side_seed: int | None
    revision: int
    submitted_at: str
    suggestion: Json | None = None  # model and version of the suggestion that was shown, if one was


@dataclass(frozen=True, slots=True)
class ExportedTask:
    """One task with all that a release may say of it."""

    id: str
    external_id: str | None
    content: Json
    metadata: Json
    status: str
    agreement: float | None
    outcome: Json | None
    outcome_source: str | None
    annotations: Sequence[ExportedAnnotation]
    flags: Sequence[Json]
    provenance: Json
    trace_id: str
    rubric_version: int | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why a writer writes no row for a task; reasons are counted in the manifest."""

    reason: str


@dataclass(frozen=True, slots=True)
class Written:
    """A task went into an archive, with this many annotations behind it."""

    annotations: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file of an exported archive, whole. ``rows`` is how many answers, boxes or the like it holds."""

    name: str
    data: bytes | IO[bytes]
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of an exported archive, by the ``sha256`` that contents name."""

    name: str
    sha256: str


class Writer(ABC):
    """A file format that this kind can write, row by row."""

    name: ClassVar[str]
    title: ClassVar[str]
    help: ClassVar[str]
    extension: ClassVar[str] = "jsonl"  # jsonl | csv | parquet
    rules: ClassVar[Sequence[str]] = ()  # what the manifest must say about how rows came about

    @abstractmethod
    def rows(self, task: ExportedTask, context: Context) -> Iterator[Json | LeftOut]:
        """The rows of one task, or the reason why it gives none."""

    def columns(self, context: Context) -> Sequence[str] | None:
        """The fixed columns of a table (csv, parquet); None for jsonl."""
        types = self.column_types(context)
        return None if types is None else list(types)

    def column_types(self, context: Context) -> Mapping[str, ColumnType] | None:
        """What each fixed column holds, in order; any cell may be None."""
        return None


class ArchiveWriter(ABC):
    """A file format of several files, or of one document about all tasks: it is exported as a zip archive."""

    name: ClassVar[str]
    title: ClassVar[str]
    help: ClassVar[str]
    extension: ClassVar[str] = "zip"
    rules: ClassVar[Sequence[str]] = ()

    @abstractmethod
    def files(
        self, tasks: Iterable[ExportedTask], context_for: Callable[[int | None], Context], *, with_images: bool
    ) -> Iterator[Document | Picture | LeftOut | Written]:
        """The archive's files, while the tasks go by once. It holds no more of them than it must.

        Yields ``Written`` for each task that goes in and ``LeftOut`` for each that does not.
        """


@dataclass(frozen=True, slots=True)
class Example:
    """A content with answers that are right for it; the law tests run over them."""

    settings: Json
    criteria: list[Json]
    content: Json
    answers: Sequence[Json]


class Kind(ABC):
    """A kind of question. Stateless; every method is pure."""

    name: ClassVar[str]
    title: ClassVar[str]
    fields: ClassVar[Sequence[Field]]
    readers: ClassVar[Sequence[Reader]]
    writers: ClassVar[Sequence[Writer]]
    archive_writers: ClassVar[Sequence[ArchiveWriter]] = ()
    folder_readers: ClassVar[Sequence[FolderReader]] = ()
    # The fields of a content that hold an image: {"sha256", "width", "height", "name"}.
    image_fields: ClassVar[Sequence[str]] = ()
    # A JSON path (PostgreSQL's) to the entries of the settings that an answer names, such as labels. In use, they stay.
    vocabulary: ClassVar[str] = ""
    # Whether annotators begin with a model's answer; suggestions are kept either way.
    shows_suggestions: ClassVar[bool] = False
    # Whether the bytes that a content was read from are kept beside it, because contents point into them.
    keeps_originals: ClassVar[bool] = False

    @property
    def formats(self) -> Sequence[Writer | ArchiveWriter]:
        """Every format that a project of this kind can be exported in."""
        return (*self.writers, *self.archive_writers)

    @abstractmethod
    def default_settings(self) -> Json:
        """The settings of a new project."""

    @abstractmethod
    def read_settings(self, raw: Any) -> Json:
        """Validated settings with defaults filled in. Raises ``Invalid`` naming the fields."""

    @abstractmethod
    def meaning(self, settings: Json) -> Json:
        """The part of the settings that gives answers their meaning: it cannot change once there are answers."""

    def check_change(self, old: Json, new: Json, used: Mapping[str, int]) -> None:
        """Raises ``Invalid`` if the new settings lose something that ``used`` counts in answers; see ``vocabulary``."""
        return

    def reads_alike(self, old: Json, new: Json) -> bool:
        """Whether answers are read the same under both settings; if not, what was settled is judged again."""
        return True

    @abstractmethod
    def describe_settings(self) -> Json:
        """What a settings form needs: presets, options and their help texts."""

    @abstractmethod
    def read_criterion(self, criterion: Json) -> Json:
        """What only this kind knows of a criterion (for example ``applies_to``), validated."""

    @abstractmethod
    def read_content(self, raw: Any) -> Json:
        """Validated content in canonical form. Raises ``Invalid``."""

    @abstractmethod
    def summary(self, content: Json) -> str:
        """A few words that tell which task is meant, from its content or its public content; cut to one line."""

    def check_fit(self, content: Json, context: Context) -> None:
        """Raises ``Invalid`` if this content cannot be asked about in this project. Readers see to it themselves."""
        return

    @abstractmethod
    def public_content(self, content: Json, context: Context, *, seed: int) -> Json:
        """What an annotator may see: nothing tells which model spoke; the seed gives the order where it matters."""

    @abstractmethod
    def read_answer(self, raw: Any, *, content: Json, context: Context) -> Json:
        """A validated answer in canonical form. Raises ``Invalid`` naming the fields."""

    def undemanding(self, context: Context) -> Context:
        """The context for answers that nobody gave on our screens (imported, merged): same scales, nothing required."""
        return context

    def public_suggestion(self, answer: Json, *, content: Json, context: Context) -> Json:
        """What an annotator may see of a model's answer."""
        return answer

    @abstractmethod
    def measures(self, context: Context) -> Sequence[Measure]:
        """What is measured in a project with this rubric and these settings."""

    @abstractmethod
    def ratings(self, answer: Json, *, content: Json, context: Context) -> Sequence[Rating]:
        """The values of one answer, one row per unit and measure; what was not judged is absent."""

    def joint_ratings(self, answers: Sequence[Json], *, content: Json, context: Context) -> Sequence[Sequence[Rating]]:
        """The ratings of each of a task's answers, where units only come about by comparing them."""
        return [self.ratings(answer, content=content, context=context) for answer in answers]

    def comparisons(self, one: Json, other: Json, *, content: Json, context: Context) -> Sequence[Comparison]:
        """What two answers of one task give to the measures at the level ``share``; symmetric."""
        return ()

    def disputes(self, answers: Sequence[Json], *, content: Json, context: Context) -> Sequence[Dispute]:
        """Every unit and measure on which at least two answers differ; what only one of them judged is none."""
        read = self.joint_ratings(answers, content=content, context=context)
        rows = [{(rating.unit, rating.measure): rating.value for rating in ratings} for ratings in read]
        found = [Dispute(*key, tuple(row.get(key) for row in rows)) for key in dict.fromkeys(chain(*rows))]
        return [dispute for dispute in found if len(set(dispute.values) - {None}) > 1]

    @abstractmethod
    def distance(self, one: Json, other: Json, *, content: Json, context: Context) -> float:
        """How far two answers are apart: symmetric, 0 (the same) … 1."""

    @abstractmethod
    def merge(self, answers: Sequence[Json], *, content: Json, context: Context) -> Json:
        """The consensus that answers propose; the same in any order of the answers."""

    @abstractmethod
    def gold_score(self, answer: Json, gold: Json, *, content: Json, context: Context) -> float:
        """How right an answer is beside the known one, 0 … 1; gold beside itself is 1."""

    @abstractmethod
    def map_row(self, row: Mapping[str, Any], mapping: Mapping[str, Any], context: Context) -> Item:
        """A task from a row of a file with columns of its own, by a mapping of ``fields`` to columns."""

    @abstractmethod
    def examples(self) -> Sequence[Example]:
        """Contents and answers that are right, for the law tests and the help pages."""
