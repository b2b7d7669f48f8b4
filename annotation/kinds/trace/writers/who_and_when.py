"""Rows like Who&When's: who is responsible for a failure, at which place of the history, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annotation.kinds.base import Context, ExportedTask, Json, LeftOut, Writer
from annotation.kinds.trace.writers import base

NOBODY = "Nobody was held responsible."
NOT_SAID = "The outcome does not say who is responsible, and at which step."
_CORRECT = {"success": True, "partial": False, "fail": False}
_ROLES = {"user": "human", "system": "system"}


class WhoAndWhen(Writer):
    name = "who_and_when"
    title = "Who&When"
    help = "One row a trace in which an agent was held responsible: the agent, the decisive step and the reason."
    rules = (
        "Only tasks with an outcome that names the responsible agent and the decisive step.",
        "mistake_step is a text: the place in “history”, from 0 on.",
        "“history” has every node of the trace; what was copied in as context, too, so that places can be told.",
        "The role is human, system or assistant; “name” is the agent, or empty.",
        "is_correct is true for the outcome success, false for partial and fail, else null.",
        "“level” is what came with the task's metadata, or empty.",
        base.STEP_TEXT,
    )

    def rows(self, task: ExportedTask, context: Context) -> Iterator[Json | LeftOut]:
        outcome = task.outcome
        if outcome is None:
            yield LeftOut(base.NO_OUTCOME)
            return
        said = outcome["attribution"]
        places = [node["id"] for node in task.content["nodes"]]
        if said is None or (not said.get("nobody") and said["node"] not in places):
            yield LeftOut(NOT_SAID)
            return
        if said.get("nobody"):
            yield LeftOut(NOBODY)
            return
        yield {
            "is_correct": _CORRECT.get(outcome["outcome"] or ""),
            "question": task.content["problem"],
            "question_ID": task.external_id or task.id,
            "level": str(task.metadata.get("level", "")),
            "ground_truth": task.content["reference"],
            "history": [_message(node) for node in task.content["nodes"]],
            "mistake_agent": said["agent"],
            "mistake_step": str(places.index(said["node"])),
            "mistake_reason": said["reason"],
            "item_id": task.id,
            "n_raters": len(base.counted(task)),
        }


def _message(node: Mapping[str, Any]) -> Json:
    role = _ROLES.get(node["kind"], "assistant")
    # Readers take whoever has a name for an agent.
    name = node["agent"] if role == "assistant" else ""
    return {"role": role, "name": name, "content": base.text_of(node)}
