"""What is said of single nodes: the label of a step, its tool call or hand-off, criteria, a rewrite, a comment."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from annotation.kinds import checks, scales
from annotation.kinds.base import Json
from annotation.kinds.trace.answering.asked import Asked
from annotation.kinds.trace.answering.judging import read_criteria
from annotation.kinds.trace.answering.reading import AnswerReader
from annotation.kinds.trace.answering.rewriting import read_rewrite
from annotation.kinds.trace.options import ANSWERS, CANNOT_VERIFY, HANDOFF_QUESTIONS, TOOL_CHECKS, TOOL_VERDICTS
from annotation.kinds.trace.step_scale import is_wrong

KEYS = ("sha256", "label", "inherited", "criteria", "tool", "handoff", "rewrite", "comment")


def read_steps(raw: Any, asked: Asked, reader: AnswerReader) -> Json:
    """What is said, by the id of the node, in order of the trace. Nodes of which nothing is said are left out."""
    given = raw if raw is not None else {}
    if not isinstance(given, Mapping):
        reader.problems.add("steps", "This must be an object.")
        return {}
    for key in given.keys() - reader.nodes.keys():
        reader.problems.add(checks.join("steps", key), "This trace has no such node.")
        if reader.has_enough_problems():
            return {}
    said: Json = {}
    for key in (key for key in reader.nodes if key in given or key in asked.nodes):
        if reader.has_enough_problems():
            break
        step = _read_step(given.get(key, {}), reader.nodes[key], asked, reader)
        if len(step) > 1:
            said[key] = step
    return said


def targets_of(node: Mapping[str, Any], reader: AnswerReader) -> list[str]:
    """What criteria can apply to at a node."""
    is_call = node["kind"] == "tool_call" and node["context"] == ""
    found = {"step": node["id"] in reader.steps, "tool_call": is_call, "handoff": node["id"] in reader.handoffs}
    return [target for target, applies in found.items() if applies]


def _read_step(raw: Any, node: Json, asked: Asked, reader: AnswerReader) -> Json:
    path = f"steps.{node['id']}"
    given = checks.mapping(raw, path, reader.problems, keys=KEYS)
    label = _read_label(given.get("label"), node, f"{path}.label", asked, reader)
    is_asked = node["id"] in asked.nodes
    said: Json = {
        "label": label,
        "inherited": _read_inherited(given.get("inherited", False), label, f"{path}.inherited", reader),
        "criteria": read_criteria(
            given.get("criteria"), f"{path}.criteria", targets_of(node, reader), reader, required=is_asked
        ),
        "tool": _read_tool(given.get("tool"), node, f"{path}.tool", reader),
        "handoff": _read_handoff(given.get("handoff"), node, f"{path}.handoff", reader),
        "rewrite": read_rewrite(given.get("rewrite"), node, f"{path}.rewrite", reader),
        "comment": reader.text(given.get("comment", ""), f"{path}.comment"),
    }
    kept = {key: value for key, value in said.items() if key == "label" or value}
    if label is None:
        del kept["label"]
    return {"sha256": reader.checksum(given, node, path), **kept}


def _read_label(raw: Any, node: Json, path: str, asked: Asked, reader: AnswerReader) -> Any:
    if raw is None:
        if node["id"] in asked.labels:
            reader.problems.add(path, "Label this step, or say that you cannot verify it.")
        return None
    reader.refuse_no_step(node, path)
    if raw == CANNOT_VERIFY:
        return CANNOT_VERIFY
    scale = reader.settings["scale"]
    try:
        return scales.scale_type(scale).read_value(scale, raw)
    except scales.OffScale as problem:
        reader.problems.add(path, f"{problem} Or say {CANNOT_VERIFY}.")
        return None


def _read_inherited(raw: Any, label: Any, path: str, reader: AnswerReader) -> bool:
    inherited = checks.flag(raw, path, reader.problems)
    if not inherited:
        return False
    if reader.settings["mode"] != "rate_all" or not reader.settings["inherited"]:
        reader.problems.add(path, "This project does not ask which steps inherit an error.")
    elif not is_wrong(label, reader.settings):
        reader.problems.add(path, "Only a step that is labelled wrong can inherit an error.")
    return inherited


def _read_tool(raw: Any, node: Json, path: str, reader: AnswerReader) -> Json:
    if not raw:
        return {}
    given = checks.mapping(raw, path, reader.problems, keys=("verdict", "checks"))
    if node["kind"] != "tool_call" or node["context"]:
        reader.problems.add(path, "Only a tool call of this run has a tool verdict.")
    asked = reader.settings["tool_calls"]
    said: Json = {}
    if given.get("verdict") is not None:
        said["verdict"] = reader.choice(given["verdict"], f"{path}.verdict", TOOL_VERDICTS)
        if not asked["verdict"] and not reader.lenient:
            reader.problems.add(f"{path}.verdict", "This project does not ask for a verdict on tool calls.")
    known = TOOL_CHECKS if reader.lenient else asked["checks"]
    said["checks"] = _read_answers(given.get("checks"), f"{path}.checks", known, reader)
    return said if said.get("verdict") or said["checks"] else {}


def _read_handoff(raw: Any, node: Json, path: str, reader: AnswerReader) -> Json:
    if not raw:
        return {}
    if node["id"] not in reader.handoffs:
        reader.problems.add(path, "At this node no agent hands over to another.")
    return _read_answers(raw, path, HANDOFF_QUESTIONS if reader.lenient else reader.settings["handoffs"], reader)


def _read_answers(raw: Any, path: str, known: Collection[str], reader: AnswerReader) -> Json:
    """Yes, no or cannot verify, by question, in the order of the questions."""
    given = checks.mapping(raw or {}, path, reader.problems, keys=known)
    asked = [question for question in known if given.get(question) is not None]
    return {question: reader.choice(given[question], f"{path}.{question}", ANSWERS) for question in asked}
