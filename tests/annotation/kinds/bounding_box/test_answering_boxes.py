"""Answers about an image: what is stored, and what is refused with which words."""

from __future__ import annotations

import json
from contextlib import suppress
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation.kinds.base import Json
from annotation.kinds.bounding_box.content import size
from annotation.kinds.bounding_box.kind import BoundingBox
from config.errors import Invalid
from tests.annotation.kinds.bounding_box.box_cases import (
    IMAGE,
    PLAIN,
    answer,
    box,
    context,
    criterion,
    read,
    read_leniently,
    refused_fields,
)

DOG = box("d1", 10, 20, 30, 40)
BLACK: Json = {"coat": {"value": "Black"}}


def test_an_answer_is_stored_in_one_form() -> None:
    raw = {
        "boxes": [{"id": "d1", "label": "dog", "x": 10.0, "y": 20, "width": 30.12349, "height": 40, "occluded": False}]
    }
    assert read(raw) == answer(box("d1", 10, 20, 30.123, 40))
    assert type(read(raw)["boxes"][0]["x"]) is int


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ((-5, -7, 30, 40), (0, 0, 25, 33)),
        ((190, 90, 30, 40), (190, 90, 10, 10)),
        ((-1, -1, 500, 500), (0, 0, 200, 100)),
        ((0.0004, 0, 199.9999, 50), (0, 0, 200, 50)),
    ],
)
def test_a_box_is_cut_at_the_borders_of_the_image(sent: Any, stored: Any) -> None:
    assert read(answer(box("d1", *sent))) == answer(box("d1", *stored))


sides = st.floats(-300, 300).map(lambda side: round(side, 5))


@given(st.tuples(sides, sides, st.floats(0.001, 400), st.floats(0.001, 400)))
def test_a_stored_box_lies_within_the_image_and_is_read_back_as_it_is(sent: tuple[float, float, float, float]) -> None:
    x, y, width, height = sent
    if not (-width + 0.01 < x < 199.99 and -height + 0.01 < y < 99.99):
        return
    stored = read_leniently(answer(box("d1", *sent)))
    (drawn,) = stored["boxes"]
    assert 0 <= drawn["x"] < drawn["x"] + drawn["width"] <= 200 + 1e-9
    assert 0 <= drawn["y"] < drawn["y"] + drawn["height"] <= 100 + 1e-9
    assert read_leniently(json.loads(json.dumps(stored))) == stored


@pytest.mark.parametrize(
    "outside", [(200, 0, 10, 10), (0, 100, 10, 10), (-10, 5, 10, 10), (5, -10, 10, 10), (1e11, 0, 5, 5)]
)
def test_a_box_outside_the_image_is_refused(outside: Any) -> None:
    assert refused_fields(answer(DOG, box("d2", *outside))) == {
        "boxes.1": "This box lies outside the image of 200 × 100 pixels."
    }


@pytest.mark.parametrize(
    ("rectangle", "path"), [((10, 10, 0, 5), "boxes.0.width"), ((10, 10, 5, -3), "boxes.0.height")]
)
def test_a_box_without_width_or_height_is_refused(rectangle: Any, path: str) -> None:
    assert refused_fields(answer(box("d1", *rectangle))) == {path: "This must be greater than 0."}


def test_a_box_smaller_than_the_least_size_within_the_image_is_refused() -> None:
    where = context(min_size=6)
    assert read(answer(box("d1", 10, 10, 6, 6)), where)
    assert "less than 6 pixels" in refused_fields(answer(box("d1", 10, 10, 5.9, 50)), where)["boxes.0"]
    assert list(refused_fields(answer(box("d1", 195, 10, 50, 50)), where)) == ["boxes.0"]
    assert read_leniently(answer(box("d1", 195, 10, 50, 50)), where)


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), True, "12", None, [1], 10**400])
@pytest.mark.parametrize("side", ["x", "y", "width", "height"])
def test_a_side_that_is_no_number_is_refused(side: str, wrong: Any) -> None:
    assert list(refused_fields(answer({**DOG, side: wrong}))) == [f"boxes.0.{side}"]


@pytest.mark.parametrize("label", ["wolf", "", None, 7, ["dog"], "dog" * 1_000_000])
def test_an_unknown_label_is_refused_without_repeating_it(label: Any) -> None:
    assert refused_fields(answer({**DOG, "label": label})) == {"boxes.0.label": "The project has no such label."}


