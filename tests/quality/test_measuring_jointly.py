"""Reports on a kind whose units come about by comparing answers, and which measures shares."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import Any

import krippendorff
import numpy as np
import pytest
from django.test import Client

from accounts.models import User
from annotation import kinds, rubrics, submission
from annotation.kinds.base import Json
from annotation.models import Project
from quality import jobs, reports
from quality.models import ReliabilityReport
from quality.ratings import Ratings
from quality.reliability import reliability
from tests.quality.spotting import Spotting
from tests.work import CLARITY, claim, make_project, prefer

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def spotting(monkeypatch: pytest.MonkeyPatch) -> Spotting:
    kind = Spotting()
    monkeypatch.setitem(kinds.all_kinds(), kind.name, kind)
    return kind


def project_of(mia: User, people: Sequence[User], *, tasks: int, **more: Any) -> Project:
    project = make_project(mia, tasks=tasks, annotators=people, overlap=len(people), **more)
    Project.objects.update(kind="spotting")
    return current(project)


def current(project: Project) -> Project:
    return Project.objects.select_related("rubric").get(pk=project.pk)


def spot(project: Project, spotted: dict[User, str], **judged: Any) -> None:
    """Each answers their next task with what they spotted."""
    for annotator, things in spotted.items():
        answer = prefer(1, rationale=things, **judged)
        submission.submit(assignment=claim(project, annotator), answer=answer, active_ms=5, key=uuid.uuid4())


def measure(figures: Json, key: str) -> Json:
    found: Json = next(each for each in figures["measures"] if each["key"] == key)
    return found


def clarity(value: int) -> Json:
    return {"clarity": {"r1": {"value": value}}}


# Units that come about by comparing


def test_all_answers_of_a_task_make_its_units_together(mia: User, ada: User, ben: User, chi: User) -> None:
    project = project_of(mia, [ada, ben, chi], tasks=3)
    spot(project, {ada: "cat dog", ben: "cat", chi: "cat"})
    spot(project, {ada: "owl", ben: "owl elk", chi: "owl elk"})
    spot(project, {ada: "bee"})  # alone: nothing to compare
    found = measure(reports.figures(project), "spotted")
    columns = [[1, 1, 1], [1, 0, 0], [1, 1, 1], [0, 1, 1], [1, np.nan, np.nan]]
    alpha = krippendorff.alpha(np.array(columns).T, value_domain=[0, 1], level_of_measurement="nominal")
    assert found["value"] == pytest.approx(alpha, abs=1e-12)
    # Of 12 values 9 say spotted; "dog" and "elk" have two disagreeing pairs each, both ways, over m − 1.
    assert found["value"] == pytest.approx(1 - (4 / 12) / (2 * 9 * 3 / (12 * 11)))
    assert (found["n_units"], found["n_pairable"], found["n_ratings"]) == (5, 4, 13)
    assert (found["statistic"], found["n_compared"], found["n_pairs"]) == ("alpha", None, None)


def test_units_of_one_task_are_resampled_together(mia: User, ada: User, ben: User) -> None:
    """Of six things in a task all or none are spotted by both, so a task is worth no more than one of them."""
    project = project_of(mia, [ada, ben], tasks=40)
    seen = [f"thing-{number}" for number in range(6)]
    for number in range(40):
        spot(project, {ada: " ".join(seen), ben: " ".join(seen) if number % 2 else "nothing"})
    found = measure(reports.figures(project), "spotted")
    assert found["n_independent"] == 40
    assert found["ci_units"][1] - found["ci_units"][0] > 1.8 * width_over_units_alone(seen)


def width_over_units_alone(seen: list[str]) -> float:
    both = [["spotted"] * 2] * 20 * len(seen)
    one = [["spotted", "absent"]] * 20 * len(seen) + [["absent", "spotted"]] * 20
    rows = [list(row) for row in zip(*both, *one, strict=True)]
    width = reliability(Ratings.from_matrix(rows, domain=["spotted", "absent"]), "nominal", seed=1).ci_units.width
    assert width is not None
    return width


def test_answers_under_different_rubrics_are_compared_but_each_is_read_under_its_own(
    mia: User, ada: User, ben: User
) -> None:
    project = project_of(mia, [ada, ben], tasks=1, criteria=[scale(1, 2)])
    spot(project, {ada: "cat dog"}, criteria=clarity(1))
    rubrics.publish(project=project, raw=[scale(2, 3)], by=mia)
    project = current(project)
    spot(project, {ben: "dog elk"}, criteria=clarity(3))
    figures = reports.figures(project)
    assert measure(figures, "spotted")["n_pairable"] == 3
    assert measure(figures, "in_common")["value"] == 2 / 4
    assert (measure(figures, "criteria.clarity")["n_ratings"], figures["foreign"]) == (1, 1)


def scale(*values: int) -> Json:
    anchors = [{"value": value, "label": f"level {value}"} for value in values]
    return {**CLARITY, "scale": {"type": "ordinal", "anchors": anchors}}


def test_a_measure_with_one_possible_value_has_no_variation(
    mia: User, ada: User, ben: User, spotting: Spotting
) -> None:
    spotting.values = ("spotted",)
    project = project_of(mia, [ada, ben], tasks=1)
    spot(project, {ada: "cat", ben: "cat"})
    found = measure(reports.figures(project), "spotted")
    assert (found["value"], found["reason"], found["raw_agreement"]) == (None, "no_variation", 1.0)
    assert found["ac1"] == {"value": None, "reason": "no_variation", "ci": None}


def test_a_measure_without_a_possible_value_is_left_out(mia: User, ada: User, spotting: Spotting) -> None:
    spotting.values = ()
    project = project_of(mia, [ada], tasks=1)
    spot(project, {ada: ""})
    assert "spotted" not in {each["key"] for each in reports.figures(project)["measures"]}


# Shares


def test_a_share_is_reported_beside_the_alphas(mia: User, ada: User, ben: User, chi: User, signed_in: SignedIn) -> None:
    project = project_of(mia, [ada, ben, chi], tasks=3)
    spot(project, {ada: "cat dog", ben: "cat", chi: "cat elk fox"})
    spot(project, {ada: "", ben: "", chi: ""})
    spot(project, {ada: "owl"})
    jobs.refresh_reliability(project.pk)
    response = signed_in(mia).get(f"/api/projects/{project.public_id}/reliability/").json()
    # Pairs: 2·1 of 3, 2·1 of 5, 2·1 of 4; nothing of nothing in the second task; nobody to compare with in the third.
    expected = {
        "title": "In common",
        "help": "Of all things.",
        "level": "share",
        "statistic": "share",
        "value": pytest.approx(6 / 12),
        "reason": "too_few_units",
        "shown": False,
        "gateable": False,
        "n_units": 2,
        "n_pairable": 1,
        "n_raters": 3,
        "n_ratings": None,
        "n_compared": 12.0,
        "n_pairs": 3,
        "raw_agreement": None,
        "adjacent_agreement": None,
        "ac1": None,
        "ac2": None,
        "kappa": None,
        "algorithm": "share-1",
    }
    found = measure(response, "in_common")
    assert {name: found[name] for name in expected} == expected
    # Without ada, ben or chi: 2/4, 2/5, 2/3.
    left_out = np.array([2 / 4, 2 / 5, 2 / 3])
    half = 4.30265273 * np.sqrt(2 / 3 * ((left_out - left_out.mean()) ** 2).sum())
    assert found["ci"] == found["ci_raters"] == pytest.approx([max(0, 0.5 - half), min(1, 0.5 + half)])


def test_the_manifest_of_an_export_says_which_statistic_a_figure_is(mia: User, ada: User, ben: User) -> None:
    project = project_of(mia, [ada, ben], tasks=1)
    spot(project, {ada: "cat dog", ben: "cat"})
    rows = {row["key"]: row for row in reports.for_manifest(project, lambda: None)["reliability"]}
    assert rows["spotted"]["statistic"] == "alpha"
    assert (rows["in_common"]["statistic"], rows["in_common"]["n_compared"]) == ("share", 3)


# Reading the answers


def test_many_tasks_take_as_few_queries_as_one(mia: User, ada: User, ben: User, django_assert_num_queries: Any) -> None:
    project = project_of(mia, [ada, ben], tasks=12)
    for number in range(12):
        spot(project, {ada: f"thing-{number}", ben: "thing-1"})
    with django_assert_num_queries(3):  # the rubrics, all answers, and the contents of these tasks
        assert measure(reports.figures(project), "in_common")["n_pairable"] == 12


def test_a_report_in_an_older_form_is_as_good_as_none(mia: User, ada: User, signed_in: SignedIn) -> None:
    project, client = project_of(mia, [ada], tasks=1), signed_in(mia)
    spot(project, {ada: "cat"})
    jobs.refresh_reliability(project.pk)
    ReliabilityReport.objects.update(figures={"measures": [{"key": "spotted"}], "foreign": 0}, took_seconds=0)
    path = f"/api/projects/{project.public_id}/reliability/"
    old = client.get(path).json()
    assert (old["measures"], old["computed_at"], old["stale"]) == ([], None, True)
    jobs.refresh_reliability(project.pk)
    new = client.get(path).json()
    assert (measure(new, "in_common")["statistic"], new["stale"]) == ("share", False)
