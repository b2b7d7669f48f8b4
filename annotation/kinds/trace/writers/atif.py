"""ATIF v1.7, the Agent Trajectory Interchange Format, with our labels under ``extra``.

Whatever ATIF has no words for is kept under ``extra.touchstone``: what a reader of ATIF alone would see is taken, and
where it differs from our node, that difference is written. So no text stands twice, and our reader gives back the same
nodes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotation.kinds.base import Context, ExportedTask, Json, LeftOut, Writer
from annotation.kinds.trace.readers.atif import PARTED_BY, ordered, problem_of, tools_of
from annotation.kinds.trace.readers.atif_places import OURS, Place
from annotation.kinds.trace.readers.atif_walk import Walk
from annotation.kinds.trace.writers import counterfactuals, labels
from annotation.kinds.trace.writers.atif_steps import Step, Steps, written

VERSION = "ATIF-v1.7"
UNKNOWN = "unknown"
# Trajectories inside each other deepen the document, and readers take JSON only so deep.
MOST_NESTED = 6
_NOT_COMPARED = frozenset({"id", "sha256", "pointer", "tool", "text_parts"})
_OF_TOOLS = ("name", "call_id", "raw")


class Atif(Writer):
    name = "atif"
    title = "ATIF v1.7"
    help = "Trajectories for agent tools, with the labels of steps beside the steps."
    rules = (
        "One row a task, with or without an outcome: a trajectory of ATIF v1.7. Nothing is added but under “extra”.",
        "“extra.annotations” of a step has all its labels; that of the trajectory has what was said of the whole.",
        "Labels of the role “outcome” are the task's outcome, all others those of a person.",
        "“extra.touchstone” has what ATIF has no words for, so that the trace can be read back as it was.",
        "Its “nodes” tell which node lies where in a step.",
        "What one agent thinks, says and calls in a row is one step.",
        "The work of an agent under a hand-off is a trajectory in “subagent_trajectories”.",
        "Steps that were copied in as context, and demonstrations, are marked is_copied_context.",
        counterfactuals.SAVED,
    )

    def rows(self, task: ExportedTask, context: Context) -> Iterator[Json | LeftOut]:
        document = trajectory(task.content, task)
        walk = Walk(document)
        _complete(document, walk, task)
        _annotate(document, task, context)
        yield document


def trajectory(content: Mapping[str, Any], task: ExportedTask) -> Json:
    """The trajectory with its steps. Each node has a record with its id; what it differs in is not said yet."""
    owners = _owners(content["nodes"])
    members: dict[str, list[Json]] = defaultdict(list)
    for node in content["nodes"]:
        members[owners[node["id"]]].append(node)
    known = _source(task)
    names = {key: f"{task.trace_id}/{key}" for key in members if key}
    positions = {node["id"]: place for place, node in enumerate(content["nodes"], start=1)}
    document = _Writer(members, names, positions).document("", "")
    described = known.get("agent")
    document["agent"] |= _kept(described, "version", "extra") if isinstance(described, dict) else {}
    tools = [{"type": "function", "function": _function(tool)} for tool in content["tools"]]
    if tools:
        document["agent"]["tool_definitions"] = tools
    return {
        "schema_version": VERSION,
        **_kept(known, "session_id", "notes", "continued_trajectory_ref"),
        "trajectory_id": task.trace_id,
        **document,
        "extra": dict(known["extra"]) if isinstance(known.get("extra"), dict) else {},
    }


class _Writer:
    """Writes trajectories inside each other, from the outermost on."""

    def __init__(
        self, members: Mapping[str, Sequence[Json]], names: Mapping[str, str], positions: Mapping[str, int]
    ) -> None:
        self.members, self.names, self.positions = members, names, positions

    def document(self, owner: str, agent: str) -> Json:
        nodes = self.members[owner]
        steps = Steps(self.names)
        for node in nodes:
            steps.add(node)
        rows = [written(step, number) for number, step in enumerate(steps.steps, start=1)]
        for row, step in zip(rows, steps.steps, strict=True):
            row["extra"] = {OURS: {"nodes": [self._record(at, node, step) for at, node in step.places]}}
        acting = (node["agent"] for node in nodes if node["agent"] and node["kind"] not in ("user", "system"))
        document: Json = {
            "agent": {"name": agent or next(acting, "agent"), "version": UNKNOWN},
            "steps": rows,
            "final_metrics": _totals(rows),
        }
        inside = [node for node in nodes if node["id"] in self.names]
        if inside:
            document["subagent_trajectories"] = [self._inner(node) for node in inside]
        return document

    def _record(self, at: str, node: Json, step: Step) -> Json:
        record = {"id": node["id"], "at": at, "position": self.positions[node["id"]]}
        calls = step.calls_into.get(node["id"])
        return record if calls is None else {**record, "calls": calls}

    def _inner(self, handoff: Json) -> Json:
        name = self.names[handoff["id"]]
        return {"schema_version": VERSION, "trajectory_id": name, **self.document(handoff["id"], handoff["to"])}


def _owners(nodes: Sequence[Json]) -> dict[str, str]:
    """By node the hand-off under whose trajectory it lies; an empty text for the outermost one."""
    by_id = {node["id"]: node for node in nodes}
    owners: dict[str, str] = {}
    depths = {"": 0}
    for node in nodes:
        chain = [node]
        while chain[-1]["id"] not in owners and chain[-1]["parent"] is not None:
            chain.append(by_id[chain[-1]["parent"]])
        for one in reversed(chain):
            if one["id"] not in owners:
                owners[one["id"]] = _owner(one, by_id, owners, depths)
    return owners


def _owner(node: Json, by_id: Mapping[str, Json], owners: Mapping[str, str], depths: dict[str, int]) -> str:
    if node["parent"] is None:
        return ""
    above = by_id[node["parent"]]
    owner = owners[above["id"]]
    if above["kind"] != "handoff" or depths[owner] >= MOST_NESTED:
        return owner
    depths[above["id"]] = depths[owner] + 1
    return str(above["id"])


def _complete(document: Json, walk: Walk, task: ExportedTask) -> None:
    """Add to the records, and to the whole, what a reader of ATIF alone would not see as it is."""
    nodes = {node["id"]: node for node in task.content["nodes"]}
    places = ordered(walk.places)
    for place in places:
        if isinstance(place.record, dict):
            place.record |= _difference(nodes[place.record["id"]], place)
    plain = {"problem": problem_of(places), "reference": "", "tools": tools_of(walk.tools), "edges": []}
    differing = {key: task.content[key] for key in plain if task.content[key] != plain[key]}
    facts = {
        "id": task.id,
        "external_id": task.external_id,
        **{key: task.provenance.get(key) for key in ("source", "licence")},
        "provenance": task.provenance,
        "metadata": task.metadata,
        "status": task.status,
        "agreement": task.agreement,
        "outcome_source": task.outcome_source,
        "policy_flags": list(task.flags),
    }
    document["extra"][OURS] = {**facts, **differing}


def _difference(node: Mapping[str, Any], place: Place) -> Json:
    plain = place.node
    found = {key: node[key] for key in plain if key not in _NOT_COMPARED and node[key] != plain[key]}
    tool, told = node["tool"], plain["tool"]
    if tool is not None and told is not None:
        differing = {key: tool[key] for key in _OF_TOOLS if key in told and tool[key] != told[key]}
        found |= {"tool": differing} if differing else {}
    if node["text_parts"] != plain["text_parts"]:
        found |= _texts(node, plain)
    return found


def _texts(node: Mapping[str, Any], plain: Mapping[str, Any]) -> Json:
    """Where ATIF has one text for several parts, their lengths tell them apart again."""
    parts = node["text_parts"]
    if len(parts) > 1 and plain["text_parts"] == [PARTED_BY.join(parts)]:
        return {"parts": [len(text) for text in parts]}
    return {"text_parts": parts}


def _annotate(document: Json, task: ExportedTask, context: Context) -> None:
    """The labels: those of steps beside the steps, the others at the trajectory."""
    by_node: dict[str, list[Json]] = defaultdict(list)
    whole: list[Json] = []
    sayings = [(annotation, annotation.answer) for annotation in task.annotations]
    for annotation, answer in [*sayings, *([(None, task.outcome)] if task.outcome is not None else [])]:
        for label in labels.step_labels(answer, annotation, task, context):
            by_node[label["target"]["node"]].append(label)
        whole += labels.trace_labels(answer, annotation, task, context)
        whole += counterfactuals.edits(answer, annotation, task, context)
    for step in _steps_of(document):
        found = [label for record in step["extra"][OURS]["nodes"] for label in by_node[record["id"]]]
        if found:
            step["extra"]["annotations"] = found
    document["extra"]["annotations"] = whole


def _steps_of(document: Mapping[str, Any]) -> Iterator[Json]:
    yield from document["steps"]
    for inner in document.get("subagent_trajectories", ()):
        yield from _steps_of(inner)


def _totals(steps: Sequence[Mapping[str, Any]]) -> Json:
    """Sums over the trajectory's own steps, of what is known."""
    totals: Json = {"total_steps": len(steps)}
    for key in ("prompt_tokens", "completion_tokens", "cost_usd"):
        known = [step["metrics"][key] for step in steps if key in step.get("metrics", {})]
        if known:
            totals[f"total_{key}"] = sum(known)
    return totals


def _source(task: ExportedTask) -> Mapping[str, Any]:
    """What the file that the trace came in said of it as a whole, if that was ATIF."""
    known = task.metadata.get("atif")
    return known if isinstance(known, dict) else {}


def _kept(raw: Mapping[str, Any], *keys: str) -> Json:
    """Texts and objects as the specification wants them: the file may have been less strict."""
    return {key: raw[key] for key in keys if isinstance(raw.get(key), dict if key == "extra" else str)}


def _function(tool: Mapping[str, Any]) -> Json:
    said = {"name": tool["name"]}
    if tool["description"]:
        said["description"] = tool["description"]
    return said if tool["parameters"] is None else {**said, "parameters": tool["parameters"]}
