"""From the counted answers of a project to the columns that its figures are computed from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, groupby, islice
from operator import itemgetter
from typing import Any

from annotation.exports.manifest import Beat
from annotation.kinds.base import Comparison, Json, Level, Measure, Rating
from annotation.models import Annotation, Project, Task

# Answers may be long, so few are held at a time.
ANSWERS_AT_ONCE = 200
TASKS_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Given:
    """An answer, by whom, and under which rubric."""

    annotator: str
    rubric_id: int
    answer: Json


@dataclass(frozen=True, slots=True)
class AnsweredTask:
    """A task with its counted answers."""

    id: int
    content: Json
    given: Sequence[Given]


@dataclass(slots=True)
class RatingColumns:
    """The ratings of one measure, one entry each."""

    units: list[str] = field(default_factory=list)
    raters: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    tasks: list[int] = field(default_factory=list)

    def add(self, task: AnsweredTask, given: Given, rating: Rating) -> None:
        self.units.append(f"{task.id}/{rating.unit}")
        self.raters.append(given.annotator)
        self.values.append(rating.value)
        self.tasks.append(task.id)


@dataclass(slots=True)
class ComparisonColumns:
    """The comparisons of one measure, one entry each."""

    tasks: list[int] = field(default_factory=list)
    ones: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    parts: list[float] = field(default_factory=list)
    wholes: list[float] = field(default_factory=list)

    def add(self, task: AnsweredTask, one: Given, other: Given, comparison: Comparison) -> None:
        self.tasks.append(task.id)
        self.ones.append(one.annotator)
        self.others.append(other.annotator)
        self.parts.append(comparison.part)
        self.wholes.append(comparison.whole)


Columns = RatingColumns | ComparisonColumns


def collect(project: Project, measures: Sequence[Measure], beat: Beat) -> Collector:
    """Read all counted answers, a task at a time; ``beat`` is called after each."""
    collector = Collector(project, measures)
    for task in answered_tasks(project):
        collector.add(task)
        beat()
    return collector


def counted(project: Project) -> Any:
    """The answers that figures are made of."""
    return Annotation.objects.filter(project=project, current=True, counted=True)


def answered_tasks(project: Project) -> Iterator[AnsweredTask]:
    """The tasks with answers, in order. A content may be long, so it is fetched once for all answers of its task."""
    answered = _by_task(project)
    while batch := list(islice(answered, TASKS_AT_ONCE)):
        contents = dict(Task.objects.filter(pk__in=[task_id for task_id, _ in batch]).values_list("pk", "content"))
        yield from (AnsweredTask(task_id, contents[task_id], given) for task_id, given in batch)


def _by_task(project: Project) -> Iterator[tuple[int, list[Given]]]:
    rows = counted(project).values_list("task_id", "annotator__public_id", "rubric_id", "answer", named=False)
    stream = rows.order_by("task_id", "pk").iterator(chunk_size=ANSWERS_AT_ONCE)
    for task_id, own in groupby(stream, key=itemgetter(0)):
        yield task_id, [Given(str(annotator), rubric_id, answer) for _, annotator, rubric_id, answer in own]


class Collector:
    """Fills the columns of each measure, task by task.

    ``foreign`` counts the ratings left out because the current rubric has no such value, or measures it otherwise.
    """

    def __init__(self, project: Project, measures: Sequence[Measure]) -> None:
        self.kind = project.the_kind
        rubrics = list(project.rubrics.order_by("version"))
        self.contexts = {rubric.pk: project.context(rubric) for rubric in rubrics}
        self.versions = {rubric.pk: rubric.version for rubric in rubrics}
        self.levels = {
            pk: {each.key: each.level for each in self.kind.measures(context)} for pk, context in self.contexts.items()
        }
        self.measures = {measure.key: measure for measure in measures}
        self.domains = {measure.key: set(measure.domain) if measure.domain else None for measure in measures}
        shares = [measure.key for measure in measures if measure.level == "share"]
        self.ratings = {key: RatingColumns() for key in self.measures if key not in shares}
        self.comparisons = {key: ComparisonColumns() for key in shares}
        self.foreign = 0

    def add(self, task: AnsweredTask) -> None:
        for given, rating in self._ratings(task):
            if self._is_measured(rating, self.levels[given.rubric_id].get(rating.measure)):
                self.ratings[rating.measure].add(task, given, rating)
            else:
                self.foreign += 1
        for one, other, comparison in self._comparisons(task):
            self.comparisons[comparison.measure].add(task, one, other, comparison)

    def columns(self, measure: Measure) -> Columns:
        return self.comparisons[measure.key] if measure.level == "share" else self.ratings[measure.key]

    def _ratings(self, task: AnsweredTask) -> Iterator[tuple[Given, Rating]]:
        """Each rating with its answer. All answers are read together, each under the rubric it was given under."""
        answers = [given.answer for given in task.given]
        for rubric_id in dict.fromkeys(given.rubric_id for given in task.given):
            read = self.kind.joint_ratings(answers, content=task.content, context=self.contexts[rubric_id])
            for given, ratings in zip(task.given, read, strict=True):
                if given.rubric_id == rubric_id:
                    yield from ((given, rating) for rating in ratings)

    def _comparisons(self, task: AnsweredTask) -> Iterator[tuple[Given, Given, Comparison]]:
        """What each pair of answers has in common, read under the newer of their rubrics."""
        if not self.comparisons:
            return
        for one, other in combinations(task.given, 2):
            newer = max(one.rubric_id, other.rubric_id, key=self.versions.__getitem__)
            found = self.kind.comparisons(one.answer, other.answer, content=task.content, context=self.contexts[newer])
            yield from ((one, other, each) for each in found if each.measure in self.comparisons)

    def _is_measured(self, rating: Rating, level: Level | None) -> bool:
        measure, domain = self.measures.get(rating.measure), self.domains.get(rating.measure)
        return measure is not None and measure.level == level and (domain is None or rating.value in domain)
