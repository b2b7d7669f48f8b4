"""How nodes become the steps of an ATIF trajectory: what one agent thinks, says and calls in a row is one step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotation.kinds.base import Json
from annotation.kinds.trace.readers.atif import PARTED_BY
from config import strict_json

_SPOKEN = frozenset({"plan", "message", "final", "handoff"})
_SOURCES = {"user": "user", "system": "system", "state": "system", "error": "system"}


@dataclass(slots=True)
class Step:
    """One step in the making, with the nodes that it holds and where each of them lies."""

    source: str
    first: Json
    places: list[tuple[str, Json]] = field(default_factory=list)
    calls_into: dict[str, str] = field(default_factory=dict)  # by hand-off with words, where its trajectory is named
    reasoning: Json | None = None
    message: Json | None = None
    calls: list[Json] = field(default_factory=list)
    results: list[Json] = field(default_factory=list)

    def takes(self, node: Mapping[str, Any]) -> bool:
        """Whether a call or a message of this node could lie in this step."""
        same = all(self.first[key] == node[key] for key in ("agent", "context", "model"))
        return self.source == "agent" and same and not self.results


class Steps:
    """The steps of one trajectory. ``calls_into`` gives the trajectory that begins at a hand-off, if one does."""

    def __init__(self, calls_into: Mapping[str, str]) -> None:
        self.steps: list[Step] = []
        self._calls_into = calls_into
        self._calls: list[tuple[Step, int]] = []
        self._calls_by_id: dict[str, tuple[Step, int]] = {}
        self._calls_by_node: dict[str, tuple[Step, int]] = {}

    def add(self, node: Json) -> None:
        kind = node["kind"]
        if kind == "reasoning":
            step = self._new("agent", node)
            step.reasoning = node
            step.places.append(("reasoning_content", node))
        elif kind == "tool_call":
            self._add_call(node)
        elif kind == "tool_result":
            self._add_result(node)
        elif node["id"] in self._calls_into:
            self._add_trajectory(node)
        else:
            self._add_words(node)

    def _add_words(self, node: Json) -> None:
        is_spoken = node["kind"] in _SPOKEN
        step = self._last(node) if is_spoken else None
        if step is None or step.message is not None or step.calls:
            step = self._new(_SOURCES.get(node["kind"], "agent"), node)
        step.message = node
        step.places.append(("message", node))

    def _add_call(self, node: Json) -> None:
        step = self._last(node) or self._new("agent", node)
        place = (step, len(step.calls))
        step.places.append((f"tool_calls/{len(step.calls)}", node))
        step.calls.append(node)
        self._calls_by_node[node["id"]] = place
        if node["tool"]["call_id"]:
            self._calls_by_id[node["tool"]["call_id"]] = place

    def _add_result(self, node: Json) -> None:
        found = self._call_of(node)
        if found is None:
            # In a step with calls, a result must be that of one of them.
            step = self._open(node) or self._new("agent" if node["agent"] else "system", node)
            entry = self._entry(step, node["tool"]["call_id"])
        else:
            step = found[0]
            entry = self._entry(step, call_id(step.calls[found[1]]), reuse=True)
        entry["content"] = content_of(node["text_parts"])
        step.places.append((f"observation/results/{_place(step, entry)}", node))

    def _add_trajectory(self, node: Json) -> None:
        """A hand-off without words lies where the result of the call is, or would be; one with words is a message."""
        if node["text_parts"]:
            self._add_words(node)
            step = self.steps[-1]
            step.results.append({"subagent_trajectory_ref": [{"trajectory_id": self._calls_into[node["id"]]}]})
            step.calls_into[node["id"]] = f"observation/results/{len(step.results) - 1}/subagent_trajectory_ref/0"
            return
        found = self._calls_by_node.get(node["parent"] or "")
        step = found[0] if found else self._open(node) or self._new("agent", node)
        entry = self._entry(step, call_id(step.calls[found[1]]) if found else "", reuse=found is not None)
        references = entry.setdefault("subagent_trajectory_ref", [])
        at = f"observation/results/{_place(step, entry)}/subagent_trajectory_ref/{len(references)}"
        step.places.append((at, node))
        references.append({"trajectory_id": self._calls_into[node["id"]]})

    def _call_of(self, node: Json) -> tuple[Step, int] | None:
        """The call of a result: the last one of that id, or the one above it."""
        key = node["tool"]["call_id"]
        found = self._calls_by_id.get(key) if key else self._calls_by_node.get(node["parent"] or "")
        return found if found is None or found[0].first["context"] == node["context"] else None

    def _entry(self, step: Step, source: str, *, reuse: bool = False) -> Json:
        """A result of the step: that of the call, if it has none with a content yet, or a new one."""
        for one in step.results if reuse else ():
            if one.get("source_call_id") == source and "content" not in one:
                return one
        entry: Json = {"source_call_id": source} if source else {}
        step.results.append(entry)
        return entry

    def _last(self, node: Json) -> Step | None:
        return self.steps[-1] if self.steps and self.steps[-1].takes(node) else None

    def _open(self, node: Json) -> Step | None:
        """The last step, if what happened in its environment can be added to it."""
        step = self.steps[-1] if self.steps else None
        fits = step is not None and step.source == "agent" and not step.calls
        return step if step and fits and all(step.first[key] == node[key] for key in ("agent", "context")) else None

    def _new(self, source: str, node: Json) -> Step:
        self.steps.append(Step(source, node))
        return self.steps[-1]


def written(step: Step, number: int) -> Json:
    """The step as ATIF has it, with a record of each node under its place."""
    said: Json = {
        "step_id": number,
        "source": step.source,
        "message": "" if step.message is None else content_of(step.message["text_parts"]),
    }
    if step.first["start"] is not None:
        said["timestamp"] = step.first["start"]
    if step.reasoning is not None:
        said["reasoning_content"] = PARTED_BY.join(step.reasoning["text_parts"])
    if step.calls:
        said["tool_calls"] = [_call(node) for node in step.calls]
    if step.results:
        said["observation"] = {"results": step.results}
    if step.source == "agent":
        said |= _about_model(step)
    if step.first["context"]:
        said["is_copied_context"] = True
    return said


def call_id(node: Mapping[str, Any]) -> str:
    """Every call has an id in ATIF; one that came without is known by its node."""
    return str(node["tool"]["call_id"] or node["id"])


def content_of(parts: Sequence[str]) -> str | list[Json]:
    """One text as it is, several as parts."""
    if len(parts) == 1 and parts[0]:
        return parts[0]
    return [{"type": "text", "text": text} for text in parts] or ""


def _place(step: Step, entry: Json) -> int:
    """Where a result lies in its step; another one may be equal to it."""
    return next(index for index, one in enumerate(step.results) if one is entry)


def _call(node: Mapping[str, Any]) -> Json:
    """Arguments that are no object stay with the node, in what we add to the step."""
    arguments = node["tool"]["arguments"]
    # In the file, keys are sorted; they must be so here too, for it to be seen whether the text came in another order.
    shown = strict_json.loads(strict_json.dumps(arguments)) if isinstance(arguments, dict) else {}
    return {"tool_call_id": call_id(node), "function_name": node["tool"]["name"], "arguments": shown}


def _about_model(step: Step) -> Json:
    acts = [node for _, node in step.places if node["kind"] != "tool_result"]
    metrics = dict(_metrics(acts))
    model = {"model_name": step.first["model"]} if step.first["model"] else {}
    return {**model, **({"metrics": metrics} if metrics else {})}


def _metrics(nodes: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Any]]:
    tokens = [node["tokens"] for node in nodes if node["tokens"] is not None]
    costs = [node["cost"] for node in nodes if node["cost"] is not None]
    if tokens:
        yield "prompt_tokens", sum(one["input"] for one in tokens)
        yield "completion_tokens", sum(one["output"] for one in tokens)
    if costs:
        yield "cost_usd", sum(costs)
