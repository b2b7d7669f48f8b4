from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from itertools import combinations
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import User
from annotation import projects, rubrics, submission
from annotation.kinds.base import Json
from annotation.models import Annotation, Project
from quality import jobs, reports
from quality.models import ReliabilityReport
from tests.annotation.imports import importing
from tests.contract import call
from tests.work import CLARITY, answer, claim, make_project, prefer

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
NAMES = {"annotator1": "Annotator 1", "annotator2": "Annotator 2", "annotator3": "Annotator 3"}


def shown(client: Client, project: Project) -> Json:
    found: Json = client.get(f"/api/projects/{project.public_id}/reliability/").json()
    return found


def refresh(project: Project) -> None:
    jobs.refresh_reliability(project.pk)


def measure(figures: Json, key: str) -> Json:
    found: Json = next(each for each in figures["measures"] if each["key"] == key)
    return found


def give(project: Project, clarity: dict[User, Any]) -> None:
    """Each answers their next task, judging the clarity of the first response."""
    current = Project.objects.select_related("rubric").get(pk=project.pk)
    for annotator, value in clarity.items():
        judged = prefer(1, criteria={"clarity": {"r1": {"value": value}}})
        submission.submit(assignment=claim(current, annotator), answer=judged, active_ms=5, key=uuid.uuid4())


def ordinal(*values: int) -> Json:
    anchors = [{"value": value, "label": f"level {value}"} for value in values]
    return {**CLARITY, "scale": {"type": "ordinal", "anchors": anchors}}


# Figures


def cohens_kappa(one: list[int], other: list[int]) -> float:
    """(p_o − p_e) / (1 − p_e), straight from two columns."""
    n = len(one)
    observed = sum(a == b for a, b in zip(one, other, strict=True)) / n
    left, right = Counter(one), Counter(other)
    expected = sum(left[value] * right[value] for value in left) / n**2
    return (observed - expected) / (1 - expected)


def test_the_kappas_of_imported_verdicts_are_those_of_the_columns_of_the_file(mia: User, signed_in: SignedIn) -> None:
    rows = importing.panda_rows(60)
    for number, row in enumerate(rows):  # The second follows the first but for every fifth row, the third every other.
        row["annotator2"] = row["annotator1"] if number % 5 else 0
        row["annotator3"] = row["annotator1"] if number % 2 else 2
    project = make_project(mia, tasks=0)
    importing.import_file(project, importing.as_array(rows), mapping=importing.PANDA_MAPPING, verdicts=True)
    refresh(project)
    table = measure(shown(signed_in(mia), project), "overall.choice")["kappa"]
    place = {rater["label"]: index for index, rater in enumerate(table["raters"])}
    assert (set(place), table["weights"]) == (set(NAMES.values()), "identity")
    for one, other in combinations(NAMES, 2):
        cell = table["cells"][place[NAMES[one]]][place[NAMES[other]]]
        columns = [[row[name] for row in rows] for name in (one, other)]
        assert 0.2 < cell["value"] < 0.9
        assert cell["value"] == pytest.approx(cohens_kappa(*columns), abs=1e-12)
        assert cell["n"] == 60
        assert cell["raw_agreement"] == pytest.approx(sum(a == b for a, b in zip(*columns, strict=True)) / 60)
        assert table["cells"][place[NAMES[other]]][place[NAMES[one]]] == cell


def test_the_raw_agreement_and_the_counts_are_those_of_the_answers(
    mia: User, ada: User, ben: User, signed_in: SignedIn
) -> None:
    project = make_project(mia, tasks=4, annotators=[ada, ben])
    for mine, theirs in ((-2, -2), (1, 1), (2, -1)):
        answer(project, ada, mine), answer(project, ben, theirs)
    answer(project, ada, 3)
    refresh(project)
    choice = measure(shown(signed_in(mia), project), "overall.choice")
    assert (choice["n_units"], choice["n_pairable"], choice["n_raters"], choice["n_ratings"]) == (4, 3, 2, 7)
    assert choice["raw_agreement"] == pytest.approx(2 / 3)
    # Three pairs, choices f,f s,s s,f: D_o = 1/3, D_e = 2·3·3/(6·5).
    assert choice["value"] == pytest.approx(1 - (1 / 3) / (18 / 30))


