"""From annotations to figures: the reliability of each thing that a project measures."""

from __future__ import annotations

import time
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from annotation.exports.manifest import Beat
from annotation.kinds.base import Json
from annotation.models import Project
from config import strict_json
from quality import measuring
from quality.collecting import collect, counted
from quality.models import ReliabilityReport

# A report waits for a pause in the answers, but no longer than this.
PAUSE, PATIENCE = timedelta(seconds=3), timedelta(seconds=30)
# And it rests this many times as long as it took, so that no project keeps a worker busy.
REST = 20
LOCK = 7102
# The form of the stored figures. A report in an older form counts as missing and is computed anew.
FORM = 3
SECONDS_PER_BEAT = 5
IN_MANIFEST = (
    "key", "level", "bound", "statistic", "value", "reason", "ci", "ci_units", "ci_raters", "raw_agreement",
    "n_units", "n_pairable", "n_raters", "n_ratings", "n_compared", "n_pairs", "algorithm",
)  # fmt: skip


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
    beat = _paced(beat)
    measures = [measure for measure in project.the_kind.measures(project.context()) if measuring.is_measurable(measure)]
    found = collect(project, measures, beat)
    rows = []
    for measure in measures:
        rows.append(measuring.measured(measure, found.columns(measure), seed=project.seed % 2**32))
        beat()
    settings = strict_json.sha256(project.settings)
    return {"form": FORM, "settings": settings, "measures": rows, "foreign": found.foreign}


def latest(project: Project) -> ReliabilityReport | None:
    """The project's report, if it has one that can be read."""
    return ReliabilityReport.objects.filter(project=project, figures__form=FORM).first()


def for_manifest(project: Project, beat: Beat) -> Json:
    """What an export's manifest says of reliability; computed anew where the report does not cover every answer."""
    report = latest(project)
    is_current = report is not None and not is_stale(report, project, newest_annotation(project))
    measures = (report.figures if report and is_current else figures(project, beat))["measures"]
    return {"reliability": [{name: measure[name] for name in IN_MANIFEST} for measure in measures]}


def is_stale(report: ReliabilityReport | None, project: Project, newest: int) -> bool:
    """Whether there is an answer that the report does not cover, or it speaks of another rubric or other settings."""
    if report is None or report.figures.get("form") != FORM:
        return newest > 0
    read_otherwise = report.figures["settings"] != strict_json.sha256(project.settings)
    return report.through_annotation < newest or report.rubric_version != _version(project) or read_otherwise


def outdated() -> list[Project]:
    """Projects with answers that their report does not cover, once the answers pause or the report is old."""
    now = timezone.now()
    found = []
    for project in Project.objects.exclude(status=Project.Status.ARCHIVED).select_related(
        "rubric", "reliability_report"
    ):
        report = getattr(project, "reliability_report", None)
        newest = counted(project).order_by("-pk").values_list("pk", "created_at").first()
        if newest is None or not is_stale(report, project, newest[0]):
            continue
        if report is not None and report.computed_at > now - timedelta(seconds=REST * report.took_seconds):
            continue
        if newest[1] < now - PAUSE or report is None or report.computed_at < now - PATIENCE:
            found.append(project)
    return found


def newest_annotation(project: Project) -> int:
    """The id of the newest counted annotation, 0 if there is none."""
    return counted(project).aggregate(newest=Max("pk"))["newest"] or 0


def _paced(beat: Beat | None) -> Beat:
    """Calls on ``beat`` now and then only, however often it is called itself."""
    last = time.monotonic()

    def now_and_then() -> None:
        nonlocal last
        if beat and time.monotonic() - last > SECONDS_PER_BEAT:
            last = time.monotonic()
            beat()

    return now_and_then


def _version(project: Project) -> int | None:
    return project.rubric.version if project.rubric else None


def _lock(project: Project) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK, project.pk])
        return bool(cursor.fetchone()[0])
