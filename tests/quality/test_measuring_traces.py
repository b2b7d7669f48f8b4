"""The reliability of graded traces, from answers to figures, against sums on paper and an independent package."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import krippendorff
import numpy as np
import pytest
from django.utils import timezone

from accounts.models import User
from annotation import projects, rubrics
from annotation.kinds.base import Json
from annotation.models import Annotation, Project, Task
from config import strict_json
from quality import reports
from quality.ratings import Ratings
from quality.reliability import reliability
from tests.annotation.kinds.trace.judging import answer, context, error, exiting, graded, run, trace

pytestmark = pytest.mark.django_db

Answered = tuple[Json, Mapping[User, Json]]  # a trace, and who said what
NONE = np.nan
EIGHT = trace(8)


def project_of(manager: User, tasks: Iterable[Answered], **settings: Any) -> Project:
    """A project with these traces and counted answers."""
    project = projects.create(by=manager, kind="trace", title="Proofs", settings=dict(context(**settings).settings))
    rubrics.publish(project=project, raw=[], by=manager)
    rows = list(tasks)
    stored = Task.objects.bulk_create(
        Task(
            project=project,
            content=content,
            content_sha256=strict_json.sha256([content, number]),
            position=number,
            overlap=3,
        )
        for number, (content, _) in enumerate(rows)
    )
    Annotation.objects.bulk_create(
        Annotation(
            project=project,
            task=task,
            annotator=annotator,
            rubric=project.rubric,
            answer=given,
            idempotency_key=uuid.uuid4(),
            body_sha256="0" * 64,
            created_at=timezone.now(),
        )
        for task, (_, answers) in zip(stored, rows, strict=True)
        for annotator, given in answers.items()
    )
    return project


def graded_alike(people: Sequence[User], *first_errors: int | None, content: Json = EIGHT) -> list[Answered]:
    """Traces that all people grade the same."""
    return [(content, {person: graded(content, place) for person in people}) for place in first_errors]


def figures(project: Project) -> dict[str, Json]:
    return {each["key"]: each for each in reports.figures(project)["measures"]}


def width(found: Json) -> float:
    low, high = found["ci_units"]
    return float(high - low)


# Perfect agreement


def test_people_who_agree_in_all_have_alpha_1_wherever_there_is_variation(mia: User, ada: User, ben: User) -> None:
    project = project_of(mia, graded_alike([ada, ben], 2, 5, None, 7, None))
    found = figures(project)
    assert {key: found[key]["value"] for key in ("has_error", "first_error", "step")} == {
        "has_error": 1,
        "first_error": 1,
        "step": 1,
    }
    shares = ("first_error_exact", "first_error_near", "first_error_closeness")
    assert {found[key]["value"] for key in shares} == {1}
    assert (found["first_error"]["raw_agreement"], found["first_error"]["n_pairable"]) == (1, 3)


def test_where_all_say_the_same_of_all_traces_there_is_a_reason_and_no_alpha(mia: User, ada: User, ben: User) -> None:
    found = figures(project_of(mia, graded_alike([ada, ben], 4, 4, 4)))
    for key in ("has_error", "first_error"):
        assert (found[key]["value"], found[key]["reason"], found[key]["raw_agreement"]) == (None, "no_variation", 1)
    assert found["step"]["value"] == 1  # within the traces right and wrong steps vary
    assert found["has_error"]["ac1"]["value"] == 1
    assert (found["first_error_exact"]["value"], found["first_error_closeness"]["value"]) == (1, 1)


def test_what_nobody_says_has_a_reason_too(mia: User, ada: User, ben: User) -> None:
    found = figures(project_of(mia, graded_alike([ada, ben], None, None)))
    assert (found["first_error"]["value"], found["first_error"]["reason"]) == (None, "no_pairable_units")
    assert (found["first_error_exact"]["value"], found["first_error_exact"]["reason"]) == (None, "no_pairable_units")
    assert (found["outcome"]["value"], found["outcome"]["reason"]) == (None, "no_pairable_units")


# The steps after the first error


@pytest.fixture
def stopped_early(mia: User, ada: User, ben: User, chi: User) -> Project:
    """Three traces of eight steps. People stop at different first errors, and one of them doubts a step before it."""
    doubting = graded(EIGHT, 5)
    doubting["steps"]["s2"]["label"] = 0
    unsure = graded(EIGHT, None)
    unsure["steps"]["s1"]["label"] = "cannot_verify"
    return project_of(
        mia,
        [
            (EIGHT, {ada: graded(EIGHT, 3), ben: doubting, chi: graded(EIGHT, None)}),
            (EIGHT, {ada: unsure, ben: graded(EIGHT, 2), chi: graded(EIGHT, 2)}),
            (EIGHT, {ada: graded(EIGHT, 1), ben: graded(EIGHT, 1), chi: graded(EIGHT, 6)}),
        ],
    )


JUDGED_BY_ALL = np.array(
    [
        # first trace, s1 to s3; second, s1 and s2; third, s1
        [1, 1, -1, NONE, 1, -1],
        [1, 0, 1, 1, -1, -1],
        [1, 1, 1, 1, -1, 1],
    ]
)


def ordinal(table: Any) -> float:
    return float(krippendorff.alpha(table, value_domain=[-1, 0, 1], level_of_measurement="ordinal"))


def test_steps_count_up_to_the_earliest_first_error(stopped_early: Project) -> None:
    found = figures(stopped_early)["step"]
    assert found["value"] == pytest.approx(ordinal(JUDGED_BY_ALL), abs=1e-12)
    assert (found["n_units"], found["n_ratings"], found["n_pairable"]) == (6, 17, 6)


def test_calling_the_steps_bad_that_nobody_read_would_inflate_alpha(mia: User, ada: User, ben: User) -> None:
    six = trace(6)
    tasks = [(six, {ada: graded(six, one), ben: graded(six, other)}) for one, other in ((2, 3), (4, 4))]
    found = figures(project_of(mia, tasks))["step"]
    # Ada stops a step before Ben in the first trace: two steps are judged by both there, and four in the second.
    missing = np.array([[1, -1, 1, 1, 1, -1], [1, 1, 1, 1, 1, -1]], dtype=np.float64)
    assert found["value"] == pytest.approx(ordinal(missing), abs=1e-12)
    # 12 values, 9 right and 3 wrong; one unit disagrees, both ways.
    assert found["value"] == pytest.approx(1 - (2 / 12) / (2 * 9 * 3 / (12 * 11)))
    # As "bad", 12 more values would be wrong and agree, of which nobody saw one.
    bad = np.array([[1, -1, -1, -1, -1, -1, 1, 1, 1, -1, -1, -1], [1, 1, -1, -1, -1, -1, 1, 1, 1, -1, -1, -1]])
    assert ordinal(bad) == pytest.approx(1 - (2 / 24) / (2 * 9 * 15 / (24 * 23)))
    assert ordinal(bad) > found["value"] + 0.2


def test_where_every_step_is_rated_all_of_them_count(mia: User, ada: User, ben: User) -> None:
    labels = {f"s{number}": 1 for number in range(1, 9)}
    one = answer(EIGHT, "s2", {**labels, "s2": -1, "s7": -1}, steps={"s7": {"inherited": True}})
    other = answer(EIGHT, "s3", {**labels, "s3": -1, "s7": -1})
    found = figures(project_of(mia, [(EIGHT, {ada: one, ben: other})], mode="rate_all"))
    table = np.array([[1, -1, 1, 1, 1, 1, -1, 1], [1, 1, -1, 1, 1, 1, -1, 1]], dtype=np.float64)
    assert found["step"]["value"] == pytest.approx(ordinal(table), abs=1e-12)
    assert (found["step.inherited"]["n_pairable"], found["step.inherited"]["raw_agreement"]) == (1, 0)


# The place of the first error


def bounded(tolerance: int) -> Any:
    """The distance as a function for the package, which passes arrays of values."""
    return lambda one, other, **_: np.minimum(np.abs(one - other) / tolerance, 1) ** 2


@pytest.mark.parametrize("tolerance", [1, 2, 3, 50])
def test_the_place_of_the_first_error_is_alpha_with_squares_up_to_the_tolerance(
    tolerance: int, mia: User, ada: User, ben: User, chi: User
) -> None:
    long = trace(60)
    places = [(3, 3, 5), (4, 5, 4), (12, 40, 13), (7, None, 9), (2, 2, 2), (None, None, 30)]
    tasks = [
        (long, {person: graded(long, place) for person, place in zip([ada, ben, chi], row, strict=True)})
        for row in places
    ]
    found = figures(project_of(mia, tasks, tolerance=tolerance))["first_error"]
    table = np.array([[NONE if place is None else place for place in row] for row in places]).T
    expected = krippendorff.alpha(table, level_of_measurement=bounded(tolerance))
    assert found["value"] == pytest.approx(expected, abs=1e-12)
    assert (found["level"], found["bound"], found["n_pairable"], found["n_ratings"]) == ("bounded", tolerance, 5, 15)


def test_the_place_of_the_first_error_beside_a_sum_on_paper(mia: User, ada: User, ben: User) -> None:
    tasks = [(EIGHT, {ada: graded(EIGHT, one), ben: graded(EIGHT, other)}) for one, other in ((2, 3), (7, 7))]
    found = figures(project_of(mia, tasks))
    # Of the values 2, 3, 7, 7: 1/9 both ways within a unit; by chance 1/9 for one pair and 1 for four.
    assert found["first_error"]["value"] == pytest.approx(1 - (2 / 9 / 4) / (2 * (1 / 9 + 4) / (4 * 3)))
    assert found["first_error_exact"]["value"] == pytest.approx(1 / 2)
    assert found["first_error_near"]["value"] == 1
    assert found["first_error_closeness"]["value"] == pytest.approx((7 / 8 + 1) / 2)


def test_pairs_of_people_have_a_kappa_on_places_with_the_same_weights(mia: User, ada: User, ben: User) -> None:
    tasks = [(EIGHT, {ada: graded(EIGHT, one), ben: graded(EIGHT, other)}) for one, other in ((2, 3), (7, 7))]
    kappa = figures(project_of(mia, tasks))["first_error"]["kappa"]
    cell = kappa["cells"][0][1]
    # Ada says 2 and 7, Ben 3 and 7: by chance 1/9, 1, 1 and 0.
    assert kappa["weights"] == "bounded"
    assert cell["value"] == pytest.approx(1 - (1 / 9 / 2) / ((1 / 9 + 1 + 1 + 0) / 4))
    assert (cell["n"], cell["raw_agreement"]) == (2, 0.5)


def test_places_have_no_ac1_because_there_is_no_list_of_all_places(mia: User, ada: User, ben: User) -> None:
    found = figures(project_of(mia, graded_alike([ada, ben], 2, 5)))["first_error"]
    assert found["ac1"]["reason"] == found["ac2"]["reason"] == "open_domain"
    assert found["adjacent_agreement"] is None


# Traces are the independent units


def test_steps_of_one_trace_are_resampled_together(mia: User, ada: User, ben: User) -> None:
    """In every other trace Ben finds all five steps wrong, so a trace says hardly more than one of its steps."""
    five = trace(5)
    right, bad = (answer(five, None, {f"s{n}": label for n in range(1, 6)}) for label in (1, -1))
    tasks = [(five, {ada: right, ben: right if number % 2 else bad}) for number in range(60)]
    project = project_of(mia, tasks, mode="rate_all")
    found = figures(project)["step"]
    assert (found["n_pairable"], found["n_independent"]) == (300, 60)
    steps = Ratings.from_matrix([[1] * 300, [1] * 150 + [-1] * 150], domain=[-1, 0, 1])
    alone = reliability(steps, "ordinal", seed=project.seed % 2**32)
    assert found["value"] == pytest.approx(alone.value)
    assert alone.ci_units.width is not None
    assert width(found) / alone.ci_units.width == pytest.approx(np.sqrt(5), rel=0.2)


def test_traces_alone_are_the_units_of_has_error(mia: User, ada: User, ben: User) -> None:
    tasks = [(EIGHT, {ada: graded(EIGHT, 2), ben: graded(EIGHT, 2 if number % 3 else None)}) for number in range(40)]
    found = figures(project_of(mia, tasks))["has_error"]
    assert (found["n_units"], found["n_pairable"], found["n_independent"]) == (40, 40, 40)


# Errors, exits and what is about the whole


def test_errors_are_alike_with_the_same_code_at_the_same_step(mia: User, ada: User, ben: User) -> None:
    taxonomy = {
        "preset": "own",
        "title": "Ours",
        "severities": [{"title": "High"}, {"title": "Low"}],
        "codes": [{"title": "Slip"}, {"title": "Guess"}],
    }
    one = answer(EIGHT, "s2", errors=[error("s2", "slip", "high"), error("s5", "guess", "low"), error("s6", "slip")])
    other = answer(EIGHT, "s2", errors=[error("s2", "slip", "low"), error("s5", "slip", "low")])
    silent = answer(EIGHT, "s2")
    clean = answer(EIGHT, "none")
    tasks = [(EIGHT, {ada: one, ben: other}), (EIGHT, {ada: one, ben: silent}), (EIGHT, {ada: clean, ben: other})]
    found = figures(project_of(mia, tasks, taxonomy=taxonomy))
    # 1 in common of 3 and 2; nothing said; none in common of 0 and 2.
    assert (found["errors_f1"]["value"], found["errors_f1"]["n_compared"]) == (pytest.approx(2 / 7), 7)
    assert found["error_nodes_f1"]["value"] == pytest.approx(4 / 7)
    assert (found["severity"]["n_pairable"], found["severity"]["raw_agreement"]) == (1, 0)


def test_a_trace_that_is_set_aside_counts_in_exits_alone(mia: User, ada: User, ben: User, chi: User) -> None:
    bad = exiting(EIGHT, "bad_problem")
    bad["steps"] = graded(EIGHT, 2)["steps"]
    tasks = [(EIGHT, {ada: bad, ben: graded(EIGHT, 4), chi: graded(EIGHT, 4)}), *graded_alike([ada, ben], 2, None)]
    found = figures(project_of(mia, tasks))
    assert (found["exit"]["n_ratings"], found["exit"]["raw_agreement"]) == (7, pytest.approx((1 / 3 + 2) / 3))
    assert (found["has_error"]["n_ratings"], found["step"]["value"]) == (6, 1)
    assert found["step"]["n_units"] == 4 + 2 + 8


def test_who_cannot_verify_is_left_out_of_outcome_and_of_tool_verdicts(mia: User, ada: User, ben: User) -> None:
    content = run()

    def said(outcome: str, verdict: str) -> Json:
        return answer(content, "none", steps={"call": {"tool": {"verdict": verdict}}}, outcome=outcome)

    tasks: list[Answered] = [
        (content, {ada: said("success", "correct"), ben: said("cannot_verify", "cannot_verify")}),
        (content, {ada: said("fail", "wrong_tool"), ben: said("fail", "wrong_arguments")}),
    ]
    found = figures(project_of(mia, tasks))
    assert (found["outcome"]["n_ratings"], found["outcome"]["n_pairable"]) == (3, 1)
    assert (found["tool_verdict"]["n_ratings"], found["tool_verdict"]["raw_agreement"]) == (3, 0)
    assert all("Cannot verify" in found[key]["help"] for key in ("step", "outcome", "tool_verdict"))


def test_the_manifest_says_the_bound_of_a_place(mia: User, ada: User, ben: User) -> None:
    project = project_of(mia, graded_alike([ada, ben], 2, 5), tolerance=4)
    rows = {row["key"]: row for row in reports.for_manifest(project, lambda: None)["reliability"]}
    assert (rows["first_error"]["level"], rows["first_error"]["bound"], rows["step"]["bound"]) == ("bounded", 4, None)


# Speed


def test_a_report_on_a_thousand_traces_takes_seconds(mia: User, ada: User, ben: User, chi: User) -> None:
    forty, random = trace(40), np.random.default_rng(5)
    spread = [int(place) for place in random.integers(1, 41, size=1000)]
    tasks = [
        (forty, {ada: graded(forty, place), ben: graded(forty, min(40, place + 1)), chi: graded(forty, place)})
        for place in spread
    ]
    project = project_of(mia, tasks)
    began = time.perf_counter()
    found = figures(project)
    assert time.perf_counter() - began < 20  # about 3 on a quiet machine
    assert found["first_error_near"]["n_compared"] == 3000
    assert found["step"]["n_independent"] == 1000
