"""Spans of OpenTelemetry, in the three conventions in which instrumentations write what models said."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from annotation.kinds.base import Json
from annotation.kinds.trace.readers.otel import OpenTelemetry
from config.errors import Invalid
from tests.annotation.kinds.trace.readers.trace_files import (
    CONTEXT,
    accepted,
    damaged,
    node,
    nodes,
    read,
    survives,
    told,
)

READER = OpenTelemetry()
SECOND = 10**9
BEGIN = 1_787_475_600 * SECOND  # 2026-08-23T09:00:00Z


def value(raw: Any) -> Json:
    if isinstance(raw, bool):
        return {"boolValue": raw}
    if isinstance(raw, int):
        return {"intValue": str(raw)}
    return {"doubleValue": raw} if isinstance(raw, float) else {"stringValue": raw}


def pairs(known: Json) -> list[Json]:
    return [{"key": key, "value": value(raw)} for key, raw in known.items()]


def span(key: str, parent: str, title: str, at: float, end: float, known: Json, **more: Any) -> Json:
    return {
        "traceId": "t1",
        "spanId": key,
        "parentSpanId": parent,
        "name": title,
        "startTimeUnixNano": str(BEGIN + int(at * SECOND)),
        "endTimeUnixNano": str(BEGIN + int(end * SECOND)),
        "attributes": pairs(known),
        **more,
    }


def envelope(*spans: Json) -> Json:
    resource = {"attributes": pairs({"service.name": "rates"})}
    return {"resourceSpans": [{"resource": resource, "scopeSpans": [{"scope": {"name": "x"}, "spans": list(spans)}]}]}


def says(role: str, *parts: Json) -> Json:
    return {"role": role, "parts": list(parts)}


def text(words: str) -> Json:
    return {"type": "text", "content": words}


def calls(name: str, call_id: str, **arguments: Any) -> Json:
    return {"type": "tool_call", "id": call_id, "name": name, "arguments": arguments}


def gave(call_id: str, response: Any) -> Json:
    return {"type": "tool_call_response", "id": call_id, "response": response}


def chat(key: str, parent: str, at: float, heard: list[Json], said: list[Json], **more: Any) -> Json:
    known = {
        "gen_ai.operation.name": "chat",
        "gen_ai.request.model": "maker/model",
        "gen_ai.usage.input_tokens": 50,
        "gen_ai.usage.output_tokens": 7,
        "gen_ai.input.messages": json.dumps(heard),
        "gen_ai.output.messages": json.dumps(said),
        **more,
    }
    return span(key, parent, "chat maker/model", at, at + 0.5, known)


def tool(key: str, parent: str, at: float, name: str, **known: Any) -> Json:
    told_of = {"gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": name}
    return span(key, parent, f"execute_tool {name}", at, at + 0.5, {**told_of, **known})


def agent(key: str, parent: str, at: float, end: float, name: str) -> Json:
    known = {"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": name}
    return span(key, parent, f"invoke_agent {name}", at, end, known)


ASKED = says("user", text("How many euros are 200 dollars?"))
THINKS = {"type": "reasoning", "content": "I need two rates."}
FIRST = says(
    "assistant", THINKS, text("I look it up."), calls("rate", "c1", base="USD"), calls("rate", "c2", base="EUR")
)
SYSTEM = json.dumps([text("You know rates.")])
TOOLS = json.dumps([{"type": "function", "name": "rate", "parameters": {"required": ["base"]}}])


def conversation() -> Json:
    """Two calls of a model, the second with all that was said before it, and two calls of a tool between them."""
    results = [says("tool", gave("c1", {"rate": 0.91})), says("tool", gave("c2", {"rate": 1}))]
    known = {"gen_ai.system_instructions": SYSTEM, "gen_ai.tool.definitions": TOOLS, "gen_ai.conversation.id": "k-1"}
    arguments, result = "gen_ai.tool.call.arguments", "gen_ai.tool.call.result"
    return envelope(
        chat("b2", "a1", 5, [ASKED, FIRST, *results], [says("assistant", text("182 EUR."))], **known),
        agent("a1", "", 0, 9, "teller"),
        chat("b1", "a1", 1, [ASKED], [FIRST], **known),
        tool(
            "d1", "a1", 2, "rate", **{"gen_ai.tool.call.id": "c1", arguments: '{"base":"USD"}', result: '{"rate":0.91}'}
        ),
        tool("d2", "a1", 3, "rate", **{arguments: '{"base":"EUR"}', result: '{"rate":1}'}),
    )


def test_a_call_of_a_model_becomes_a_node_for_each_thing_that_can_be_judged() -> None:
    assert told(read(READER, conversation())) == [
        ("system", "You know rates."),
        ("user", "How many euros are 200 dollars?"),
        ("reasoning", "I need two rates."),
        ("message", "I look it up."),
        ("tool_call", 'rate {"base": "USD"}'),
        ("tool_call", 'rate {"base": "EUR"}'),
        ("tool_result", '{"rate":0.91}'),
        ("tool_result", '{"rate":1}'),
        ("final", "182 EUR."),
    ]


def test_nodes_have_the_ids_of_their_spans_and_results_lie_under_their_calls() -> None:
    parsed = read(READER, conversation())
    assert [(one["id"], one["parent"]) for one in nodes(parsed)] == [
        ("b1.in1", None),
        ("b1.in2", None),
        ("b1", None),
        ("b1.1", None),
        ("b1.2", None),
        ("b1.3", None),
        ("d1", "b1.2"),
        ("d2", "b1.3"),
        ("b2", None),
    ]
    assert node(parsed, "d2")["tool"] == {**node(parsed, "d2")["tool"], "name": "rate", "call_id": "c2"}


def test_times_tokens_and_agents_are_those_of_the_spans() -> None:
    parsed = read(READER, conversation())
    first, second = node(parsed, "b1"), node(parsed, "b1.1")
    assert (first["start"], first["end"]) == ("2026-08-23T09:00:01+00:00", "2026-08-23T09:00:01.500000+00:00")
    assert (first["tokens"], second["tokens"]) == ({"input": 50, "output": 7}, None)
    assert {one["agent"] for one in nodes(parsed) if one["kind"] not in ("system", "user")} == {"teller"}
    assert (first["model"], first["pointer"]) == ("maker/model", "/resourceSpans/0/scopeSpans/0/spans/2")
    assert (parsed.external_id, parsed.metadata) == ("t1", {"service": "rates", "conversation": "k-1"})
    assert parsed.content["problem"] == "How many euros are 200 dollars?"


def test_declared_tools_check_the_calls() -> None:
    given = conversation()
    wrong_call = says("assistant", calls("rate", "c3", quote="EUR"))
    spans = given["resourceSpans"][0]["scopeSpans"][0]["spans"]
    spans.append(chat("b3", "a1", 7, [], [wrong_call], **{"gen_ai.tool.definitions": TOOLS}))
    check = node(read(READER, given), "b3")["tool"]["check"]
    assert (check["ok"], len(check["problems"])) == (False, 1)


def test_a_user_who_says_the_same_again_is_heard_again() -> None:
    yes, more = says("user", text("Yes.")), says("assistant", text("More?"))
    given = envelope(
        chat("b1", "", 1, [yes], [more]),
        chat("b2", "", 2, [yes, more, yes], [more]),
        chat("b3", "", 3, [yes, more, yes, more, yes], [says("assistant", text("Enough."))]),
    )
    kinds = [kind for kind, _ in told(read(READER, given))]
    assert kinds == ["user", "message", "user", "message", "user", "final"]


def test_what_an_assistant_said_before_the_trace_is_shown_and_not_graded() -> None:
    earlier = says("assistant", text("Good morning."))
    parsed = read(READER, envelope(chat("b1", "", 1, [earlier, ASKED], [says("assistant", text("182."))])))
    assert [(kind, one["context"]) for (kind, _), one in zip(told(parsed), nodes(parsed), strict=True)] == [
        ("message", "copied"),
        ("user", ""),
        ("final", ""),
    ]


def test_an_answer_that_only_a_later_history_has_is_graded() -> None:
    lost = says("assistant", text("I look it up."))
    given = envelope(
        chat("b1", "", 1, [ASKED], []), chat("b2", "", 2, [ASKED, lost], [says("assistant", text("182."))])
    )
    parsed = read(READER, given)
    assert told(parsed) == [
        ("user", "How many euros are 200 dollars?"),
        ("message", "I look it up."),
        ("final", "182."),
    ]
    assert {one["context"] for one in nodes(parsed)} == {""}


def test_an_agent_inside_another_one_begins_by_a_hand_off() -> None:
    asks = agent("a2", "a1", 2, 4, "checker")
    asks["attributes"] += pairs({"gen_ai.input.messages": json.dumps([says("user", text("Check 182."))])})
    given = envelope(
        agent("a1", "", 0, 9, "teller"),
        chat("b1", "a1", 1, [ASKED], [says("assistant", text("I let it be checked."))]),
        asks,
        chat("b2", "a2", 3, [says("user", text("Check 182."))], [says("assistant", text("Right."))]),
        chat("b3", "a1", 5, [ASKED], [says("assistant", text("182 EUR."))]),
    )
    parsed = read(READER, given)
    over = node(parsed, "a2")
    assert (over["kind"], over["agent"], over["to"], over["text_parts"]) == (
        "handoff",
        "teller",
        "checker",
        ["Check 182."],
    )
    assert [one["parent"] for one in nodes(parsed) if one["agent"] == "checker"] == ["a2"]
    assert [kind for kind, _ in told(parsed)] == ["user", "message", "handoff", "message", "final"]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("transfer_to_checker", {}),
        ("handoff", {"agent": "checker", "why": "Numbers."}),
        ("checker", {"task": "Check 182."}),
    ],
)
def test_a_call_that_hands_over_is_a_hand_off_and_the_agent_that_follows_makes_no_other(
    name: str, arguments: Json
) -> None:
    asked = says("assistant", calls(name, "c1", **arguments))
    given = envelope(
        agent("a1", "", 0, 9, "teller"),
        chat("b1", "a1", 1, [ASKED], [asked]),
        tool("d1", "a1", 2, name, **{"gen_ai.tool.call.id": "c1"}),
        agent("a2", "d1", 3, 4, "checker"),
        chat("b2", "a2", 3.5, [], [says("assistant", text("Right."))]),
    )
    parsed = read(READER, given)
    assert [(one["id"], one["kind"], one["to"]) for one in nodes(parsed)][1:] == [
        ("b1", "handoff", "checker"),
        ("b2", "final", ""),
    ]
    assert node(parsed, "b2")["parent"] == "b1"


def test_a_failure_is_told_once_where_it_happened() -> None:
    failed = {"status": {"code": 2, "message": "Rate service is down."}}
    given = envelope(
        {**agent("a1", "", 0, 9, "teller"), **failed},
        {**tool("d1", "a1", 2, "rate", **{"gen_ai.tool.call.arguments": "{base}"}), **failed},
    )
    parsed = read(READER, given)
    assert told(parsed) == [("tool_call", "rate {base}"), ("tool_result", "Rate service is down.")]
    assert node(parsed, "d1.1")["status"] == "error"
    assert node(parsed, "d1")["tool"]["valid"] is False
    lone = envelope({**chat("b1", "", 1, [ASKED], []), **failed})
    assert told(read(READER, lone))[-1] == ("error", "Rate service is down.")


def test_clocks_that_disagree_put_no_work_before_what_it_is_part_of() -> None:
    given = envelope(
        tool("d1", "a1", -5, "rate"),
        agent("a1", "", 0, 9, "teller"),
        chat("b1", "a1", 1, [ASKED], [says("assistant", text("182."))]),
    )
    assert [one["id"] for one in nodes(read(READER, given))] == ["d1", "b1.in1", "b1"]


def test_spans_that_lie_inside_each_other_in_a_circle_are_read() -> None:
    given = envelope(tool("d1", "d2", 1, "one"), tool("d2", "d1", 2, "two"), tool("d3", "d3", 3, "three"))
    assert {one["tool"]["name"] for one in nodes(read(READER, given))} == {"one", "two", "three"}


def test_grades_go_to_the_metadata() -> None:
    grade = {"gen_ai.evaluation.name": "right", "gen_ai.evaluation.score.label": "fail"}
    event = {"name": "gen_ai.evaluation.result", "attributes": pairs(grade)}
    spoken = {**chat("b1", "", 1, [ASKED], [says("assistant", text("182."))]), "events": [event]}
    parsed = read(READER, envelope(spoken))
    assert parsed.metadata["evaluations"] == [{"span": "b1", "name": "right", "score.label": "fail"}]
    assert "fail" not in str(parsed.content)


def test_messages_may_come_in_an_event() -> None:
    structured = {
        "arrayValue": {
            "values": [
                {
                    "kvlistValue": {
                        "values": [
                            {"key": "role", "value": {"stringValue": "assistant"}},
                            {
                                "key": "parts",
                                "value": {"arrayValue": {"values": [{"kvlistValue": {"values": pairs(text("182."))}}]}},
                            },
                        ]
                    }
                }
            ]
        }
    }
    event = {
        "name": "gen_ai.client.inference.operation.details",
        "attributes": [{"key": "gen_ai.output.messages", "value": structured}],
    }
    spoken = {**span("b1", "", "chat", 1, 2, {"gen_ai.operation.name": "chat"}), "events": [event]}
    assert told(read(READER, envelope(spoken))) == [("final", "182.")]


def test_each_trace_of_a_file_is_a_task() -> None:
    other = {**chat("b1", "", 1, [ASKED], [says("assistant", text("9."))]), "traceId": "t2"}
    found = accepted(READER, envelope(chat("b1", "", 1, [ASKED], [says("assistant", text("8."))]), other))
    assert [(parsed.external_id, told(parsed)[-1][1]) for parsed in found] == [("t1", "8."), ("t2", "9.")]


OLDER = {
    "gen_ai.system": "maker",
    "gen_ai.request.model": "maker/model",
    "gen_ai.prompt.0.role": "system",
    "gen_ai.prompt.0.content": "You know rates.",
    "gen_ai.prompt.1.role": "user",
    "gen_ai.prompt.1.content": "200 dollars?",
    "gen_ai.completion.0.role": "assistant",
    "gen_ai.completion.0.content": "I look it up.",
    "gen_ai.completion.0.tool_calls.0.id": "c1",
    "gen_ai.completion.0.tool_calls.0.name": "rate",
    "gen_ai.completion.0.tool_calls.0.arguments": '{"base": "USD"',
    "gen_ai.usage.prompt_tokens": 11,
    "gen_ai.usage.completion_tokens": 3,
    "llm.request.functions.0.name": "rate",
    "llm.request.functions.0.parameters": '{"type": "object"}',
}
AGAIN = {
    **{key: known for key, known in OLDER.items() if "completion" not in key},
    **{key.replace("completion.0", "prompt.2"): known for key, known in OLDER.items() if "completion.0" in key},
    "gen_ai.prompt.3.role": "tool",
    "gen_ai.prompt.3.content": "0.91",
    "gen_ai.prompt.3.tool_call_id": "c1",
    "gen_ai.completion.0.role": "assistant",
    "gen_ai.completion.0.content": "182.",
}


def older() -> Json:
    work = {"traceloop.span.kind": "agent", "traceloop.entity.name": "teller"}
    return envelope(
        span("a1", "", "teller.agent", 0, 9, work),
        span("b1", "a1", "openai.chat", 1, 2, OLDER),
        span("b2", "a1", "openai.chat", 3, 4, AGAIN),
    )


def test_numbered_prompts_and_completions_are_read() -> None:
    parsed = read(READER, older())
    assert told(parsed) == [
        ("system", "You know rates."),
        ("user", "200 dollars?"),
        ("message", "I look it up."),
        ("tool_call", 'rate {"base": "USD"'),
        ("tool_result", "0.91"),
        ("final", "182."),
    ]
    assert node(parsed, "b1")["tokens"] == {"input": 11, "output": 3}
    assert (node(parsed, "b1.1")["agent"], node(parsed, "b1.1")["tool"]["valid"]) == ("teller", False)
    assert node(parsed, "b2.in1")["parent"] == "b1.1"
    assert [tool["name"] for tool in parsed.content["tools"]] == ["rate"]


def test_one_event_for_each_message_is_read() -> None:
    made = [{"id": "c1", "type": "function", "function": {"name": "rate", "arguments": "{}"}}]
    events = [
        {"name": "gen_ai.system.message", "attributes": pairs({"content": "You know rates."})},
        {"name": "gen_ai.user.message", "attributes": pairs({"content": "200 dollars?"})},
        {"name": "gen_ai.tool.message", "attributes": pairs({"content": "0.91", "id": "c0"})},
        {"name": "gen_ai.choice", "attributes": pairs({"index": 0, "message": json.dumps({"tool_calls": made})})},
    ]
    spoken = {**span("b1", "", "chat", 1, 2, {"gen_ai.system": "maker"}), "events": events}
    assert told(read(READER, envelope(spoken))) == [
        ("system", "You know rates."),
        ("user", "200 dollars?"),
        ("tool_result", "0.91"),
        ("tool_call", "rate {}"),
    ]


IN, OUT = "llm.input_messages", "llm.output_messages"
INFERENCE = {
    "openinference.span.kind": "LLM",
    "llm.model_name": "maker/model",
    "llm.token_count.prompt": 21,
    "llm.token_count.completion": 4,
    f"{IN}.0.message.role": "user",
    f"{IN}.0.message.contents.0.message_content.type": "text",
    f"{IN}.0.message.contents.0.message_content.text": "200 dollars?",
    f"{OUT}.0.message.role": "assistant",
    f"{OUT}.0.message.content": "I look it up.",
    f"{OUT}.0.message.tool_calls.0.tool_call.id": "c1",
    f"{OUT}.0.message.tool_calls.0.tool_call.function.name": "rate",
    f"{OUT}.0.message.tool_calls.0.tool_call.function.arguments": '{"base": "USD"}',
    "llm.tools.0.tool.json_schema": '{"type": "function", "function": {"name": "rate"}}',
}


def inference() -> Json:
    called = {"openinference.span.kind": "TOOL", "tool.name": "rate", "output.value": "0.91"}
    found = {
        "openinference.span.kind": "RETRIEVER",
        "input.value": "dollars",
        "retrieval.documents.0.document.content": "D",
    }
    return envelope(
        span("a1", "", "teller", 0, 9, {"openinference.span.kind": "AGENT", "input.value": '{"task": "200 dollars?"}'}),
        span("b1", "a1", "llm", 1, 2, INFERENCE),
        span("d1", "a1", "rate", 3, 4, {**called, "input.value": '{"args": [], "kwargs": {"base": "USD"}}'}),
        span("d2", "a1", "search", 5, 6, found),
    )


def test_openinference_is_read() -> None:
    parsed = read(READER, inference())
    assert told(parsed) == [
        ("user", "200 dollars?"),
        ("message", "I look it up."),
        ("tool_call", 'rate {"base": "USD"}'),
        ("tool_result", "0.91"),
        ("tool_call", 'search {"query": "dollars"}'),
        ("tool_result", "D"),
    ]
    assert (node(parsed, "d1")["parent"], node(parsed, "d1")["agent"]) == ("b1.1", "teller")
    assert [tool["name"] for tool in parsed.content["tools"]] == ["rate"]


def test_spans_may_come_as_a_list_as_the_sdks_print_them() -> None:
    printed: Json = {
        "name": "llm",
        "context": {"trace_id": "0xt1", "span_id": "0xb1"},
        "parent_id": None,
        "start_time": "2026-08-23T09:00:01.123456789Z",
        "end_time": "2026-08-23T09:00:02Z",
        "status": {"status_code": "OK"},
        "attributes": INFERENCE,
        "events": [],
    }
    parsed = read(READER, [printed])
    assert (parsed.external_id, node(parsed, "b1")["pointer"]) == ("t1", "/0")
    assert node(parsed, "b1")["start"] == "2026-08-23T09:00:01.123456+00:00"
    nested = {"llm": {"output_messages": [{"message": {"role": "assistant", "content": "182."}}]}}
    kind = {"openinference": {"span": {"kind": "LLM"}}}
    assert told(read(READER, [{**printed, "attributes": {**nested, **kind}}])) == [("final", "182.")]


def test_rows_of_one_span_each_belong_together_by_their_trace() -> None:
    one = span("b1", "", "chat", 1, 2, {})
    assert READER.group_key(one) == "t1"
    assert READER.group_key(envelope(one)) is None


def test_spans_without_any_content_are_refused_with_advice() -> None:
    with pytest.raises(Invalid, match="record the content of messages"):
        list(READER.parse(envelope(span("b1", "", "GET /", 1, 2, {"http.method": "GET"})), CONTEXT))


def test_a_span_without_an_id_is_refused_by_its_place() -> None:
    given = conversation()
    del given["resourceSpans"][0]["scopeSpans"][0]["spans"][1]["spanId"]
    with pytest.raises(Invalid) as refusal:
        list(READER.parse(given, CONTEXT))
    assert list(refusal.value.fields) == ["resourceSpans.0.scopeSpans.0.spans.1.spanId"]


@pytest.mark.parametrize("document", [conversation(), older(), inference()], ids=["genai", "older", "openinference"])
def test_damaged_spans_are_read_or_refused(document: Json) -> None:
    @given(damaged(document))
    def check(broken: Any) -> None:
        survives(READER, broken)

    check()
