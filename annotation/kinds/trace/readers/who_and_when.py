"""Who&When: failed runs of several agents, with who failed, at which place of the history, and why.

In the runs that were made automatically, every message has a name. In those that were crafted by hand, the role says
who speaks: ``human``, an agent, or the orchestrator with what it does, such as ``Orchestrator (-> WebSurfer)``.

A place of the history is node ``n`` and its number from 1 on. Instructions of the agents stand before it, as ``s1`` …
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotation.kinds.base import Context, Json, Verdict
from annotation.kinds.checks import wrong
from annotation.kinds.trace.building import TraceBuilder, result_of
from annotation.kinds.trace.readers import labelling
from annotation.kinds.trace.readers.base import (
    Parsed,
    TraceReader,
    facts,
    field_text,
    mappings,
    parts_of,
    pointer,
    provenance,
    text_of,
)
from config import strict_json

LONGEST_AGENT = 120
HUMANS = frozenset({"human", "user"})
TERMINALS = frozenset({"computer_terminal", "computerterminal"})
FAILED = re.compile(r"exitcode: (?!0\b)")
STOP = "TERMINATE"  # what agents say to end the run
TERMINATION = "termination condition"
FINAL = "FINAL ANSWER"
ROLE = re.compile(r"(?P<agent>.*?) \((?P<act>[^()]*)\)")
PLANS = ("initial plan", "new plan", "updated plan")
NEXT_SPEAKER = re.compile(r"next speaker \S+", re.IGNORECASE)
LABELS = ("mistake_agent", "mistake_step", "mistake_reason")
READ = frozenset({*LABELS, "question", "ground_truth", "history", "system_prompt", "source", "licence", "license"})


@dataclass(frozen=True, slots=True)
class _Turn:
    """One place of the history."""

    kind: str
    agent: str
    parts: list[str]
    to: str = ""
    failed: bool = False
    answers: bool = False  # whether it would be the run's answer, if nobody speaks after it


class WhoAndWhen(TraceReader):
    """Runs of one question share its id, so the task's own is the question's with a checksum of the history."""

    name = "who_and_when"
    title = "Who&When"

    def recognises(self, document: Any) -> bool:
        if not isinstance(document, Mapping) or not isinstance(document.get("history"), list):
            return False
        return any(name in document for name in LABELS) or {"question", "question_ID"} <= document.keys()

    def parse(self, document: Any, context: Context) -> Iterator[Parsed]:
        turns = _turns(document["history"])
        content = _content(document, turns)
        parsed = Parsed(
            content,
            external_id=_external_id(document),
            metadata=facts(document, but=READ),
            **provenance(document),
        )
        _label(parsed, document, context)
        yield parsed


def _content(document: Mapping[str, Any], turns: Sequence[_Turn]) -> Json:
    trace = TraceBuilder(problem=text_of(document.get("question")), reference=text_of(document.get("ground_truth")))
    prompts = document.get("system_prompt")
    given = prompts if isinstance(prompts, Mapping) else {"": prompts} if prompts else {}
    for place, (agent, prompt) in enumerate(given.items(), start=1):
        path = ("system_prompt", agent) if agent else ("system_prompt",)
        if prompt:
            trace.add("system", *parts_of(prompt), id=f"s{place}", agent=agent, pointer=pointer(*path))
    for index, turn in enumerate(turns):
        trace.add(
            turn.kind,
            *turn.parts,
            id=_node(index),
            agent=turn.agent,
            to=turn.to,
            tool=result_of(turn.agent) if turn.kind == "tool_result" else None,
            status="error" if turn.failed else "",
            pointer=pointer("history", index, "content"),
        )
    if not trace.problem:
        trace.problem = next((text_of(turn.parts) for turn in turns if turn.kind == "user"), "")
    return trace.content()


def _turns(history: list[Any]) -> list[_Turn]:
    if not history or len(mappings(history)) != len(history):
        raise wrong("history", "Give a list of messages: objects with role and content.")
    turns = [_turn(message, index) for index, message in enumerate(history)]
    last = _final(turns)
    if last is not None:
        turns[last] = _Turn("final", turns[last].agent, turns[last].parts)
    return turns


def _turn(message: Mapping[str, Any], index: int) -> _Turn:
    role, name, parts = field_text(message, "role"), field_text(message, "name"), parts_of(message.get("content"))
    if not role and not name:
        raise wrong(f"history.{index}.role", "A message must have a role or a name that tells who speaks.")
    if not name and role.casefold() in HUMANS:
        return _Turn("user", "", parts)
    if not name and role == "system":
        return _Turn("system", "", parts)
    agent, act = (name, "") if name else _split(role)
    agent = agent[:LONGEST_AGENT]
    if agent.casefold() in TERMINALS:
        return _Turn("tool_result", agent, parts, failed=FAILED.match(text_of(parts)) is not None)
    if act.startswith("->"):
        return _Turn("handoff", agent, parts, to=act.removeprefix("->").strip()[:LONGEST_AGENT])
    text = text_of(parts)
    kind = _thought(text) if act == "thought" else "message"
    # Beside an orchestrator, what agents report is no answer: it is the orchestrator that ends a run with one.
    return _Turn(kind, agent, parts, answers=bool(name) or act == TERMINATION or FINAL in text)


def _split(role: str) -> tuple[str, str]:
    """The agent, and what it does according to its role."""
    match = ROLE.fullmatch(role)
    return (match["agent"], match["act"]) if match else (role, "")


def _thought(text: str) -> str:
    """A plan, or reasoning. A line that only names the next speaker repeats the hand-off before it."""
    said = text.strip()
    if said.casefold().startswith(PLANS):
        return "plan"
    return "state" if NEXT_SPEAKER.fullmatch(said) else "reasoning"


def _final(turns: Sequence[_Turn]) -> int | None:
    """Where the run is ended: the last that an agent says, apart from a mere word that stops the run."""
    spoken = [index for index, turn in enumerate(turns) if text_of(turn.parts).strip() != STOP]
    if not spoken:
        return None
    return spoken[-1] if turns[spoken[-1]].answers else None


def _label(parsed: Parsed, document: Mapping[str, Any], context: Context) -> None:
    """The verdict: who is responsible and, if what went wrong there is a step of this project, the first error."""
    if not field_text(document, "mistake_step"):
        return
    node, agent = _place(document), field_text(document, "mistake_agent")
    reason = text_of(document.get("mistake_reason")).strip()
    answer = labelling.first_error(node, parsed.content, context)
    if not answer:
        parsed.problems.append(
            f"The mistake is at {node}, which is no step in this project, so it is not taken as the first error. "
            "Who is responsible is taken."
        )
    acting = {one["agent"] for one in parsed.content["nodes"]}
    if agent in acting:
        answer |= labelling.attribution(agent, node, reason, context)
    elif agent:
        parsed.problems.append(f"The mistake is said to be of {agent}, but no such agent acts in this history.")
    if answer and reason and "attribution" not in answer:
        answer["rationale"] = reason
    parsed.verdicts = list[Verdict](labelling.verdict({**answer, **_outcome(document, context)}))


def _place(document: Mapping[str, Any]) -> str:
    step, length = field_text(document, "mistake_step"), len(document["history"])
    if not step.isascii() or not step.isdigit() or int(step) >= length:
        raise wrong("mistake_step", f"This must be a place of the history, 0 to {length - 1}.")
    return _node(int(step))


def _outcome(document: Mapping[str, Any], context: Context) -> Json:
    """Runs of the other layout say ``is_corrected``; that a run was not put right afterwards tells that it failed."""
    failed = False in (document.get("is_correct"), document.get("is_corrected"))
    return labelling.outcome(False if failed else document.get("is_correct"), context)


def _node(index: int) -> str:
    return f"n{index + 1}"


def _external_id(document: Mapping[str, Any]) -> str | None:
    question = field_text(document, "question_ID", "question_id")
    return f"{question}-{strict_json.sha256(document['history'])[:12]}" if question else None
