"""What the writers of this kind share: whose word counts, where a trace first goes wrong, and steps as texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotation.kinds.base import Context, ExportedAnnotation, ExportedTask, Json
from annotation.kinds.trace.options import CANNOT_VERIFY
from annotation.kinds.trace.step_scale import is_wrong
from annotation.kinds.trace.steps import steps

NO_OUTCOME = "The task has no outcome yet."
NO_ANSWERS = "It has no answers."
EXITED = "It was not graded: the problem or its reference is bad, or people gave up."
NO_STEPS = "It has no steps that are graded."
GAP = "A step has no label or cannot be verified, so it is not known where the trace first goes wrong."
SETTLED = "Only tasks with an outcome; it gives the labels. Tasks whose problem or reference is bad are left out."
STEP_TEXT = (
    "A step is written as its text; a tool call as its text and the tool's name with the arguments in parentheses; "
    "a hand-off as its text, or as “Hand-off to” and the agent's name."
)
CONTEXT_STEPS = "Steps that were only copied in as context, and demonstrations, are no steps here."
BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Graded:
    """The steps of a trace with what is known of each: True it stands, False it is wrong, None not known."""

    steps: Sequence[Json]
    marks: Sequence[bool | None]

    @property
    def first_wrong(self) -> int | None:
        """The index of the first step that is wrong."""
        return self.marks.index(False) if False in self.marks else None

    @property
    def is_certain(self) -> bool:
        """Whether all steps up to the first that is wrong are known."""
        end = self.first_wrong
        return None not in self.marks[:end]


def counted(task: ExportedTask) -> list[ExportedAnnotation]:
    return [annotation for annotation in task.annotations if annotation.counted]


def graded(answer: Mapping[str, Any], task: ExportedTask, context: Context) -> Graded:
    """What an answer says of each step.

    The step that is named as the first error is wrong, whatever its label. Where people were not asked for every
    label, the steps before it stand, unless somebody said that one cannot be verified.
    """
    rows = steps(task.content, context.settings)
    labels = [answer["steps"].get(row["id"], {}).get("label") for row in rows]
    end = _first_error(answer["first_error"], rows)
    marks = [_mark(label, context.settings) for label in labels]
    if end is not None and context.settings["required"] != "all":
        marks[:end] = [True if label is None else mark for label, mark in zip(labels[:end], marks[:end], strict=True)]
    if end is not None and end < len(marks):
        marks[end] = False
    if end is None and answer["first_error"] is not None:  # it is at no step that is graded
        marks = [None] * len(marks)
    return Graded(rows, marks)


def why_not(task: ExportedTask, context: Context) -> str | None:
    """The reason why a task's outcome says nothing of its steps, or None."""
    if task.outcome is None:
        return NO_OUTCOME
    if task.outcome["exit"] is not None:
        return EXITED
    return None if steps(task.content, context.settings) else NO_STEPS


def text_of(node: Mapping[str, Any]) -> str:
    """A node as one text."""
    texts = [text for text in node["text_parts"] if text]
    tool = node["tool"]
    if node["kind"] == "tool_call":
        texts.append(f"{tool['name']}({tool['raw']})")
    if node["kind"] == "handoff" and not texts:
        texts.append(f"Hand-off to {node['to']}")
    return BETWEEN.join(texts)


def prompt_of(content: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> str:
    """The problem, and what lies before the first step unless it says the problem itself."""
    first = rows[0]["id"]
    before = []
    for node in content["nodes"]:
        if node["id"] == first:
            break
        if not node["context"]:
            before.append(text_of(node))
    problem = content["problem"].strip()
    opening = [problem] if problem and not any(problem in text for text in before) else []
    return BETWEEN.join(text for text in [*opening, *before] if text)


def passages(content: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Each step as a text, with what lies between the step before and it, such as the result of a call, in front."""
    ids = {row["id"] for row in rows}
    held: list[str] = []
    has_begun = False
    for node in content["nodes"]:
        if node["id"] in ids:
            yield BETWEEN.join(text for text in [*held, text_of(node)] if text)
            held, has_begun = [], True
        elif has_begun and not node["context"]:
            held.append(text_of(node))


def final_text(content: Mapping[str, Any]) -> str:
    """The trace's own answer; no text if none of its nodes is one."""
    return next((text_of(node) for node in reversed(content["nodes"]) if node["kind"] == "final"), "")


def model_of(content: Mapping[str, Any]) -> str:
    """The first model that acts."""
    return next((node["model"] for node in content["nodes"] if node["model"] and not node["context"]), "")


def _first_error(said: Mapping[str, Any] | None, rows: Sequence[Mapping[str, Any]]) -> int | None:
    """The index of the first error; the number of steps if there is none; None if nothing is said of these steps."""
    if said is None:
        return None
    if said.get("none"):
        return len(rows)
    return next((index for index, row in enumerate(rows) if row["id"] == said.get("node")), None)


def _mark(label: Any, settings: Mapping[str, Any]) -> bool | None:
    """None for a step without a label, or one that cannot be verified."""
    return None if label in (None, CANNOT_VERIFY) else not is_wrong(label, settings)