def test_what_cannot_be_computed_is_null_with_a_reason(mia: User, ada: User, signed_in: SignedIn) -> None:
    project = make_project(mia, annotators=[ada])
    answer(project, ada, 1)
    refresh(project)
    choice = measure(shown(signed_in(mia), project), "overall.choice")
    assert choice["value"] is None
    assert len(choice["reason"]) > 10
    assert (choice["ci_units"], choice["ci_raters"], choice["shown"]) == (None, None, False)


def test_a_revised_answer_counts_as_it_is_now_and_surplus_answers_do_not(
    mia: User, ada: User, ben: User, chi: User, signed_in: SignedIn
) -> None:
    project = make_project(mia, tasks=2, annotators=[ada, ben, chi])
    first = answer(project, ada, -1)
    for person, strength in ((ada, 1), (ben, 1), (ben, 1)):
        answer(project, person, strength)
    submission.revise(annotation=first, answer=prefer(2), active_ms=1, key=uuid.uuid4())
    refresh(project)
    choice = measure(shown(signed_in(mia), project), "overall.choice")
    assert (choice["raw_agreement"], choice["n_ratings"]) == (1.0, 4)
    Annotation.objects.filter(annotator=ben, current=True).update(counted=False)
    refresh(project)
    assert measure(shown(signed_in(mia), project), "overall.choice")["n_ratings"] == 2


def test_each_answer_is_read_under_the_rubric_it_was_given_under(
    mia: User, ada: User, ben: User, signed_in: SignedIn
) -> None:
    project = make_project(mia, tasks=3, annotators=[ada, ben], criteria=[ordinal(1, 2, 3)])
    give(project, {ada: 1, ben: 2})
    rubrics.publish(project=project, raw=[ordinal(2, 3, 4)], by=mia)
    give(project, {ada: 4, ben: 4})
    figures = reports.figures(Project.objects.select_related("rubric").get())
    clarity = measure(figures, "criteria.clarity")
    # The 1 is on no scale of today; the 2 is, and stands alone in its unit.
    assert (clarity["n_ratings"], clarity["n_pairable"], figures["foreign"]) == (3, 1, 1)


def test_values_of_another_sort_of_scale_are_not_mixed_in(mia: User, ada: User, ben: User) -> None:
    binary = {**CLARITY, "scale": {"type": "binary"}}
    project = make_project(mia, tasks=2, annotators=[ada, ben], criteria=[binary])
    give(project, {ada: True, ben: True})
    rubrics.publish(project=project, raw=[ordinal(1, 2, 3)], by=mia)
    give(project, {ada: 2, ben: 3})
    figures = reports.figures(Project.objects.select_related("rubric").get())
    assert (measure(figures, "criteria.clarity")["n_ratings"], figures["foreign"]) == (2, 2)


def test_managers_see_the_names_of_raters(mia: User, ada: User, ben: User, signed_in: SignedIn) -> None:
    project = make_project(mia, tasks=2, annotators=[ada, ben])
    for strength in (1, -2):
        answer(project, ada, strength), answer(project, ben, strength)
    refresh(project)
    raters = measure(shown(signed_in(mia), project), "overall.choice")["kappa"]["raters"]
    assert {rater["label"] for rater in raters} == {"Ada", "Ben"}


# When it is computed


def aged(project: Project, *, newest: float, report: float | None = None, took: float = 0) -> None:
    """The newest answer and the report are that many seconds old; the report took that long."""
    now = timezone.now()
    ReliabilityReport.objects.update(took_seconds=took)
    Annotation.objects.filter(project=project).update(created_at=now - timedelta(seconds=newest))
    if report is not None:
        ReliabilityReport.objects.update(computed_at=now - timedelta(seconds=report))


def test_nothing_is_computed_before_there_are_answers(mia: User, ada: User, signed_in: SignedIn) -> None:
    project = make_project(mia, annotators=[ada])
    assert reports.outdated() == []
    assert shown(signed_in(mia), project) == {
        "computed_at": None,
        "stale": False,
        "rubric_version": None,
        "measures": [],
    }