def test_archived_and_merged_labels_cannot_be_drawn() -> None:
    fields = refused_fields(answer({**DOG, "label": "puppy"}, {**DOG, "id": "d2", "label": "ferret"}))
    assert fields == {
        "boxes.0.label": "The label Puppy is now part of Dog; use that one.",
        "boxes.1.label": "The label Ferret is archived; choose another.",
    }


def test_files_may_use_archived_labels_and_merged_ones_become_what_they_stand_for() -> None:
    stored = read_leniently(answer({**DOG, "label": "puppy"}, {**DOG, "id": "d2", "label": "ferret"}))
    assert [drawn["label"] for drawn in stored["boxes"]] == ["dog", "ferret"]


def test_attributes_of_a_merged_label_are_kept_if_the_other_label_takes_them() -> None:
    where = context(labels=[{"title": "Dog", "attributes": [{"title": "Asleep", "type": "checkbox"}]}, PUPPY])
    said = {"asleep": {"value": True}, "age": {"value": 3}}
    stored = read_leniently(answer({**DOG, "label": "puppy", "attributes": said}), where)
    assert stored["boxes"][0]["attributes"] == {"asleep": {"value": True}}


PUPPY: Json = {"title": "Puppy", "merged_into": "dog", "attributes": [{"title": "Age", "type": "number"}]}


def test_too_many_boxes_are_refused_at_once() -> None:
    boxes = [{**DOG, "id": f"d{number}"} for number in range(10_001)]
    begun = process_time()
    assert refused_fields(answer(*boxes)) == {"boxes": "These are 10,001 boxes; at most 10,000 are allowed."}
    assert process_time() - begun < 0.1
    assert len(read(answer(*boxes[1:]))["boxes"]) == 10_000


def test_of_very_many_problems_only_the_first_are_told() -> None:
    fields = refused_fields(answer(*({**DOG, "id": f"d{number}", "label": "wolf"} for number in range(5_000))))
    assert len(fields) == 50


def test_two_boxes_cannot_have_one_id() -> None:
    assert list(refused_fields(answer(DOG, {**DOG, "x": 60}))) == ["boxes.1.id"]


@pytest.mark.parametrize("wrong", ["", "a b", "a" * 65, None, 4, "é"])
def test_ids_are_short_and_plain(wrong: Any) -> None:
    assert list(refused_fields(answer({**DOG, "id": wrong}))) == ["boxes.0.id"]


@pytest.mark.parametrize("wrong", ["boxes", 7, None, {"0": DOG}])
def test_boxes_must_be_a_list(wrong: Any) -> None:
    assert list(refused_fields({**answer(DOG), "boxes": wrong})) == ["boxes"]


@pytest.mark.parametrize("wrong", [None, "box", 7, [], {}])
def test_a_box_must_be_an_object(wrong: Any) -> None:
    assert list(refused_fields(answer(DOG, wrong))) == ["boxes.1"]


def test_fields_that_no_answer_has_are_named() -> None:
    fields = refused_fields({**answer({**DOG, "rotation": 4}), "relative": True, "seconds": 9})
    assert sorted(fields) == ["boxes.0.rotation", "relative", "seconds"]


def test_an_empty_image_needs_to_be_called_so() -> None:
    assert read(answer())["no_objects"] is True
    assert refused_fields(answer(no_objects=False)) == {
        "boxes": "Draw at least one box, or say that there are no objects."
    }
    assert list(refused_fields(answer(DOG, no_objects=True))) == ["no_objects"]


def test_where_every_image_shows_something_none_can_be_called_empty() -> None:
    where = context(no_objects=False)
    assert list(refused_fields(answer(), where)) == ["no_objects"]
    assert refused_fields(answer(no_objects=False), where) == {"boxes": "Draw at least one box."}
    assert read_leniently({"boxes": []}, where) == answer()


def test_a_required_attribute_must_be_there_or_not_sure_where_that_may_be_said() -> None:
    assert refused_fields(answer({**DOG, "label": "cat"})) == {"boxes.0.attributes.coat": "Coat is required for Cat."}
    unsure = {"coat": {"missing": "not_sure"}, "asleep": {"value": False}}
    assert read(answer({**DOG, "label": "cat", "attributes": unsure}))["boxes"][0]["attributes"] == unsure
    assert read_leniently(answer({**DOG, "label": "cat"}))["boxes"][0]["attributes"] == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": "Blue"},
        {"value": ["Black"]},
        {"missing": "lost"},
        {"value": "Black", "missing": "not_sure"},
        "Black",
        [],
    ],
)
def test_an_attribute_takes_only_its_own_values(wrong: Any) -> None:
    assert list(refused_fields(answer({**DOG, "label": "cat", "attributes": {"coat": wrong}}))) == [
        "boxes.0.attributes.coat"
    ]


