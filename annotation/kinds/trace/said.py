"""What an answer says, as far as the settings and the rubric that it is read under still know it.

An answer may come from a file, or from a time with other criteria and codes: what no longer stands is passed over here,
so that nothing that counts answers has to ask again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from annotation.kinds import scales
from annotation.kinds.base import Context, Json
from annotation.kinds.criteria import still_stands
from annotation.kinds.trace import options
from annotation.kinds.trace.options import CANNOT_VERIFY
from annotation.kinds.trace.step_scale import is_wrong
from annotation.kinds.trace.steps import handoffs, step_positions

# What is said of no single node has units that begin with "whole:". Nodes are called as files call them, so the plain
# words could be a node's id as well.
WHOLE, OVERALL, FINAL, PLAN = "whole:trace", "whole:overall", "whole:final", "whole:plan:"
VERDICTS, OUTCOMES = (
    tuple(key for key in each if key != CANNOT_VERIFY) for each in (options.TOOL_VERDICTS, options.OUTCOMES)
)
OF_NODES = frozenset({"step", "tool_call", "handoff"})

Said = dict[str, Any]  # unit → what was said of it


class Reading:
    """How answers about one trace are read: its steps, and what the settings ask."""

    def __init__(self, content: Mapping[str, Any], context: Context) -> None:
        self.content, self.context, self.settings = content, context, context.settings
        self.positions = step_positions(content, context.settings)
        self.checksums = {node["id"]: node["sha256"] for node in content["nodes"]}
        self.scale = context.settings["scale"]
        self.rates_all = context.settings["mode"] == "rate_all"
        self.tolerance = max(1, context.settings["tolerance"])
        self.tells_inherited = self.rates_all and bool(context.settings["inherited"])
        self.criteria = [criterion for criterion in context.criteria if criterion["scale"]["type"] != "text"]
        self._labels: dict[Any, bool] = {}
        self._nodes: dict[str, Collection[str]] = {"step": self.positions}

    def nodes_of(self, applies_to: str) -> Collection[str]:
        """The nodes at which criteria for steps, for tool calls or for hand-offs are judged."""
        if applies_to not in self._nodes:
            self._nodes[applies_to] = frozenset(
                [handoff.node for handoff in handoffs(self.content)]
                if applies_to == "handoff"
                else [node["id"] for node in self.content["nodes"] if node["kind"] == "tool_call"]
            )
        return self._nodes[applies_to]

    def is_wrong(self, label: Any) -> bool:
        """Whether a label means an error."""
        return is_wrong(label, self.settings)

    def stands(self, label: Any) -> bool:
        """Whether the scale of the steps has this label; that a step cannot be verified is no value of it."""
        key = (type(label), label)
        if key not in self._labels:
            self._labels[key] = still_stands({"value": label}, self.scale)
        return self._labels[key]


def labels(answer: Json, reading: Reading) -> Said:
    """The label of each step, by its id; ``cannot_verify`` is one."""
    return {
        node: said["label"]
        for node, said in answer["steps"].items()
        if node in reading.positions
        and "label" in said
        and (said["label"] == CANNOT_VERIFY or reading.stands(said["label"]))
    }


def inherited(answer: Json, reading: Reading) -> Said:
    """Of each step that is labelled wrong, whether it only inherits an earlier error."""
    if not reading.tells_inherited:
        return {}
    found = labels(answer, reading)
    wrong = [node for node, label in found.items() if reading.is_wrong(label)]
    return {node: "yes" if answer["steps"][node].get("inherited") else "no" for node in wrong}


def tool_verdicts(answer: Json, reading: Reading) -> Said:
    """The verdict on each tool call, by its node's id."""
    if not reading.settings["tool_calls"]["verdict"]:
        return {}
    rows = ((node, said.get("tool", {}).get("verdict")) for node, said in answer["steps"].items())
    return {node: verdict for node, verdict in rows if verdict in options.TOOL_VERDICTS}


def tool_checks(answer: Json, reading: Reading) -> dict[str, Said]:
    """For each check of tool calls that is asked, what is said of each call."""
    given = {node: said["tool"].get("checks", {}) for node, said in answer["steps"].items() if "tool" in said}
    return {check: _answered(given, check) for check in reading.settings["tool_calls"]["checks"]}


def handoff_answers(answer: Json, reading: Reading) -> dict[str, Said]:
    """For each question about hand-offs that is asked, what is said of each hand-off, by its node's id."""
    given = {node: said["handoff"] for node, said in answer["steps"].items() if "handoff" in said}
    return {question: _answered(given, question) for question in reading.settings["handoffs"]}


def outcome(answer: Json, reading: Reading) -> Said:
    return _whole(answer["outcome"], options.OUTCOMES) if reading.settings["outcome"] else {}


def verifiable(answer: Json, reading: Reading) -> Said:
    return _whole(answer["verifiable"], options.VERIFIABLE) if reading.settings["verifiable"] else {}


def attribution(answer: Json, reading: Reading) -> Json | None:
    """Who is held responsible, ``{"nobody": True}`` or an agent with its decisive step; None if nothing is said."""
    said: Json | None = answer["attribution"] if reading.settings["attribution"] else None
    return said


def criterion_values(criterion: Mapping[str, Any], answer: Json, reading: Reading) -> Said:
    """The value given to each unit that a criterion is about; who could not assess gave none."""
    judged = judgements(criterion, answer, reading)
    return {unit: judgement["value"] for unit, judgement in judged.items() if "value" in judgement}


def judgements(criterion: Mapping[str, Any], answer: Json, reading: Reading) -> dict[str, Json]:
    """What is said on a criterion, by unit, where it still applies and its scale still has the value.

    The units are nodes, ``plan:before`` and ``plan:after``, ``final`` or ``overall``.
    """
    key, scale = criterion["key"], criterion["scale"]
    rows = ((unit, said.get(key)) for unit, said in _criteria(criterion["applies_to"], answer, reading))
    return {unit: judgement for unit, judgement in rows if judgement and still_stands(judgement, scale)}


def measured(criterion: Mapping[str, Any], answer: Json, reading: Reading) -> Said:
    """The values of a criterion as reliability counts them."""
    scale_type = scales.scale_type(criterion["scale"])
    return {unit: scale_type.measured(value) for unit, value in criterion_values(criterion, answer, reading).items()}


def _criteria(applies_to: str, answer: Json, reading: Reading) -> Iterator[tuple[str, Json]]:
    if applies_to in OF_NODES:
        nodes = reading.nodes_of(applies_to)
        yield from ((node, said.get("criteria", {})) for node, said in answer["steps"].items() if node in nodes)
    elif applies_to == "plan":
        for moment, said in (answer["plan"] or {}).items():
            yield PLAN + moment, (said or {}).get("criteria", {})
    elif applies_to == "final":
        yield FINAL, answer["final"]["criteria"]
    else:
        yield OVERALL, answer["criteria"]


def _answered(given: Mapping[str, Json], question: str) -> Said:
    """What is said of each node on one question."""
    return {node: said[question] for node, said in given.items() if said.get(question) in options.ANSWERS}


def _whole(value: Any, known: Collection[str]) -> Said:
    return {WHOLE: value} if value in known else {}
