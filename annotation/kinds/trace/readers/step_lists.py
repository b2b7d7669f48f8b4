"""A solution that is written as a list of steps becomes a trace of reasoning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from annotation.kinds.base import Json
from annotation.kinds.checks import wrong
from annotation.kinds.trace.building import TraceBuilder

_ANSWER = re.compile(r"\s*#+ *answer\b", re.IGNORECASE)


def content(problem: str, steps: Sequence[tuple[str, str]], *, reference: str = "", model: str = "") -> Json:
    """The trace of these steps: texts, and the pointers to them. The last one is final if it says the answer."""
    trace = TraceBuilder(problem=problem, reference=reference)
    for place, (text, at) in enumerate(steps, start=1):
        kind = "final" if place == len(steps) and says_answer(text) else "reasoning"
        trace.add(kind, text, model=model, pointer=at)
    return trace.content()


def node(index: int) -> str:
    """The id of the step at this index from 0 on."""
    return f"n{index + 1}"


def says_answer(text: str) -> bool:
    """Whether a step is there to give the answer: under a heading of that name, or in a box.

    >>> says_answer("# Answer\\n\\n12"), says_answer("So it is $\\\\boxed{12}$."), says_answer("Answer the rest later.")
    (True, True, False)
    """
    return _ANSWER.match(text) is not None or "\\boxed{" in text


def texts(raw: Any, path: str) -> list[str]:
    """The steps in a field that must hold a list of texts."""
    if not isinstance(raw, list) or not raw:
        raise wrong(path, "Give a list with at least one step.")
    for index, step in enumerate(raw):
        if not isinstance(step, str):
            raise wrong(f"{path}.{index}", "This must be text.")
    return raw