def test_the_first_answers_are_measured_at_once(mia: User, ada: User, signed_in: SignedIn) -> None:
    project, client = make_project(mia, annotators=[ada]), signed_in(mia)
    answer(project, ada, 1)
    assert shown(client, project)["stale"] is True
    jobs.sweep()
    assert shown(client, project)["stale"] is False
    assert reports.outdated() == []


@pytest.mark.parametrize(
    ("newest", "report", "due"),
    [(1.0, 5.0, False), (3.5, 5.0, True), (1.0, 29.0, False), (1.0, 31.0, True)],
)
def test_a_report_waits_for_a_pause_in_the_answers_but_not_for_ever(
    mia: User, ada: User, newest: float, report: float, due: bool
) -> None:
    project = make_project(mia, annotators=[ada])
    answer(project, ada, 1)
    refresh(project)
    answer(project, ada, 2)
    aged(project, newest=newest, report=report)
    assert reports.outdated() == ([project] if due else [])


@pytest.mark.parametrize(("report", "due"), [(55.0, False), (65.0, True)])
def test_a_report_that_took_long_is_not_computed_again_soon(mia: User, ada: User, report: float, due: bool) -> None:
    project = make_project(mia, annotators=[ada])
    answer(project, ada, 1)
    refresh(project)
    answer(project, ada, 2)
    aged(project, newest=10, report=report, took=3)
    assert reports.outdated() == ([project] if due else [])


def test_a_new_rubric_makes_the_report_stale(mia: User, ada: User, signed_in: SignedIn) -> None:
    project, client = make_project(mia, annotators=[ada], criteria=[ordinal(1, 2)]), signed_in(mia)
    answer(project, ada, 1)
    refresh(project)
    assert shown(client, project)["stale"] is False
    rubrics.publish(project=project, raw=[ordinal(1, 2, 3)], by=mia)
    assert shown(client, project)["stale"] is True
    aged(project, newest=10)
    jobs.sweep()
    assert (shown(client, project)["stale"], shown(client, project)["rubric_version"]) == (False, 2)


def test_other_settings_make_the_report_stale_since_answers_may_be_read_otherwise(
    mia: User, ada: User, signed_in: SignedIn
) -> None:
    project, client = make_project(mia, annotators=[ada]), signed_in(mia)
    answer(project, ada, 1)
    refresh(project)
    projects.edit(project, title="Renamed")
    assert shown(client, project)["stale"] is False
    projects.edit(
        project, settings={**project.settings, "rationale": {**project.settings["rationale"], "rule": "ties"}}
    )
    assert shown(client, project)["stale"] is True
    refresh(project)
    assert shown(client, project)["stale"] is False


def test_archived_projects_are_left_alone(mia: User, ada: User) -> None:
    project = make_project(mia, annotators=[ada])
    answer(project, ada, 1)
    projects.change_status(project, Project.Status.ARCHIVED)
    assert reports.outdated() == []


def test_one_project_that_cannot_be_measured_does_not_keep_the_others_waiting(mia: User, ada: User) -> None:
    broken = make_project(mia, annotators=[ada], title="Broken")
    sound = make_project(mia, annotators=[ada], title="Sound")
    answer(broken, ada, 1), answer(sound, ada, 1)
    Project.objects.filter(pk=broken.pk).update(settings={})
    jobs.sweep()
    assert list(ReliabilityReport.objects.values_list("project__title", flat=True)) == ["Sound"]


def test_a_manager_can_ask_for_it(mia: User, ada: User, signed_in: SignedIn) -> None:
    project, client = make_project(mia, annotators=[ada]), signed_in(mia)
    answer(project, ada, 1)
    asked = call(client, "POST", f"/api/projects/{project.public_id}/reliability/")
    assert (asked.status_code, asked.json()["stale"]) == (202, True)


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_not_compute_one_report_at_the_same_time(mia: User, ada: User) -> None:
    project = make_project(mia, annotators=[ada])
    answer(project, ada, 1)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [reports.LOCK, project.pk])
            assert reports.refresh(project) is None
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [reports.LOCK, project.pk])
    finally:
        other.close()
    report = reports.refresh(project)
    assert report is not None
    assert report.through_annotation == reports.newest_annotation(project)
