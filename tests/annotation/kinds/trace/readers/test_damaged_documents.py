"""Whatever is damaged in a document, it is read or refused with a reason, and every other file goes on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from annotation.kinds.base import Json
from annotation.kinds.trace.building import TraceBuilder, call
from annotation.kinds.trace.readers import TRACE_READERS
from tests.annotation.kinds.trace.readers.reading import found_in
from tests.annotation.kinds.trace.readers.trace_files import damaged, survives

CHAT: Json = {
    "id": "conv-1",
    "tools": [{"type": "function", "function": {"name": "look", "parameters": {"type": "object"}}}],
    "messages": [
        {"role": "user", "content": [{"type": "text", "text": "How warm?"}, {"type": "image_url"}]},
        {"role": "assistant", "tool_calls": [{"id": "c1", "function": {"name": "look", "arguments": "{}"}}]},
        {"role": "tool", "tool_call_id": "c1", "content": "12", "name": "look"},
        {"role": "assistant", "content": "12.", "usage": {"prompt_tokens": 3}, "timestamp": 1_772_000_000},
    ],
}
ANTHROPIC: Json = {
    "system": [{"type": "text", "text": "Be brief."}],
    "tools": [{"name": "look", "input_schema": {"type": "object"}}],
    "messages": [
        {"role": "user", "content": "How warm?"},
        {"role": "assistant", "content": [{"type": "tool_use", "id": "t1", "name": "look", "input": {"at": 1}}]},
        {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t1", "content": [{"text": "12"}]}]},
        {"role": "assistant", "content": [{"type": "thinking", "thinking": "Easy."}, {"type": "text", "text": "12."}]},
    ],
}
PRM800K: Json = {
    "labeler": "person-4",
    "question": {"problem": "91?", "ground_truth_answer": "no", "pre_generated_steps": ["Try 7.", "# Answer\n\nyes"]},
    "label": {
        "steps": [
            {"completions": [{"text": "Try 7.", "rating": 1}], "human_completion": None, "chosen_completion": 0},
            {"completions": [{"text": "Yes.", "rating": -1}], "human_completion": {"text": "No.", "rating": None}},
        ],
        "finish_reason": "found_error",
    },
}
PROCESSBENCH: Json = {"id": "a", "problem": "91?", "steps": ["Odd."], "label": 0, "final_answer_correct": False}
STEPWISE: Json = {"prompt": "91?", "completions": ["Odd.", "Prime."], "labels": [True, False]}
WHO_AND_WHEN: Json = {
    "question": "How warm?",
    "question_ID": "q",
    "ground_truth": "12",
    "system_prompt": {"A": "You look."},
    "history": [
        {"role": "human", "content": "How warm?"},
        {"role": "Orchestrator (-> A)", "content": "Look."},
        {"role": "user", "name": "A", "content": "13"},
    ],
    "mistake_agent": "A",
    "mistake_step": "2",
    "mistake_reason": "Misread.",
}


def own() -> Json:
    trace = TraceBuilder(problem="How warm?")
    trace.add("tool_call", agent="a", tool=call("look", {"at": 1}))
    return {**trace.content(), "id": "t", "annotations": [{"annotator": "p", "answer": {"outcome": "fail"}}]}


DOCUMENTS = {
    "openai_chat": CHAT,
    "anthropic_messages": ANTHROPIC,
    "prm800k": PRM800K,
    "processbench": PROCESSBENCH,
    "trl_stepwise": STEPWISE,
    "who_and_when": WHO_AND_WHEN,
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_damaged_document_is_read_or_refused(name: str) -> None:
    reader = next(reader for reader in TRACE_READERS if reader.recognises(DOCUMENTS[name]))
    assert reader.name == name

    @given(damaged(DOCUMENTS[name]))
    def check(broken: Any) -> None:
        if reader.recognises(broken):
            survives(reader, broken)

    check()


@pytest.mark.parametrize("name", [*DOCUMENTS, "touchstone"])
def test_a_damaged_file_stops_no_other(name: str) -> None:
    document = own() if name == "touchstone" else DOCUMENTS[name]

    @given(damaged(document))
    def check(broken: Any) -> None:
        found = found_in({"a.json": json.dumps(broken), "b.json": PROCESSBENCH})
        assert found[-1].item is not None
        assert found[-1].file == "b.json"

    check()