def test_only_attributes_that_allow_it_can_be_left_unsure() -> None:
    said = {**BLACK, "asleep": {"missing": "not_sure"}}
    assert list(refused_fields(answer({**DOG, "label": "cat", "attributes": said}))) == ["boxes.0.attributes.asleep"]


def test_a_label_has_only_its_own_attributes() -> None:
    assert refused_fields(answer({**DOG, "attributes": BLACK})) == {
        "boxes.0.attributes.coat": "The label Dog has no such attribute."
    }


@pytest.mark.parametrize(
    ("value", "stored"), [(4, 4), (4.0, 4), (2.5, 2.5), (0, None), (2.3, None), (True, None), ("4", None), (1e13, None)]
)
def test_a_number_keeps_to_its_limits_and_steps(value: Any, stored: Any) -> None:
    age = {"title": "Age", "type": "number", "min": 0.5, "max": 20, "step": 0.5}
    where = context(labels=[{"title": "Dog", "attributes": [age]}])
    raw = answer({**DOG, "attributes": {"age": {"value": value}}})
    if stored is None:
        assert list(refused_fields(raw, where)) == ["boxes.0.attributes.age"]
    else:
        assert read(raw, where)["boxes"][0]["attributes"] == {"age": {"value": stored}}


def test_a_text_is_stored_without_blanks_and_an_empty_one_is_none() -> None:
    where = context(labels=[{"title": "Dog", "attributes": [{"title": "Tag", "type": "text", "max_length": 5}]}])

    def tagged(text: Any) -> Json:
        return answer({**DOG, "attributes": {"tag": {"value": text}}})

    assert read(tagged(" Rex "), where)["boxes"][0]["attributes"] == {"tag": {"value": "Rex"}}
    assert read(tagged(""), where)["boxes"][0]["attributes"] == {}
    for wrong in ("Bello!", "a\x00b", "\ud800", 7):
        assert list(refused_fields(tagged(wrong), where)) == ["boxes.0.attributes.tag"]


def test_flags_are_stored_only_where_they_are_set() -> None:
    stored = read(answer({**DOG, "occluded": True, "truncated": False, "suggested": "s9"}))["boxes"][0]
    assert stored == {**DOG, "occluded": True, "suggested": "s9"}
    assert list(refused_fields(answer({**DOG, "truncated": 1}))) == ["boxes.0.truncated"]


def test_only_suggestions_have_scores() -> None:
    scored = answer({**DOG, "score": 0.75})
    assert read_leniently(scored) == scored
    assert refused_fields(scored) == {"boxes.0.score": "Only a suggestion's boxes have a score."}


def test_boxes_in_shares_of_the_image_become_pixels() -> None:
    raw = {"boxes": [{**DOG, "x": 0.25, "y": 0.5, "width": 0.1, "height": 0.333333}], "relative": True}
    assert read_leniently(raw) == answer(box("d1", 50, 50, 20, 33.333))


def test_rejected_suggestions_are_stored_in_order_and_left_out_where_there_are_none() -> None:
    raw = answer({**DOG, "suggested": "s2"}, rejected=["s9", "s10", "S1"])
    assert read(raw)["rejected"] == ["S1", "s10", "s9"]
    assert read(answer(DOG, rejected=[])) == answer(DOG)
    assert len(read(answer(rejected=[f"s{number}" for number in range(10_000)]))["rejected"]) == 10_000


@pytest.mark.parametrize(
    "rejected",
    [["s7", "s8", "s7"], ["s7", "a b"], [4], [["s7"]], [None], "s7", None, [f"s{number}" for number in range(10_001)]],
    ids=["twice", "blank", "number", "list", "nothing", "text", "null", "too many"],
)
def test_what_is_rejected_is_told_by_ids_that_differ(rejected: Any) -> None:
    assert list(refused_fields(answer(DOG, rejected=rejected))) == ["rejected"]


def test_neither_measuring_nor_merging_looks_at_what_was_rejected() -> None:
    plain, picky = read(answer(DOG)), read(answer(DOG, rejected=["s7"]))
    kind = BoundingBox()
    assert kind.distance(plain, picky, content=IMAGE, context=PLAIN) == 0
    ratings = [kind.ratings(said, content=IMAGE, context=PLAIN) for said in (plain, picky)]
    assert ratings[0] == ratings[1]
    assert "rejected" not in kind.merge([picky, picky], content=IMAGE, context=PLAIN)


