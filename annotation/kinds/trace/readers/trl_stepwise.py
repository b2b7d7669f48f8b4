"""TRL's stepwise supervision: a prompt, the steps that complete it, and whether each is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annotation.kinds.base import Context, Json
from annotation.kinds.checks import wrong
from annotation.kinds.trace.readers import labelling, step_lists
from annotation.kinds.trace.readers.base import (
    Parsed,
    TraceReader,
    external_id,
    facts,
    pointer,
    provenance,
    text_of,
)

READ = frozenset(
    {"prompt", "completions", "labels", "id", "external_id", "item_id", "uid", "source", "licence", "license"}
)


class TrlStepwise(TraceReader):
    name = "trl_stepwise"
    title = "TRL stepwise supervision"

    def recognises(self, document: Any) -> bool:
        return (
            isinstance(document, Mapping)
            and "prompt" in document
            and all(isinstance(document.get(name), list) for name in ("completions", "labels"))
            and all(isinstance(step, str) for step in document["completions"])
        )

    def parse(self, document: Any, context: Context) -> Iterator[Parsed]:
        steps = step_lists.texts(document["completions"], "completions")
        content = step_lists.content(
            text_of(document["prompt"]),
            [(text, pointer("completions", index)) for index, text in enumerate(steps)],
        )
        yield Parsed(
            content,
            external_id=external_id(document),
            metadata=facts(document, but=READ),
            verdicts=labelling.verdict(_answer(_labels(document["labels"], len(steps)), content, context)),
            **provenance(document),
        )


def _labels(raw: list[Any], steps: int) -> list[bool | None]:
    if len(raw) != steps:
        raise wrong("labels", f"There are {steps} completions and {len(raw)} labels. Each step needs its own.")
    for index, label in enumerate(raw):
        if label is not None and not isinstance(label, bool):
            raise wrong(f"labels.{index}", "This must be true or false.")
    return raw


def _answer(labels: list[bool | None], content: Json, context: Context) -> Json:
    """The first step that is false is the first error; there is none only if every step is true."""
    steps = labelling.step_labels({step_lists.node(index): label for index, label in enumerate(labels)}, context)
    if False in labels:
        return {**steps, **labelling.first_error(step_lists.node(labels.index(False)), content, context)}
    return {**steps, **labelling.no_error()} if all(labels) else steps
