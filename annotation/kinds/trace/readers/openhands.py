"""OpenHands: a stream of events, in which each observation names the action that caused it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annotation.kinds.base import Context, Json
from annotation.kinds.checks import wrong
from annotation.kinds.trace.building import TraceBuilder, call, result_of
from annotation.kinds.trace.readers.base import Parsed, TraceReader, external_id, facts, mappings, pointer, text_of
from annotation.kinds.trace.readers.spans.values import mapping, name, number, plain, shown, tokens, when

LISTS = ("history", "events", "trajectory")
# Nobody's work: what the program looked up, and how the agent's state changed.
STATES = frozenset(
    {
        "recall",
        "change_agent_state",
        "agent_state_changed",
        "condensation",
        "condensation_request",
        "condense",
        "loop_detection",
        "null",
        "pause",
        "resume",
        "stop",
        "think",
        "success",
    }
)
# Of an action's arguments, what the program needs and the model did not say.
BESIDE = frozenset(
    {"thought", "confirmation_state", "security_risk", "blocking", "hidden", "is_confirmed", "is_static", "cwd"}
)


class OpenHands(TraceReader):
    name = "openhands"
    title = "OpenHands events"

    def recognises(self, document: Any) -> bool:
        return any(_is_event(one) for one in _events(document)[:3])

    def parse(self, document: Any, context: Context) -> Iterator[Parsed]:
        run = Run()
        for place, event in _placed(document):
            run.add(event, place)
        row = document if isinstance(document, Mapping) else {}
        told = {*LISTS, "instance", "instruction", "instance_id"}
        yield Parsed(
            content=run.content(),
            external_id=external_id(row, "instance_id", "session_id", "id"),
            metadata=facts(row, but=told),
        )


class Run:
    """The events on their way to a trace. Delegates act until their observation comes."""

    def __init__(self) -> None:
        self._trace = TraceBuilder()
        self._agents = [""]
        self._asked: dict[str, tuple[str, str, Json | None]] = {}  # by event: the node, its agent and its tool
        self._spent = 0.0
        self._responses: set[str] = set()
        self._tools: list[Mapping[str, Any]] = []

    def content(self) -> Json:
        nodes = self._trace.nodes
        last = next((node for node in reversed(nodes) if node["kind"] != "state"), None)
        if last is not None and last["kind"] == "message":
            last["kind"] = "final"
        trace = TraceBuilder(problem=self._trace.problem, tools=self._tools)
        trace.nodes = nodes
        return trace.content()

    def add(self, event: Mapping[str, Any], place: str) -> None:
        if event.get("observation") is not None:
            self._add_observation(event, place)
        elif event.get("action") is not None:
            self._add_action(event, place)

    def _add_action(self, event: Mapping[str, Any], place: str) -> None:
        action, args = name(event.get("action")), mapping(event.get("args"))
        if event.get("source") == "user" and action == "message":
            text = text_of(args.get("content")) or name(event.get("message"))
            self._put(event, place, "user", text)
            self._trace.problem = self._trace.problem or text
        elif action == "system":
            self._agents[0] = name(args.get("agent_class")) or self._agents[0]
            self._tools = mappings(args.get("tools"))
            self._put(event, place, "system", text_of(args.get("content")))
        elif action in STATES - {"think"} or event.get("source") != "agent":
            self._put(event, place, "state", _told(event, args))
        else:
            self._add_deed(event, place, action, args)

    def _add_deed(self, event: Mapping[str, Any], place: str, action: str, args: Mapping[str, Any]) -> None:
        """Something that an agent did."""
        thought = text_of(args.get("thought"))
        if action == "think":
            self._put(event, place, "reasoning", thought)
        elif action == "message":
            self._put(event, place, "message", text_of(args.get("content")) or name(event.get("message")))
        elif action in ("finish", "reject"):
            said = text_of(args.get("final_thought")) or thought or plain(args.get("outputs") or None)
            self._put(event, place, "final", said or name(event.get("message")))
        elif action == "delegate":
            self._delegate(event, place, args, thought)
        else:
            self._put(event, place, "reasoning", thought, suffix=".thought")
            tool = _tool(event, action, args)
            node = self._put(event, place, "tool_call", tool=tool, anyway=True)
            self._asked[name(event.get("id"))] = (node, self._agents[-1], tool)

    def _delegate(self, event: Mapping[str, Any], place: str, args: Mapping[str, Any], thought: str) -> None:
        to = name(args.get("agent")) or "delegate"
        if not self._agents[0]:
            self._agents[0] = "agent"  # whoever delegates must have a name
        self._put(event, place, "reasoning", thought, suffix=".thought")
        node = self._put(event, place, "handoff", plain(args.get("inputs") or None), to=to, anyway=True)
        self._asked[name(event.get("id"))] = (node, self._agents[-1], None)
        self._agents.append(to)

    def _add_observation(self, event: Mapping[str, Any], place: str) -> None:
        kind, extras = name(event.get("observation")), mapping(event.get("extras"))
        text = text_of(event.get("content"))
        if kind == "delegate" and len(self._agents) > 1:
            self._agents.pop()
            text = text or plain(extras.get("outputs") or None)
        asked = self._asked.get(name(event.get("cause")))
        if kind in STATES:
            self._put(event, place, "state", text or _told(event, extras), status=_status(event, extras))
        elif kind == "error":
            parent, agent = asked[:2] if asked else (None, self._agents[-1])
            self._put(event, place, "error", text, parent=parent, agent=agent, status="error")
        elif asked is None:
            self._put(event, place, "state", text)
        else:
            node, agent, tool = asked
            result = result_of(tool["name"], tool["call_id"]) if tool else None
            self._put(
                event, place, "tool_result", text, parent=node, agent=agent, tool=result, status=_status(event, extras)
            )

    def _put(
        self,
        event: Mapping[str, Any],
        place: str,
        kind: str,
        *text: str,
        suffix: str = "",
        anyway: bool = False,
        **known: Any,
    ) -> str:
        if not anyway and not any(part.strip() for part in text):
            return ""
        nobody = kind in ("system", "user", "state")
        key = name(event.get("id"))
        given = {"agent": "" if nobody else self._agents[-1], "start": shown(when(event.get("timestamp")))}
        spent = {} if nobody or kind == "tool_result" else self._spend(event)
        key = f"{key}{suffix}" if key else ""
        taken = {node["id"] for node in self._trace.nodes[-2:]} if key else set()
        return self._trace.add(
            kind, *text, id="" if key in taken else key, pointer=place, **{**given, **spent, **known}
        )

    def _spend(self, event: Mapping[str, Any]) -> Json:
        """What the model was paid for this: the program notes the sum so far, and an answer's tokens with each call."""
        total = number(mapping(event.get("llm_metrics")).get("accumulated_cost"))
        answer = mapping(mapping(event.get("tool_call_metadata")).get("model_response"))
        usage, key = mapping(answer.get("usage")), name(answer.get("id"))
        found: Json = {"model": name(answer.get("model"))}
        if total is not None and total > self._spent:
            found["cost"], self._spent = round(total - self._spent, 9), total
        if usage and key not in self._responses:
            self._responses.add(key)
            found["tokens"] = tokens(usage.get("prompt_tokens"), usage.get("completion_tokens"))
        return found


