"""Answers that name errors bring the codes and severities that the project's taxonomy lacks, if that is wanted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from accounts.models import User
from annotation import projects, rubrics
from annotation.imports.previewing import preview
from annotation.imports.uploads import Order, draft, receive
from annotation.kinds.base import Json
from annotation.kinds.trace.building import TraceBuilder
from annotation.kinds.trace.taxonomies import TAXONOMIES
from annotation.models import Gold, Project
from tests.annotation.imports.archiving import zipped
from tests.annotation.imports.importing import import_file, refusals, send

pytestmark = pytest.mark.django_db

OURS: Json = {
    "preset": "own",
    "title": "Ours",
    "severities": [{"key": "high", "title": "Grave"}],
    "codes": [{"key": "made_up", "title": "Invented"}, {"key": "timeout", "title": "Too late", "archived": True}],
}


def span(key: str, kind: str, *inner: Json, **known: Any) -> Json:
    times = {"timestamp": "2025-03-19T16:34:00.000000Z", "duration": "PT1S", "events": []}
    facts = {"trace_id": "t1", "span_id": key, "parent_span_id": None, "span_name": key, "status_code": "Unset"}
    attributes = {"openinference.span.kind": kind, **known}
    return {**times, **facts, "status_message": "", "span_attributes": attributes, "child_spans": list(inner)}


def trail(*errors: tuple[str, str]) -> bytes:
    """An archive as TRAIL has them: a trace, and what is wrong in it by category and impact."""
    said = {
        "llm.output_messages.0.message.role": "assistant",
        "llm.output_messages.0.message.content": "It is 220 euros.",
    }
    trace = {"trace_id": "t1", "spans": [span("run", "AGENT", span("m1", "LLM", **said))]}
    labels = [
        {"category": category, "location": "m1", "description": "Wrong.", "evidence": "220", "impact": impact}
        for category, impact in errors
    ]
    files = {"traces/t1.json": trace, "labels/t1.json": {"trace_id": "t1", "errors": labels, "scores": []}}
    return zipped({name: json.dumps(document).encode() for name, document in files.items()})


def own(*errors: tuple[str, str]) -> bytes:
    """A trace with the errors of one answer, as our own rows are."""
    builder = TraceBuilder(problem="What is 6 times 7?")
    builder.add("reasoning", "It is 41.", id="s1", agent="solver")
    marked = [
        {"id": f"e{number}", "node": "s1", "code": code, "severity": severity}
        for number, (code, severity) in enumerate(errors, start=1)
    ]
    answers = [{"annotator": "dana", "answer": {"errors": marked}}]
    return json.dumps({"id": "six", "content": builder.content(), "annotations": answers}, indent=1).encode()


@pytest.fixture
def project(rui: User) -> Project:
    return asking(rui, None)


def asking(rui: User, taxonomy: Json | None) -> Project:
    project = projects.create(by=rui, kind="trace", title="Runs", settings={"taxonomy": taxonomy})
    rubrics.publish(project=project, raw=[], by=rui)
    return project


def bring(project: Project, data: bytes, name: str, *, add: bool = True) -> list[tuple[int, str, str]]:
    """Import the answers as gold; what was refused of them."""
    order = {"format_name": "trace_files", "verdicts": "gold", "add_labels": add}
    job = import_file(project, send(project, data, name), **order)
    assert job.result["added"] == 1
    project.refresh_from_db()
    return refusals(job)


def marked(project: Project) -> list[tuple[str, str]]:
    answer = Gold.objects.get(task__project=project).answer
    return [(error["code"], error["severity"]) for error in answer["errors"]]


def keys(project: Project, part: str) -> list[str]:
    return [row["key"] for row in project.settings["taxonomy"][part]]


def shown(project: Project, data: bytes, name: str) -> dict[str, tuple[int, bool]]:
    """What the import screen shows of labels: how often each is used, and whether the project has it."""
    with draft(expected=len(data)) as file:
        file.write(data)
        _, findings = receive(project=project, user=None, name=name, file=file)
    assert findings.folder is not None
    return {label["name"]: (label["count"], label["known"]) for label in findings.folder["labels"]}


def test_labels_of_trail_bring_its_taxonomy(project: Project) -> None:
    data = trail(("Tool Output Misinterpretation", "HIGH"), ("Goal Deviation", "LOW"))
    assert bring(project, data, "trail.zip") == []
    assert project.settings["taxonomy"] == TAXONOMIES["trail"]
    assert sorted(marked(project)) == [("goal_deviation", "low"), ("tool_output_misinterpretation", "high")]


def test_without_being_asked_nothing_is_added_and_the_refusal_says_what_to_do(project: Project) -> None:
    refused = bring(project, trail(("Goal Deviation", "LOW")), "trail.zip", add=False)
    assert project.settings["taxonomy"] is None
    assert [field for _, field, _ in refused] == ["verdicts"]
    assert "TRAIL" in refused[0][2]
    assert not Gold.objects.filter(task__project=project).exists()


def test_other_codes_make_a_taxonomy_of_the_projects_own(project: Project) -> None:
    assert bring(project, own(("skips_proof", "slight"), ("goal_deviation", "high")), "own.json") == []
    taxonomy = project.settings["taxonomy"]
    assert [(code["key"], code["title"]) for code in taxonomy["codes"]] == [
        ("skips_proof", "Skips proof"),
        ("goal_deviation", "Goal deviation"),
    ]
    assert (taxonomy["preset"], keys(project, "severities")) == ("own", ["high", "slight"])
    assert marked(project) == [("skips_proof", "slight"), ("goal_deviation", "high")]


def test_codes_of_another_published_taxonomy_bring_that_one(project: Project) -> None:
    assert bring(project, own(("mast_1_3", "low")), "own.json") == []
    assert keys(project, "codes") == [code["key"] for code in TAXONOMIES["mast"]["codes"]]
    assert keys(project, "severities") == ["low"]


def test_a_taxonomy_gets_only_what_it_lacks(rui: User) -> None:
    project = asking(rui, OURS)
    before = project.settings["taxonomy"]
    assert bring(project, own(("skips_proof", "low"), ("made_up", "high"), ("timeout", "high")), "own.json") == []
    taxonomy = project.settings["taxonomy"]
    assert taxonomy["codes"][:-1] == before["codes"]
    assert taxonomy["severities"][:-1] == before["severities"]
    assert (keys(project, "codes")[-1], keys(project, "severities")[-1]) == ("skips_proof", "low")
    assert {key: taxonomy[key] for key in ("preset", "title", "counting")} == {
        key: before[key] for key in ("preset", "title", "counting")
    }
    assert marked(project) == [("skips_proof", "low"), ("made_up", "high"), ("timeout", "high")]


def test_a_taxonomy_without_severities_gets_none_of_trails(rui: User) -> None:
    project = asking(rui, {**OURS, "severities": []})
    assert bring(project, trail(("Goal Deviation", "LOW")), "trail.zip") == []
    assert (keys(project, "severities"), marked(project)) == ([], [("goal_deviation", "")])


def test_a_code_that_no_taxonomy_can_have_is_refused_with_its_answer(project: Project) -> None:
    refused = bring(project, own(("Not a key!", "low")), "own.json")
    assert [field for _, field, _ in refused] == ["verdicts"]
    assert project.settings["taxonomy"] is None


def test_the_screen_shows_which_codes_are_new(rui: User, project: Project) -> None:
    data = own(("skips_proof", "low"), ("skips_proof", "low"), ("made_up", "high"))
    assert shown(project, data, "own.json") == {
        "Skips proof": (2, False),
        "Made up": (1, False),
        "Low": (2, False),
        "High": (1, False),
    }
    assert shown(asking(rui, OURS), data, "own.json") == {
        "Skips proof": (2, False),
        "Made up": (1, True),
        "Low": (2, False),
        "High": (1, True),
    }


def test_traces_without_answers_show_no_labels(project: Project) -> None:
    assert shown(project, own(), "own.json") == {}


def test_the_preview_reads_answers_as_they_will_be(project: Project) -> None:
    upload = send(project, trail(("Goal Deviation", "LOW")), "trail.zip")
    with_labels, without = (
        preview(upload, Order(format_name="trace_files", verdicts="gold", add_labels=add)) for add in (True, False)
    )
    assert with_labels["items"][0]["verdicts"][0]["answer"]["errors"][0]["code"] == "goal_deviation"
    assert (with_labels["refused"], without["items"][0]["verdicts"]) == ([], [])
    assert "no taxonomy" in without["refused"][0]["reason"]
    project.refresh_from_db()
    assert project.settings["taxonomy"] is None


def test_a_second_import_adds_nothing(project: Project) -> None:
    bring(project, own(("skips_proof", "low")), "own.json")
    first = project.settings
    order = {"format_name": "trace_files", "verdicts": "gold", "add_labels": True}
    import_file(project, send(project, own(("skips_proof", "low")), "own.json"), **order)
    project.refresh_from_db()
    assert project.settings == first