def test_annotators_do_not_see_what_was_rejected_before() -> None:
    shown = BoundingBox().public_suggestion(answer(DOG, rejected=["s7"]), content=IMAGE, context=PLAIN)
    assert shown == answer(DOG)


def test_comments_are_on_a_box_or_a_point() -> None:
    comments: list[Json] = [
        {"id": "n1", "box": "d1", "x": 12, "y": 22, "text": " Ear cut off "},
        {"id": "n2", "box": None, "x": 500, "y": -3, "text": "Something here?"},
    ]
    stored = read(answer(DOG, comments=comments))["comments"]
    assert stored == [{**comments[0], "text": "Ear cut off"}, {**comments[1], "x": 200, "y": 0}]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"box": "d7"}, "comments.0.box"),
        ({"box": ["d1"]}, "comments.0.box"),
        ({"text": ""}, "comments.0.text"),
        ({"text": "x" * 1001}, "comments.0.text"),
        ({"x": "4"}, "comments.0.x"),
        ({"id": "#"}, "comments.0.id"),
    ],
)
def test_a_wrong_comment_is_named(change: Json, path: str) -> None:
    comment = {"id": "n1", "box": None, "x": 1, "y": 2, "text": "Look", **change}
    assert list(refused_fields(answer(DOG, comments=[comment]))) == [path]


def test_comments_are_at_most_a_hundred_and_have_ids_of_their_own() -> None:
    comment = {"id": "n1", "box": None, "x": 1, "y": 2, "text": "Look"}
    assert list(refused_fields(answer(DOG, comments=[comment] * 101))) == ["comments"]
    assert list(refused_fields(answer(DOG, comments=[comment, comment]))) == ["comments.1.id"]


def test_boxes_from_a_file_are_refused_if_they_were_drawn_on_an_image_of_another_size() -> None:
    width, height = size(IMAGE)
    alike = {**answer(DOG), "drawn_on": [float(width), height]}
    assert read_leniently(alike) == read_leniently(answer(DOG))
    swapped = {**answer({**DOG, "label": "unknown"}), "drawn_on": [height, width]}
    for drawn_on, reason in (
        ([height, width], f"The document says {height} × {width} pixels, but the image has {width} × {height} when"),
        ([width], "This must be a list of width and height."),
        ("640x480", "This must be a list of width and height."),
    ):
        with pytest.raises(Invalid) as refusal:
            read_leniently({**swapped, "drawn_on": drawn_on})
        assert list(refusal.value.fields) == ["drawn_on"]
        assert refusal.value.fields["drawn_on"].startswith(reason)
    assert list(refused_fields(alike)) == ["drawn_on"]


def test_criteria_are_about_the_image_as_a_whole() -> None:
    where = context(criterion("sharp", {"type": "binary"}, required=True))
    assert read(answer(DOG, criteria={"sharp": {"value": True}}), where)["criteria"] == {"sharp": {"value": True}}
    assert read(answer(DOG, criteria={"sharp": {"missing": "cannot_assess"}}), where)["criteria"]
    for wrong in ({}, {"value": 3}, {"value": True, "missing": "cannot_assess"}, "yes"):
        assert list(refused_fields(answer(DOG, criteria={"sharp": wrong}), where)) == ["criteria.sharp"]
    lost = answer(DOG, criteria={"sharp": {"missing": "lost"}})
    assert list(refused_fields(lost, where)) == ["criteria.sharp.missing"]
    assert read_leniently(answer(DOG), where)["criteria"] == {}


@pytest.mark.parametrize("wrong", [None, [], "boxes", 3, True])
def test_an_answer_must_be_an_object(wrong: Any) -> None:
    assert refused_fields(wrong)


junk = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*DOG, "boxes", "comments", "text", "value"]), inner, max_size=6)
    ),
    max_leaves=20,
)


junk_boxes = st.lists(st.fixed_dictionaries(dict.fromkeys(DOG, junk)) | junk) | junk


@given(boxes=junk_boxes, no_objects=junk, comments=junk, criteria=junk, rejected=junk)
def test_no_junk_makes_reading_stumble(**raw: Any) -> None:
    with suppress(Invalid):
        stored = read(raw, context(criterion("sharp", {"type": "binary"})))
        assert read(stored, context(criterion("sharp", {"type": "binary"}))) == stored


def test_the_plain_context_is_not_lenient() -> None:
    assert "undemanding" not in PLAIN.settings
