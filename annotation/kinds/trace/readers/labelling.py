"""Labels of other data sets in the words of a project. What cannot be said there is left out.

- A rating (1 right, 0 neutral, −1 wrong) becomes the label of that value on a scale that has both −1 and 1. On others
  (from 1 to 5, a 1 is not right) it becomes the only wrong label, or the only one that is not wrong; a 0 becomes none.
- A first error can only be at a step, so at a node of a kind that the project grades. Elsewhere it is left out.
- Outcome and attribution are left out of projects that do not ask for them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from annotation.kinds import scales
from annotation.kinds.base import Context, Json, Verdict

DATASET = "dataset"  # the annotator where a file names nobody
NO_ERROR: Json = {"none": True}


def verdict(answer: Json, annotator: str = "") -> list[Verdict]:
    """The answer as a list of one, or an empty list if nothing is said in it."""
    return [Verdict(annotator=annotator or DATASET, answer=answer)] if answer else []


def step_labels(ratings: Mapping[str, int | bool | None], context: Context) -> Json:
    """``steps`` of an answer from the ratings of nodes; empty if the project's scale can say none of them."""
    labels = {node: label_of(rating, context) for node, rating in ratings.items()}
    said = {node: {"label": label} for node, label in labels.items() if label is not None}
    return {"steps": said} if said else {}


def label_of(rating: int | bool | None, context: Context) -> scales.Value | None:
    """The project's label for a rating; true is 1 and false −1."""
    if rating is None:
        return None
    value = (1 if rating else -1) if isinstance(rating, bool) else rating
    domain = _domain(context)
    if {-1, 1} <= set(domain):
        return value if value in domain else None
    wrong = [one for one in domain if one in context.settings["wrong"]]
    right = [one for one in domain if one not in context.settings["wrong"]]
    fitting = {-1: wrong, 1: right}.get(value, [])
    return fitting[0] if len(fitting) == 1 else None


def first_error(node: str, content: Json, context: Context) -> Json:
    """``first_error`` of an answer, if the node is a step in this project."""
    return {"first_error": {"node": node}} if is_step(node, content, context) else {}


def no_error() -> Json:
    return {"first_error": dict(NO_ERROR)}


def is_step(node: str, content: Json, context: Context) -> bool:
    found = next((one for one in content["nodes"] if one["id"] == node), None)
    return found is not None and not found["context"] and found["kind"] in context.settings["graded"]


def outcome(success: Any, context: Context) -> Json:
    """``outcome`` of an answer from whether the run came to the right result."""
    if not isinstance(success, bool) or not context.settings["outcome"]:
        return {}
    return {"outcome": "success" if success else "fail"}


def attribution(agent: str, node: str, reason: str, context: Context) -> Json:
    if not context.settings["attribution"]:
        return {}
    return {"attribution": {"agent": agent, "node": node, "reason": reason}}


def slug(category: str) -> str:
    """The key of a taxonomy's code for the name of a category.

    >>> slug("Tool Output Misinterpretation")
    'tool_output_misinterpretation'
    """
    return re.sub(r"[^a-z0-9]+", "_", category.casefold()).strip("_")


def _domain(context: Context) -> tuple[Any, ...]:
    scale = context.settings["scale"]
    if scale["type"] == "binary":
        return (False, True)
    return scales.scale_type(scale).domain(scale) or ()
