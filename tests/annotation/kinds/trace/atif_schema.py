"""A JSON Schema for ATIF v1.7, after its specification: nothing may be added anywhere but under ``extra``.

What a schema cannot say is said by ``problems``: numbered steps, fields of agents alone, results that name a call of
their step, and ids of inner trajectories.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from jsonschema import Draft202012Validator

Json = dict[str, Any]


def _object(required: list[str], **properties: Any) -> Json:
    return {
        "type": "object",
        "required": required,
        "properties": {**properties, "extra": {"type": "object"}},
        "additionalProperties": False,
    }


def _without_extra(required: list[str], **properties: Any) -> Json:
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


def _list(of: Any) -> Json:
    return {"type": "array", "items": of}


TEXT: Json = {"type": "string"}
COUNT: Json = {"type": "integer", "minimum": 0}
MONEY: Json = {"type": "number", "minimum": 0}
IMAGE = _without_extra(
    ["media_type", "path"],
    media_type={"enum": ["image/jpeg", "image/png", "image/gif", "image/webp"]},
    path=TEXT,
)
PART: Json = {
    "oneOf": [
        _without_extra(["type", "text"], type={"const": "text"}, text=TEXT),
        _without_extra(["type", "source"], type={"const": "image"}, source=IMAGE),
    ]
}
WORDS: Json = {"oneOf": [TEXT, _list(PART)]}
REFERENCE: Json = {
    **_object([], trajectory_id=TEXT, trajectory_path=TEXT, session_id=TEXT),
    "anyOf": [{"required": ["trajectory_id"]}, {"required": ["trajectory_path"]}],
}
RESULT = _object([], source_call_id=TEXT, content=WORDS, subagent_trajectory_ref=_list(REFERENCE))
CALL = _object(
    ["tool_call_id", "function_name", "arguments"],
    tool_call_id=TEXT,
    function_name=TEXT,
    arguments={"type": "object"},
)
METRICS = _object(
    [],
    prompt_tokens=COUNT,
    completion_tokens=COUNT,
    cached_tokens=COUNT,
    cost_usd=MONEY,
    prompt_token_ids=_list({"type": "integer"}),
    completion_token_ids=_list({"type": "integer"}),
    logprobs=_list({"type": "number"}),
)
STEP = _object(
    ["step_id", "source", "message"],
    step_id={"type": "integer", "minimum": 1},
    timestamp=TEXT,
    source={"enum": ["system", "user", "agent"]},
    message=WORDS,
    model_name=TEXT,
    reasoning_effort={"type": ["string", "number"]},
    reasoning_content=TEXT,
    tool_calls=_list(CALL),
    observation=_without_extra(["results"], results=_list(RESULT)),
    metrics=METRICS,
    is_copied_context={"type": "boolean"},
    llm_call_count=COUNT,
)
TOOL = _without_extra(
    ["type", "function"],
    type={"const": "function"},
    function=_without_extra(["name"], name=TEXT, description=TEXT, parameters={"type": "object"}),
)
AGENT = _object(["name", "version"], name=TEXT, version=TEXT, model_name=TEXT, tool_definitions=_list(TOOL))
TOTALS = _object(
    [],
    total_prompt_tokens=COUNT,
    total_completion_tokens=COUNT,
    total_cached_tokens=COUNT,
    total_cost_usd=MONEY,
    total_steps=COUNT,
)
SCHEMA: Json = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **_object(
        ["schema_version", "agent", "steps"],
        schema_version={"const": "ATIF-v1.7"},
        session_id=TEXT,
        trajectory_id=TEXT,
        agent=AGENT,
        steps={**_list(STEP), "minItems": 1},
        notes=TEXT,
        final_metrics=TOTALS,
        continued_trajectory_ref=TEXT,
        subagent_trajectories=_list({"$ref": "#"}),
    ),
}
_OF_AGENTS = ("model_name", "reasoning_effort", "reasoning_content", "tool_calls", "metrics")


def problems(document: Any) -> list[str]:
    """What is wrong with a trajectory and those inside it."""
    found = [error.message for error in Draft202012Validator(SCHEMA).iter_errors(document)]
    return found or list(_rules(document))


def _rules(document: Json) -> Iterator[str]:
    for number, step in enumerate(document["steps"], start=1):
        if step["step_id"] != number:
            yield f"step {number} has the id {step['step_id']}"
        yield from _rules_of_step(step)
    inner = document.get("subagent_trajectories", [])
    names = [one.get("trajectory_id") for one in inner]
    if None in names or len(set(names)) != len(names):
        yield f"inner trajectories are called {names}"
    for name in _references(document):
        if name not in names:
            yield f"there is no trajectory {name}"
    for one in inner:
        yield from _rules(one)


def _rules_of_step(step: Json) -> Iterator[str]:
    if "timestamp" in step:
        datetime.fromisoformat(step["timestamp"])
    if step["source"] != "agent":
        yield from (f"{key} at a step of the {step['source']}" for key in _OF_AGENTS if key in step)
    calls = [call["tool_call_id"] for call in step.get("tool_calls", [])]
    for result in step.get("observation", {"results": []})["results"]:
        source = result.get("source_call_id")
        if calls and source is not None and source not in calls:
            yield f"a result is of {source}, which is not among {calls}"


def _references(document: Json) -> Iterator[str]:
    for step in document["steps"]:
        for result in step.get("observation", {"results": []})["results"]:
            yield from (one["trajectory_id"] for one in result.get("subagent_trajectory_ref", []))
