"""From spans to nodes: one for each thing that a person can judge, each thing once, in order of happening."""

from __future__ import annotations

from annotation.kinds.trace.building import call, result_of
from annotation.kinds.trace.limits import LONGEST_AGENT
from annotation.kinds.trace.readers.base import json_text, parsed_json
from annotation.kinds.trace.readers.spans.delegating import Delegates
from annotation.kinds.trace.readers.spans.known import Known, arguments_key, squashed
from annotation.kinds.trace.readers.spans.messages import Part, Role
from annotation.kinds.trace.readers.spans.nodes import Nodes
from annotation.kinds.trace.readers.spans.tree import Span, Tree
from annotation.kinds.trace.readers.spans.values import plain
from annotation.kinds.trace.readers.spans.waiting import Calls, Waiting

SAID = {"text": "message", "reasoning": "reasoning"}


class Telling:
    """Goes through the spans once, by time."""

    def __init__(self, tree: Tree) -> None:
        self.nodes = Nodes(tree)
        self._tree = tree
        self._known = Known()
        self._calls = Calls()
        self._delegates = Delegates({span.agent for span in tree.spans.values()})
        self._carried_out: dict[str, Waiting] = {}  # by span
        self._unheard = 0  # answers of models that were not recorded, and may turn up in later histories
        self._models = {key for key, span in tree.spans.items() if span.doing == "model"}
        self._hears_users = any(_hears_user(tree.spans[key]) for key in self._models)

    def tell(self) -> Nodes:
        for span, opens in self._tree.events():
            if opens:
                self._open(span)
            else:
                self._close(span)
                self._tell_failure(span)
        return self.nodes

    def _open(self, span: Span) -> None:
        if span.doing == "model":
            for role, part in self._known.new(span.inputs):
                self._hear(span, role, part)
        elif span.doing == "tool":
            self._open_tool(span)
        else:
            if span.doing == "agent":
                self._enter(span)
            if not self._hears_users:
                for role, part in self._known.new(span.inputs):
                    self._hear(span, role, part)

    def _close(self, span: Span) -> None:
        if span.doing == "model":
            self._tell_model(span)
        elif span.doing == "tool":
            self._close_tool(span)
        elif span.doing == "step":
            self._tell_step(span)
        elif span.doing == "agent" and not any(inner.doing == "model" for inner in self._tree.within(span)):
            self._tell_parts(span)

    def _enter(self, span: Span) -> None:
        """An agent inside another one begins by a hand-off, which a call of the outer agent may have told."""
        outer = self._tree.outer_agent(span)
        if not outer or not span.agent or span.agent == outer:
            return
        over = self._calls.take_over(span.agent)
        if over is not None:
            self.nodes.inside[span.id] = over.node
            self.nodes.of_span[span.id].append(over.node)
            return
        asked = [part for message in span.inputs if message.role == "user" for part in message.parts]
        texts = [part.text for part in asked]
        key = self.nodes.add(span, "handoff", *texts, agent=outer, to=span.agent[:LONGEST_AGENT], status=_status(span))
        self.nodes.inside[span.id] = key
        for part in asked:
            self._known.add("user", part)

    def _hear(self, span: Span, role: Role, part: Part) -> None:
        """A message that a model was given. An assistant's own is from before this trace, and is not graded."""
        if role == "echo" and self._models:
            return
        self._known.add(role, part)
        if part.kind == "result" or role == "tool":
            self._hear_result(span, part)
        elif role in ("system", "user"):
            self.nodes.add(span, role, part.text, heard=True)
        else:
            missed = self._unheard > 0
            self._unheard -= missed
            self._tell_part(span, part, heard=True, context="" if missed else "copied")

    def _hear_result(self, span: Span, part: Part) -> None:
        asked = self._calls.answer(part.name, part.call_id)
        known = {"parent": asked.node, "agent": asked.agent} if asked else {}
        tool = result_of(part.name or (asked.name if asked else ""), part.call_id)
        # When a tool answered is not told by the time at which a model read it.
        self.nodes.add(span, "tool_result", part.text, heard=True, tool=tool, start=None, end=None, **known)

    def _tell_model(self, span: Span) -> None:
        told = self._tell_parts(span)
        if told:
            self.nodes.by_id[told[0]].update(tokens=span.tokens, cost=span.cost)
        elif not span.failed and not span.outputs:
            self._unheard += 1

    def _tell_parts(self, span: Span) -> list[str]:
        """What a model or an agent said, but for what the spans inside of its own told already."""
        wraps = any(inner.doing in ("model", "agent") for inner in self._tree.within(span))
        told = []
        for message in span.outputs:
            for part in message.parts:
                if wraps and self._known.knows("assistant", part):
                    continue
                self._known.add("assistant", part)
                told.append(self._tell_part(span, part))
        return told

    def _tell_part(self, span: Span, part: Part, *, heard: bool = False, context: str = "") -> str:
        if part.kind == "call":
            return self._tell_call(span, part, heard=heard, context=context).node
        if part.kind == "result":  # of a tool that the model's own provider ran
            key = self.nodes.add(span, "tool_result", part.text, tool=result_of(part.name, part.call_id), heard=heard)
            self._calls.answer(part.name, part.call_id)
            return key
        return self.nodes.add(span, SAID[part.kind], part.text, model=span.model, heard=heard, context=context)

    def _tell_call(
        self, span: Span, part: Part, *, heard: bool = False, context: str = "", carried_out: bool = False
    ) -> Waiting:
        agent = self._tree.agent(span)
        to = self._delegates.to(part.name, part.arguments, by=agent)[:LONGEST_AGENT]
        if to:
            text = plain(parsed_json(part.arguments) or "")
            key = self.nodes.add(span, "handoff", text, to=to, model=span.model, heard=heard, context=context)
        else:
            said = call(part.name, _raw(part.arguments), part.call_id)
            key = self.nodes.add(span, "tool_call", tool=said, model=span.model, heard=heard, context=context)
        waiting = Waiting(key, part.name, part.call_id, arguments_key(part.arguments), agent, to)
        return self._calls.add(waiting, carried_out=carried_out)

    def _open_tool(self, span: Span) -> None:
        asked = self._calls.carry_out(span.tool, span.call_id, span.arguments)
        if asked is None:
            part = Part("call", name=span.tool, call_id=span.call_id, arguments=span.arguments)
            self._known.add("assistant", part)
            asked = self._tell_call(span, part, carried_out=True)
        else:
            self.nodes.of_span[span.id].append(asked.node)
        self.nodes.inside[span.id] = asked.node
        self._carried_out[span.id] = asked

    def _close_tool(self, span: Span) -> None:
        if not span.result and not span.failed:
            return
        asked = self._carried_out[span.id]
        self._calls.answered(asked)
        call_id = span.call_id or asked.call_id
        self._known.add("tool", Part("result", span.result or span.problem, span.tool, call_id))
        texts = [span.result, span.problem if squashed(span.problem) not in squashed(span.result) else ""]
        self.nodes.add(
            span,
            "tool_result",
            *texts,
            tool=result_of(span.tool, call_id),
            parent=asked.node,
            agent=asked.agent,
            status=_status(span) or "ok",
        )

    def _tell_step(self, span: Span) -> None:
        """What running an agent's code gave."""
        for message in span.outputs:
            for part in message.parts:
                if not self._known.knows("tool", part):
                    self._known.add("tool", part)
                    self.nodes.add(span, "tool_result", part.text, tool=result_of(""), status=_status(span))

    def _tell_failure(self, span: Span) -> None:
        """An error goes up through all that it happened in, and is told once."""
        part = Part("text", span.problem or f"{span.name or span.id} failed.")
        if not span.failed or self._known.knows("tool", part) or self._known.knows("tool", Part("result", part.text)):
            return
        if not span.problem and any(inner.failed for inner in self._tree.within(span)):
            return
        self._known.add("tool", part)
        if span.doing != "tool":
            self.nodes.add(span, "error", part.text, status="error")


def _status(span: Span) -> str:
    return "error" if span.failed else ""


def _hears_user(span: Span) -> bool:
    return any(message.role == "user" for message in span.inputs)


def _raw(arguments: object) -> str:
    """Arguments as they came: as text, or as an object in its own order."""
    if isinstance(arguments, str):
        return arguments
    return "" if arguments is None else json_text(arguments)
