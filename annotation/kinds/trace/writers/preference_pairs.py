"""Preference rows for TRL from what people would have done instead: a rewritten step, or another tool."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from annotation.kinds.base import Context, ExportedTask, Json, LeftOut, Writer
from annotation.kinds.trace.calls import compact
from annotation.kinds.trace.checking import ArgumentChecker
from annotation.kinds.trace.steps import positions
from annotation.kinds.trace.writers import base, chat

NOTHING_BETTER = "Nobody suggested a better step or another tool."
NO_OBJECT = "The arguments of a tool call are no JSON object, which the format needs."
REPLACED = "rejected and the same call of the other tool is chosen (origin “counterfactual”)."
_GAINS = ("same_answer", "better_answer")


@dataclass(frozen=True, slots=True)
class _Better:
    """What a person would have had at a node instead: a text, or a call."""

    node: Json
    origin: str
    text: str = ""
    name: str = ""
    arguments: Any = None

    @property
    def is_call(self) -> bool:
        return bool(self.name)


class _Pairs(Writer):
    rules: ClassVar[Sequence[str]] = (
        "Each counted answer's own suggestions, whether or not the task has an outcome; one rater each.",
        "The prompt is the problem and all that happened before the step.",
        "The rewrite of a step is chosen, what stood there is rejected (origin “rewrite”), unless both say the same.",
        "Where somebody says that another tool could replace a call, with the same or a better result, the call is "
        + REPLACED,
        "That is done only if the arguments fit the other tool's schema, and the agents are not forbidden to work so.",
    )

    def rows(self, task: ExportedTask, context: Context) -> Iterator[Json | LeftOut]:
        if not base.counted(task):
            yield LeftOut(base.NO_ANSWERS)
            return
        found = [(one, better) for one in base.counted(task) for better in _suggested(one.answer, task.content)]
        is_written = False
        for annotation, better in found:
            if self.can_say(better):
                is_written = True
                facts = {"item_id": task.id, "node_id": better.node["id"], "annotator": annotation.annotator}
                yield {**self.sides(better, task.content), **facts, "origin": better.origin, "n_raters": 1}
        if not is_written:
            yield LeftOut(NO_OBJECT if found else NOTHING_BETTER)

    @abstractmethod
    def sides(self, better: _Better, content: Mapping[str, Any]) -> Json:
        """Prompt, chosen and rejected."""

    def can_say(self, better: _Better) -> bool:
        return True


class Standard(_Pairs):
    name = "trl_preference_steps"
    title = "TRL preference of steps, standard"
    help = "Prompt, chosen and rejected as texts, from suggested rewrites of steps."
    rules = (*_Pairs.rules, base.STEP_TEXT)

    def sides(self, better: _Better, content: Mapping[str, Any]) -> Json:
        before = [base.text_of(node) for node in _before(better.node, content)]
        rejected = base.text_of(better.node)
        chosen = f"{better.name}({compact(better.arguments, 'arguments')})" if better.is_call else better.text
        return {"prompt": base.BETWEEN.join(text for text in before if text), "chosen": chosen, "rejected": rejected}


class Conversational(_Pairs):
    name = "trl_preference_steps_conversational"
    title = "TRL preference of steps, conversational"
    help = "Prompt, chosen and rejected as lists of messages, from suggested rewrites of steps."
    rules = (
        *_Pairs.rules,
        "What one agent says and calls in a row is one message; within a turn the prompt ends with what it had said.",
        "Arguments of tool calls are objects, as TRL needs them. Pairs whose arguments are no object are left out.",
    )

    def sides(self, better: _Better, content: Mapping[str, Any]) -> Json:
        chosen: Json = {"role": "assistant", "content": better.text}
        if better.is_call:
            chosen["tool_calls"] = [chat.call(better.name, better.arguments)]
        prompt = chat.turns(_before(better.node, content))
        return {"prompt": prompt, "chosen": [chosen], "rejected": [_as_assistant(better.node)]}

    def can_say(self, better: _Better) -> bool:
        tool = better.node["tool"] if better.node["kind"] == "tool_call" else None
        stood = tool is None or isinstance(tool["arguments"], dict)
        return stood and (not better.is_call or isinstance(better.arguments, dict))


def _suggested(answer: Json, content: Mapping[str, Any]) -> Iterator[_Better]:
    nodes = {node["id"]: node for node in content["nodes"]}
    for key, said in answer["steps"].items():
        if said.get("rewrite") and key in nodes:
            better = _rewritten(nodes[key], said["rewrite"])
            if not _is_same(better):
                yield better
    for said in answer["counterfactuals"]:
        other = _with_other_tool(said, content)
        if other is not None:
            yield other


def _rewritten(node: Json, rewrite: Mapping[str, Any]) -> _Better:
    if "text" in rewrite:
        return _Better(node, "rewrite", text=rewrite["text"])
    return _Better(node, "rewrite", name=rewrite["name"], arguments=rewrite["arguments"])


def _is_same(better: _Better) -> bool:
    tool = better.node["tool"]
    if better.is_call:
        return bool(tool) and (tool["name"], tool["arguments"]) == (better.name, better.arguments)
    return better.text.strip() == base.text_of(better.node).strip()


def _with_other_tool(said: Mapping[str, Any], content: Mapping[str, Any]) -> _Better | None:
    """The call that should have been one of another tool; None if it cannot be told what that would have been."""
    if said["op"] != "replace" or said["effect"] not in _GAINS or said["permitted"] is False or not said["tool"]:
        return None
    call = _first_call(said, content)
    if call is None or call["tool"]["name"] == said["tool"]:
        return None
    check = ArgumentChecker(content["tools"]).check({**call["tool"], "name": said["tool"]})
    if check is None or not check["ok"]:
        return None
    return _Better(call, "counterfactual", name=said["tool"], arguments=call["tool"]["arguments"])


def _first_call(said: Mapping[str, Any], content: Mapping[str, Any]) -> Json | None:
    """The node at which it begins, if that is a tool call, else the first call after it up to where it ends."""
    places = positions(content)
    if said["from_node"] not in places:
        return None
    start = places[said["from_node"]] - 1
    nodes: Sequence[Json] = content["nodes"]
    span = nodes[start : places.get(said["to_node"], start + 1)]
    return next((node for node in span if node["kind"] == "tool_call" and not node["context"]), None)


def _before(node: Mapping[str, Any], content: Mapping[str, Any]) -> list[Json]:
    """What happened before a node, with the problem in front unless it is said there."""
    place = positions(content)[node["id"]] - 1
    before: list[Json] = list(content["nodes"][:place])
    problem = content["problem"].strip()
    if problem and not any(problem in text for one in before for text in one["text_parts"]):
        opening = {"id": "", "kind": "user", "agent": "", "text_parts": [problem], "tool": None, "to": ""}
        place = next((index for index, one in enumerate(before) if one["kind"] != "system"), len(before))
        before.insert(place, opening)
    return before


def _as_assistant(node: Mapping[str, Any]) -> Json:
    """The step as a message of the assistant, whatever it is."""
    (message,) = chat.turns([node])
    return {**message, "role": "assistant"}