def _events(document: Any) -> list[Any]:
    if isinstance(document, Mapping):
        return next((document[key] for key in LISTS if isinstance(document.get(key), list)), [])
    return document if isinstance(document, list) else []


def _is_event(one: Any) -> bool:
    if isinstance(one, list) and one:  # older rows hold pairs of an action and its observation
        one = one[0]
    return isinstance(one, Mapping) and "source" in one and ("action" in one or "observation" in one)


def _placed(document: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    key = next((key for key in LISTS if isinstance(document, Mapping) and isinstance(document.get(key), list)), None)
    start = [] if key is None else [key]
    for index, one in enumerate(_events(document)):
        pair = one if isinstance(one, list) else None
        for number_, event in enumerate(pair if pair is not None else [one]):
            path: list[str | int] = [*start, index, *([] if pair is None else [number_])]
            if not isinstance(event, Mapping):
                raise wrong(".".join(map(str, path)), "This must be an event: an object with source and action.")
            yield pointer(*path), event


def _tool(event: Mapping[str, Any], action: str, args: Mapping[str, Any]) -> Json:
    """The call as the model made it, if the event has it; else the action and its arguments."""
    known = mapping(event.get("tool_call_metadata"))
    call_id = name(known.get("tool_call_id"))
    title = name(known.get("function_name")) or (name(args.get("name")) if action == "call_tool_mcp" else "") or action
    for choice in mappings(mapping(known.get("model_response")).get("choices")):
        for asked in mappings(mapping(choice.get("message")).get("tool_calls")):
            if name(asked.get("id")) == call_id and (said := mapping(asked.get("function")).get("arguments")):
                return call(title, said, call_id)
    given = args.get("arguments") if action == "call_tool_mcp" else None
    return call(title, {k: v for k, v in args.items() if k not in BESIDE} if given is None else given, call_id)


def _told(event: Mapping[str, Any], args: Mapping[str, Any]) -> str:
    """What a change of state is about."""
    state = name(args.get("agent_state"))
    return f"Agent state: {state}" if state else name(event.get("message")) or name(event.get("content"))


def _status(event: Mapping[str, Any], extras: Mapping[str, Any]) -> str:
    code = mapping(extras.get("metadata")).get("exit_code", extras.get("exit_code"))
    if event.get("success") is False or (code is not None and name(code) not in ("0", "-1", "")):
        return "error"
    return "ok" if event.get("success") is True or name(code) == "0" else ""
