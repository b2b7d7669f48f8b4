"""From annotations to figures: the reliability of each thing that a project measures."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from annotation.exports.manifest import Beat
from annotation.kinds.base import Json, Measure, Rating
from annotation.models import Annotation, Project
from quality.alpha import Level
from quality.kappa import pairwise_kappa
from quality.models import ReliabilityReport
from quality.ratings import Ratings
from quality.reliability import reliability

logger = logging.getLogger(__name__)

CHUNK = 2_000
BEAT_EVERY = 50_000
MOST_RATERS_IN_MATRIX = 25
# A report waits for a pause in the answers, but no longer than this.
PAUSE, PATIENCE = timedelta(seconds=3), timedelta(seconds=30)
# And it rests this many times as long as it took, so that no project keeps a worker busy.
REST = 20
LOCK = 7102
IN_MANIFEST = (
    "key", "level", "value", "reason", "ci", "ci_units", "ci_raters", "raw_agreement",
    "n_units", "n_pairable", "n_raters", "n_ratings", "algorithm",
)  # fmt: skip


@dataclass(slots=True)
class Columns:
    """The ratings of one measure, one entry each."""

    units: list[str] = field(default_factory=list)
    raters: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    tasks: list[int] = field(default_factory=list)


def refresh(project: Project) -> ReliabilityReport | None:
    """Compute the project's report anew; None if another worker is at it."""
    began = time.monotonic()
    with transaction.atomic():
        if not _lock(project):
            return None
        newest = newest_annotation(project)
        report, _ = ReliabilityReport.objects.update_or_create(
            project=project,
            defaults={
                "through_annotation": newest,
                "rubric_version": _version(project),
                "figures": figures(project),
                "computed_at": timezone.now(),
                "took_seconds": time.monotonic() - began,
            },
        )
    return report


def figures(project: Project, beat: Beat | None = None) -> Json:
    """The figures of every measure, from the counted answers, each read under the rubric it was given under."""
    measures = [measure for measure in project.the_kind.measures(project.context()) if measure.level != "text"]
    columns, foreign = _collect(project, measures, beat)
    return {"measures": [_measured(project, measure, columns[measure.key]) for measure in measures], "foreign": foreign}


def for_manifest(project: Project, beat: Beat) -> Json:
    """What an export's manifest says of reliability; computed anew where the report does not cover every answer."""
    report = ReliabilityReport.objects.filter(project=project).first()
    is_current = report is not None and not is_stale(report, project, newest_annotation(project))
    measures = (report.figures if report and is_current else figures(project, beat))["measures"]
    return {"reliability": [{name: measure[name] for name in IN_MANIFEST} for measure in measures]}


def is_stale(report: ReliabilityReport | None, project: Project, newest: int) -> bool:
    """Whether there is an answer that the report does not cover, or a newer rubric than the one it speaks of."""
    if report is None:
        return newest > 0
    return report.through_annotation < newest or report.rubric_version != _version(project)


def outdated() -> list[Project]:
    """Projects with answers that their report does not cover, once the answers pause or the report is old."""
    now = timezone.now()
    found = []
    for project in Project.objects.exclude(status=Project.Status.ARCHIVED).select_related(
        "rubric", "reliability_report"
    ):
        report = getattr(project, "reliability_report", None)
        newest = _counted(project).order_by("-pk").values_list("pk", "created_at").first()
        if newest is None or not is_stale(report, project, newest[0]):
            continue
        if report is not None and report.computed_at > now - timedelta(seconds=REST * report.took_seconds):
            continue
        if newest[1] < now - PAUSE or report is None or report.computed_at < now - PATIENCE:
            found.append(project)
    return found


def newest_annotation(project: Project) -> int:
    """The id of the newest counted annotation, 0 if there is none."""
    return _counted(project).aggregate(newest=Max("pk"))["newest"] or 0


def _counted(project: Project) -> Any:
    return Annotation.objects.filter(project=project, current=True, counted=True)


def _version(project: Project) -> int | None:
    return project.rubric.version if project.rubric else None


def _lock(project: Project) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK, project.pk])
        return bool(cursor.fetchone()[0])


def _collect(project: Project, measures: list[Measure], beat: Beat | None) -> tuple[dict[str, Columns], int]:
    """The ratings by measure, and how many were left out because the current rubric has no such value."""
    wanted = {measure.key: measure for measure in measures}
    domains = {measure.key: set(measure.domain) if measure.domain else None for measure in measures}
    columns = {measure.key: Columns() for measure in measures}
    foreign = 0
    for task_id, annotator, rating, level in _ratings(project, beat):
        measure, domain = wanted.get(rating.measure), domains.get(rating.measure)
        if measure is None or measure.level != level or (domain is not None and rating.value not in domain):
            foreign += 1
            continue
        column = columns[rating.measure]
        column.units.append(f"{task_id}/{rating.unit}")
        column.raters.append(annotator)
        column.values.append(rating.value)
        column.tasks.append(task_id)
    return columns, foreign


def _ratings(project: Project, beat: Beat | None) -> Iterator[tuple[int, str, Rating, str]]:
    """Each rating with its task, its author, and the level that its measure had in the rubric it was given under."""
    kind = project.the_kind
    contexts = {rubric.pk: project.context(rubric) for rubric in project.rubrics.all()}
    levels = {pk: {each.key: each.level for each in kind.measures(context)} for pk, context in contexts.items()}
    rows = _counted(project).values_list(
        "task_id", "annotator__public_id", "rubric_id", "answer", "task__content", named=False
    )
    found = rows.order_by("pk").iterator(chunk_size=CHUNK)
    for number, (task_id, annotator, rubric_id, answer, content) in enumerate(found):
        if beat and number % BEAT_EVERY == 0:
            beat()
        for rating in kind.ratings(answer, content=content, context=contexts[rubric_id]):
            yield task_id, str(annotator), rating, levels[rubric_id][rating.measure]


def _measured(project: Project, measure: Measure, columns: Columns) -> Json:
    described = {"key": measure.key, "title": measure.title, "level": measure.level}
    ratings = _table(measure, columns)
    level = cast(Level, measure.level)
    found = reliability(ratings, level, seed=project.seed % 2**32)
    return {**described, **found.as_json(), "kappa": _kappa(measure, columns)}


def _table(measure: Measure, columns: Columns) -> Ratings:
    clusters = columns.tasks if len(set(columns.units)) > len(set(columns.tasks)) else None
    return Ratings.from_long(
        columns.units, columns.raters, columns.values, domain=list(measure.domain) if measure.domain else None,
        clusters=clusters,
    )  # fmt: skip


def _kappa(measure: Measure, columns: Columns) -> Json | None:
    """Pairwise kappas between the raters with most ratings, weighted where values are ordered; None on open scales."""
    if measure.domain is None:
        return None
    most = {rater for rater, _ in Counter(columns.raters).most_common(MOST_RATERS_IN_MATRIX)}
    kept = [index for index, rater in enumerate(columns.raters) if rater in most]
    few = Columns(
        units=[columns.units[i] for i in kept],
        raters=[columns.raters[i] for i in kept],
        values=[columns.values[i] for i in kept],
        tasks=[columns.tasks[i] for i in kept],
    )
    matrix = pairwise_kappa(_table(measure, few), "identity" if measure.level == "nominal" else "quadratic")
    return {**matrix.as_json(), "weights": "identity" if measure.level == "nominal" else "quadratic"}
