"""ProcessBench: solutions as lists of steps, with the index of the first wrong one (−1: none)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Context
from annotation.kinds.checks import wrong
from annotation.kinds.trace.readers import labelling, step_lists
from annotation.kinds.trace.readers.base import (
    Parsed,
    TraceReader,
    external_id,
    facts,
    field_text,
    pointer,
    provenance,
    text_of,
)

READ = frozenset({"id", "problem", "steps", "label", "source", "licence", "license"})


class ProcessBench(TraceReader):
    """Whether the final answer is correct becomes the outcome."""

    name = "processbench"
    title = "ProcessBench"

    def recognises(self, document: Any) -> bool:
        return (
            isinstance(document, Mapping)
            and all(name in document for name in ("problem", "steps", "label"))
            and isinstance(document["steps"], list)
            and all(isinstance(step, str) for step in document["steps"])
        )

    def parse(self, document: Any, context: Context) -> Iterator[Parsed]:
        steps = step_lists.texts(document["steps"], "steps")
        content = step_lists.content(
            text_of(document["problem"]),
            [(text, pointer("steps", index)) for index, text in enumerate(steps)],
            model=field_text(document, "generator")[:200],
        )
        first = _first_wrong(document["label"], len(steps))
        found = labelling.no_error() if first is None else labelling.first_error(first, content, context)
        answer = {**found, **labelling.outcome(document.get("final_answer_correct"), context)}
        yield Parsed(
            content,
            external_id=external_id(document),
            metadata=facts(document, but=READ),
            verdicts=labelling.verdict(answer),
            **provenance(document),
        )


def _first_wrong(label: Any, steps: int) -> str | None:
    if not checks.is_integer(label) or not -1 <= label < steps:
        raise wrong("label", f"This must be the index of a step, 0 to {steps - 1}, or -1 if no step is wrong.")
    return None if label == -1 else step_lists.node(int(label))
