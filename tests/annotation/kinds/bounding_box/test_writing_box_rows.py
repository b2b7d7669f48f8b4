"""Boxes go out as canonical rows and as flat tables."""

from __future__ import annotations

import pytest

from annotation.kinds.base import Context, ExportedTask, Json, LeftOut
from tests.annotation.kinds.bounding_box.box_cases import answer, box
from tests.annotation.kinds.bounding_box.box_files import KIND, annotation, empty_settings, exported

SETTINGS = empty_settings(
    labels=[
        {"title": "Dog", "attributes": [{"title": "Asleep", "type": "checkbox", "not_sure": True}]},
        {"title": "Puppy", "merged_into": "dog"},
        {"title": "Cat"},
    ]
)
CONTEXT = Context(settings=SETTINGS, criteria=[])
PUPPY = box("b1", 1.5, 2, 30, 40, "puppy", attributes={"asleep": {"missing": "not_sure"}}, occluded=True)


def rows(name: str, task: ExportedTask) -> list[Json | LeftOut]:
    writer = next(writer for writer in KIND.writers if writer.name == name)
    return list(writer.rows(task, CONTEXT))


def row(name: str, task: ExportedTask) -> Json:
    (found,) = rows(name, task)
    assert isinstance(found, dict)
    return found


def test_the_canonical_row_tells_all_of_a_task() -> None:
    given = annotation("a-1", answer(PUPPY), suggestion={"model": "det-3", "version": "0f"}, counted=False)
    found = row("touchstone", exported("x/a.jpg", answer(PUPPY), annotations=[given], metadata={"split": "val"}))
    assert found["image"] == exported("x/a.jpg").content["image"]
    assert found["labels"] == {"dog": "Dog", "puppy": "Dog"}
    assert found["annotations"] == [
        {
            "id": "by-a-1",
            "annotator": "a-1",
            "rubric_version": 1,
            "answer": answer(PUPPY),
            "suggestion": {"model": "det-3", "version": "0f"},
            "active_ms": 1_200,
            "imported": False,
            "counted": False,
            "revision": 1,
            "submitted_at": "2026-11-20T12:00:00Z",
        }
    ]
    outcome = {**answer(PUPPY), "boxes": [{**PUPPY, "label": "dog", "title": "Dog"}]}
    assert found["evaluation"] == {"outcome": outcome, "source": "consensus", "agreement": 0.75}
    assert (found["provenance"]["licence"], found["metadata"]) == ("CC0-1.0", {"split": "val"})
    assert (found["id"], found["status"], found["trace_id"], found["policy_flags"]) == (
        "task-x/a.jpg",
        "settled",
        "trace-1",
        [],
    )


def test_a_task_without_an_outcome_has_a_canonical_row_too() -> None:
    found = row("touchstone", exported("a.jpg"))
    assert (found["evaluation"]["outcome"], found["annotations"], found["labels"]) == (None, [], {})


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_a_table_has_a_row_for_each_box(name: str) -> None:
    writer = next(writer for writer in KIND.writers if writer.name == name)
    first, second = rows(name, exported("x/a.jpg", answer(PUPPY, box("b2", 5, 6, 7, 8, "cat"))))
    assert isinstance(first, dict)
    assert isinstance(second, dict)
    assert list(first) == list(second) == writer.columns(CONTEXT)
    wanted = ("image", "box_id", "label", "title", "x", "width", "occluded", "truncated", "attributes", "n_raters")
    assert [first[key] for key in wanted] == [
        "x/a.jpg",
        "b1",
        "dog",
        "Dog",
        1.5,
        30.0,
        True,
        False,
        '{"asleep":null}',
        1,
    ]
    assert [second[key] for key in ("label", "attributes", "image_width", "licence")] == ["cat", None, 640, "CC0-1.0"]


def test_a_table_has_a_row_without_a_box_for_an_image_on_which_there_is_nothing() -> None:
    found = row("csv", exported("a.jpg", answer()))
    assert (found["image"], found["box_id"], found["x"]) == ("a.jpg", None, None)
    assert rows("csv", exported("a.jpg")) == [LeftOut("The task has no outcome yet.")]


def test_canonical_rows_come_in_again() -> None:
    found = row("touchstone", exported("x/a.jpg", answer(PUPPY), external_id="e-1", metadata={"split": "val"}))
    (reader,) = [reader for reader in KIND.readers if reader.recognises(found)]
    item = reader.read([found], CONTEXT)
    assert (item.content, item.external_id, item.metadata) == ({"image": "x/a.jpg"}, "e-1", {"split": "val"})
    assert (item.source, item.licence) == ("camera", "CC0-1.0")
    (verdict,) = item.verdicts
    again = KIND.read_answer(verdict.answer, content=exported().content, context=KIND.undemanding(CONTEXT))
    assert again == answer({**PUPPY, "label": "dog"})
