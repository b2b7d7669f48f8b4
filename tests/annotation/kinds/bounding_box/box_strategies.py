"""Random answers of several people about one image of 200 × 100 pixels."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from annotation.kinds.base import Json
from tests.annotation.kinds.bounding_box.box_cases import PLAIN, answer, read_leniently

Draw = Any
_coat = st.sampled_from(
    [{}, {"coat": {"value": "Black"}}, {"coat": {"value": "Ginger"}}, {"coat": {"missing": "not_sure"}}]
)
# Few places and sizes, so that boxes often overlap or lie in one place.
_rectangles = st.tuples(
    st.sampled_from([0, 10, 12.5, 40, 43, 150]),
    st.sampled_from([0, 5, 6.25, 60]),
    st.sampled_from([8, 10, 20, 21.5]),
    st.sampled_from([9, 10, 30]),
)


@st.composite
def answers_about_one_image(draw: Draw, *, count: int, most_boxes: int = 6) -> list[Json]:
    """What ``count`` people drew; each names their boxes in their own way."""
    people = [draw(st.lists(_boxes(), max_size=most_boxes)) for _ in range(count)]
    return [
        read_leniently(answer(*({**box, "id": f"p{person}-{n}"} for n, box in enumerate(boxes))), PLAIN)
        for person, boxes in enumerate(people)
    ]


@st.composite
def _boxes(draw: Draw) -> Json:
    label = draw(st.sampled_from(["dog", "cat", "ferret"]))
    sides = dict(zip(("x", "y", "width", "height"), draw(_rectangles), strict=True))
    attributes = draw(_coat) if label == "cat" else {}
    return {"label": label, **sides, "attributes": attributes, "occluded": draw(st.booleans())}
