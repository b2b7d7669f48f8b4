"""Small contents, contexts and answers that the tests of the preference kind share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from annotation.kinds import get_kind
from annotation.kinds.base import Context, ExportedAnnotation, ExportedTask, Json, LeftOut, Reader, Writer
from config.errors import Invalid

KIND = get_kind("preference")
LEVELS = tuple({"value": value, "label": f"{value} of 4", "description": ""} for value in range(5))
HELPFUL: Json = {
    "key": "helpfulness",
    "title": "Helpfulness",
    "guidance": "",
    "scale": {"type": "ordinal", "anchors": list(LEVELS)},
    "applies_to": "response",
    "required": False,
    "weight": 1,
}


def context(*criteria: Json, **settings: Any) -> Context:
    return Context(settings=KIND.read_settings(settings), criteria=list(criteria))


def criterion(key: str, scale: Json, **rest: Any) -> Json:
    return {**HELPFUL, "key": key, "title": key.title(), "scale": scale, **rest}


def content(*texts: str, prompt: str = "What is a mutex?", models: Sequence[str] = ()) -> Json:
    responses: list[Json] = [{"messages": [{"role": "assistant", "content": text}]} for text in texts]
    for response, model in zip(responses, models, strict=False):
        response["model"] = model
    return KIND.read_content({"messages": [{"role": "user", "content": prompt}], "responses": responses})


PAIR = content("A lock that one thread holds.", "A variable.")


def prefer(strength: int, **rest: Any) -> Json:
    return answer({"verdict": "prefer", "strength": strength}, **rest)


def answer(overall: Json, **rest: Any) -> Json:
    return {"overall": overall, "criteria": {}, "rationale": "", "reasons": [], "edit": None, **rest}


def refused_fields(raw: Any, where: Context, task: Json = PAIR) -> Mapping[str, str]:
    """What is said to be wrong with an answer."""
    with pytest.raises(Invalid) as refusal:
        KIND.read_answer(raw, content=task, context=where)
    assert refusal.value.status == 400
    return refusal.value.fields


def reader(name: str) -> Reader:
    return next(reader for reader in KIND.readers if reader.name == name)


def writer(name: str) -> Writer:
    return next(writer for writer in KIND.writers if writer.name == name)


def exported(task: Json, *answers: Json, outcome: Json | None = None, **facts: Any) -> ExportedTask:
    annotations = [
        ExportedAnnotation(
            id=f"a{number}",
            annotator=f"annotator-{number}",
            rubric_version=1,
            answer=one,
            imported=False,
            counted=True,
            active_ms=1000 * number,
            side_seed=None,
            revision=1,
            submitted_at="2026-11-20T12:00:00Z",
        )
        for number, one in enumerate(answers, start=1)
    ]
    given: Json = {
        "id": "t1",
        "external_id": "x-9",
        "metadata": {"domain": "code"},
        "status": "settled" if outcome else "open",
        "agreement": 0.9 if outcome else None,
        "outcome_source": "consensus" if outcome else None,
        "annotations": annotations,
        "flags": [],
        "provenance": {"source": "own", "licence": "CC0-1.0", "content_sha256": "0f", "importer": "mapping"},
        "trace_id": "trace-1",
        "rubric_version": 1,
    }
    return ExportedTask(content=task, outcome=outcome, **{**given, **facts})


def written(name: str, task: ExportedTask, where: Context) -> list[Json]:
    rows = list(writer(name).rows(task, where))
    assert not [row for row in rows if isinstance(row, LeftOut)]
    return [row for row in rows if not isinstance(row, LeftOut)]


def reason_left_out(name: str, task: ExportedTask, where: Context) -> str:
    (row,) = writer(name).rows(task, where)
    assert isinstance(row, LeftOut)
    return row.reason
