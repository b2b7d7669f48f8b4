"""Writing the canonical rows and the tables, and what holds for every format."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from annotation.kinds.base import Context, Example, Json, LeftOut
from config import strict_json
from tests.annotation.kinds.cases import exported
from tests.annotation.kinds.trace.writers.cases import (
    KIND,
    PRIME,
    answer,
    context,
    error_at,
    labels,
    rates,
    read_back,
    reason_left_out,
    settled,
    with_sorted,
    writer,
    written,
)
from tests.annotation.kinds.trace.writers.made_up import contents

WHERE = context()
EXAMPLES = KIND.examples()


@given(contents())
@settings(deadline=None, max_examples=100)
def test_every_trace_is_read_back_as_it_was(content: Json) -> None:
    (row,) = written("touchstone", exported(content), WHERE)
    assert KIND.read_content(read_back("touchstone", row, WHERE).content) == content


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_come_back_with_every_answer_and_where_they_came_from(example: Example) -> None:
    where = Context(settings=example.settings, criteria=example.criteria)
    task = exported(example.content, *example.answers)
    (row,) = written("touchstone", task, where)
    parsed = read_back("touchstone", row, where)
    assert KIND.read_content(parsed.content) == example.content
    assert with_sorted([verdict.answer for verdict in parsed.verdicts]) == with_sorted(example.answers)
    assert (parsed.external_id, parsed.licence, parsed.metadata) == ("x-9", "CC0-1.0", {"domain": "code"})


def test_the_canonical_row_tells_all_of_a_task() -> None:
    said = answer(
        rates(),
        WHERE,
        steps={"n3": {"label": -1, "comment": "Wrong tool.", "rewrite": {"text": "Use the table."}}},
        first_error=error_at("n3"),
        rationale="It looked up what it had.",
    )
    task = exported(rates(), said, outcome=said, flags=[{"category": "unsafe"}])
    (row,) = written("touchstone", task, WHERE)
    assert row["nodes"] == rates()["nodes"]
    assert row["tool_calls"] == [
        {
            "node": "n3",
            "agent": "planner",
            "id": "c1",
            "name": "get_rate",
            "arguments": '{"base":"USD"}',
            "valid": True,
            "check": {"ok": True, "problems": []},
        }
    ]
    assert [message["role"] for message in row["messages"]] == [
        "user",
        "assistant",
        "assistant",
        "tool",
        *["assistant"] * 3,
    ]
    assert row["messages"][3] == {
        "role": "tool",
        "content": "0.91",
        "node": "n4",
        "name": "get_rate",
        "tool_call_id": "c1",
    }
    (annotation,) = row["annotations"]
    assert (annotation["rationale"], annotation["answer"]) == ("It looked up what it had.", said)
    assert row["evaluation"]["outcome"] == said
    assert row["policy_flags"] == [{"category": "unsafe"}]
    assert (row["trace_id"], row["rubric_version"], row["status"]) == ("trace-1", 1, "settled")


def test_each_step_label_says_who_said_what_of_which_step() -> None:
    steps = {"n3": {"label": -1, "comment": "Wrong tool.", "rewrite": {"text": "Use the table."}}}
    said = answer(rates(), WHERE, steps=steps, first_error=error_at("n3"))
    (row,) = written("touchstone", exported(rates(), said), WHERE)
    label, first = row["annotations"][0]["step_labels"]
    assert first["criterion"] == "first_error"
    assert label == {
        "annotation_id": "a1",
        "rubric": {"version": 1, "sha256": label["rubric"]["sha256"]},
        "rater": "annotator-1",
        "role": "annotator",
        "counted": True,
        "imported": False,
        "target": {"trace": "trace-1", "node": "n3", "content_sha256": rates()["nodes"][2]["sha256"]},
        "unit": "n3",
        "id": None,
        "criterion": "step",
        "value": -1,
        "missing": None,
        "cannot_assess": False,
        "is_first_error": True,
        "inherited": False,
        "severity": None,
        "confidence": None,
        "rationale": "Wrong tool.",
        "evidence": [],
        "suggested_rewrite": {"text": "Use the table."},
        "context": {"blind": True, "saw_suggestion": "none", "order_seed": None, "duration_ms": 1000},
        "created_at": "2026-11-20T12:00:00Z",
    }


def test_cannot_verify_is_no_value() -> None:
    said = answer(PRIME, WHERE, steps=labels(1, "cannot_verify"))
    (row,) = written("touchstone", exported(PRIME, said), WHERE)
    found = [(one["value"], one["missing"], one["cannot_assess"]) for one in row["annotations"][0]["step_labels"]]
    assert found == [(1, None, False), (None, "cannot_verify", True)]


def test_the_evaluation_counts_the_labels_of_each_step() -> None:
    given_labels = [labels(1, 1, -1), labels(1, 0), labels(1, 0, "cannot_verify")]
    answers = [answer(PRIME, WHERE, steps=one) for one in given_labels]
    (row,) = written("touchstone", exported(PRIME, *answers, outcome=answers[0]), WHERE)
    steps = row["evaluation"]["steps"]
    assert [one["label"] for one in steps] == [1, 1, -1]
    assert steps[0]["votes"] == [{"label": 1, "count": 3}]
    assert steps[1]["votes"] == [{"label": 0, "count": 2}, {"label": 1, "count": 1}]
    assert steps[2]["votes"] == [{"label": -1, "count": 1}, {"label": "cannot_verify", "count": 1}]


def test_a_counterfactual_tells_what_it_would_have_saved() -> None:
    example = EXAMPLES[1]
    where = Context(settings=example.settings, criteria=example.criteria)
    (row,) = written("touchstone", exported(example.content, *example.answers), where)
    (edit,) = row["annotations"][0]["counterfactuals"]
    assert (edit["kind"], edit["op"], edit["permitted_by_topology"]) == ("graph_edit", "bypass", False)
    assert (edit["from_node"], edit["to_node"], edit["skipped_agents"]) == ("n3", "n5", ["router"])
    assert edit["saved"] == {"steps": 1, "tokens": None, "seconds": None}
    (condition,) = edit["preconditions"]
    assert condition["evidence"]["pointer"] == "/text_parts/0"
    assert condition["evidence"]["quote"] == "4 May"


def test_a_table_has_one_row_for_each_thing_that_was_said() -> None:
    one = answer(PRIME, WHERE, steps=labels(1, "cannot_verify", -1), first_error=error_at("n3"), outcome="fail")
    other = answer(PRIME, WHERE, exit={"reason": "gave_up", "note": "Too hard."})
    for name in ("csv", "parquet"):
        rows = written(name, exported(PRIME, one, other, outcome=one), WHERE)
        said = [(row["unit"], row["criterion"], row["value"], row["number"], row["missing"]) for row in rows]
        assert said == [
            ("n1", "step", "1", 1.0, None),
            ("n2", "step", None, None, "cannot_verify"),
            ("n3", "step", "-1", -1.0, None),
            ("n3", "first_error", "true", 1.0, None),
            ("trace", "outcome", "fail", None, None),
            ("trace", "exit", "gave_up", None, None),
        ]
        assert [row["outcome_value"] for row in rows[:3]] == ["1", "cannot_verify", "-1"]
        assert [row["step"] for row in rows] == [1, 2, 3, 3, None, None]
        assert [row["is_first_error"] for row in rows[1:3]] == [False, True]
        assert rows[-1]["rationale"] == "Too hard."


def test_an_answer_that_says_nothing_has_a_row_all_the_same() -> None:
    silent = answer(PRIME, WHERE)
    (row,) = written("csv", exported(PRIME, silent), WHERE)
    assert (row["annotation_id"], row["criterion"]) == ("a1", None)
    assert "no answers" in reason_left_out("csv", exported(PRIME), WHERE)


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_cells_hold_what_their_columns_say(name: str) -> None:
    python = {"text": str, "integer": int, "number": float, "flag": bool}
    for example in EXAMPLES:
        where = Context(settings=example.settings, criteria=example.criteria)
        types = writer(name).column_types(where)
        assert types is not None
        for row in written(name, exported(example.content, *example.answers), where):
            assert row.keys() == types.keys()
            for column, value in row.items():
                assert value is None or type(value) is python[types[column]], column


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_format_writes_rows_or_says_why_not(example: Example) -> None:
    where = Context(settings=example.settings, criteria=example.criteria)
    outcome = KIND.merge(example.answers, content=example.content, context=where)
    tasks = [
        exported(example.content, *example.answers, outcome=outcome),
        exported(example.content, *example.answers),
        exported(example.content),
        *(exported(example.content, one, outcome=one) for one in example.answers),
    ]
    for task in tasks:
        for one in KIND.writers:
            rows: list[Any] = list(one.rows(task, where))
            assert rows, one.name
            assert all(row.reason if isinstance(row, LeftOut) else strict_json.dumps(row) for row in rows), one.name


def test_every_format_says_what_it_holds_and_how_rows_came_about() -> None:
    names = [one.name for one in KIND.formats]
    assert len(set(names)) == len(names)
    for one in KIND.formats:
        assert one.help.endswith("."), one.name
        assert one.rules, one.name
        assert all(rule.endswith(".") for rule in one.rules), one.name


def test_a_settled_task_counts_only_what_counts() -> None:
    task = settled(PRIME, WHERE, steps=labels(1))
    (row,) = written("touchstone", task, WHERE)
    assert row["evaluation"]["source"] == "consensus"
    assert row["evaluation"]["agreement"] == 0.9
