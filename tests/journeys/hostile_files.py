"""Files of traces that should do harm, or are damaged in the ways in which files are, by name."""

from __future__ import annotations

import json
from typing import Any

Json = dict[str, Any]

TOO_MANY = 100_000
LONG = 5_000_000  # characters on one line
DEEP = 100  # levels
BOMB = 40_000_000  # bytes that pack to almost nothing
BACKTRACKING = "^(a+)+$"
OVERRIDE = "\u202e"


def node(key: str, *text: str, **known: Any) -> Json:
    return {"id": key, "kind": "message", "agent": "clerk", "text_parts": list(text or (f"Said at {key}.",)), **known}


def trace(name: str, *nodes: Json, **known: Any) -> Json:
    return {"external_id": name, "content": {"problem": f"Do {name}.", "nodes": list(nodes), **known}}


def written(document: Json) -> bytes:
    return json.dumps(document).encode()


def nested(levels: int) -> str:
    return "[" * levels + "]" * levels


def call(arguments: str, tool: str = "search") -> Json:
    return {"id": "ask", "kind": "tool_call", "agent": "clerk", "tool": {"name": tool, "raw": arguments}}


def span(key: str, parent: str = "", says: str = "") -> Json:
    """One call of a tool in OTLP."""
    attributes = {
        "gen_ai.operation.name": "execute_tool",
        "gen_ai.tool.name": "search",
        "gen_ai.tool.call.arguments": json.dumps({"at": says or key}),
    }
    return {
        "traceId": "0af7651916cd43dd8448eb211c80319c",
        "spanId": key,
        "parentSpanId": parent,
        "name": "execute_tool search",
        "attributes": [{"key": name, "value": {"stringValue": value}} for name, value in attributes.items()],
    }


def otlp(name: str, *spans: Json) -> bytes:
    shown = [{**one, "traceId": name} for one in spans]
    return json.dumps({"resourceSpans": [{"scopeSpans": [{"spans": shown}]}]}).encode()


def good_files() -> dict[str, bytes]:
    """What nothing is wrong with, however it looks."""
    strict = {
        "type": "object",
        "properties": {"q": {"type": "string", "pattern": BACKTRACKING}, "again": {"$ref": "#"}},
    }
    around = {"$ref": "#/$defs/one", "$defs": {"one": {"$ref": "#/$defs/two"}, "two": {"$ref": "#/$defs/one"}}}
    tools = [{"name": "search", "parameters": strict}, {"name": "wander", "parameters": around}]
    aaa = json.dumps({"q": "a" * 40 + "!", "again": {"q": 7}})
    return {
        "plain.json": written(trace("plain", node("one"), node("two", parent="one"))),
        "spans.json": otlp("spans", span("b7ad6b7169203331"), span("00f067aa0ba902b7", "b7ad6b7169203331")),
        "line.json": written(trace("line", node("long", "x" * LONG + " end"))),
        "raw.json": written(trace("raw", call("{query: 'tea'}"))),
        "nested.json": written(trace("nested", call(nested(DEEP)))),
        "schema.json": written(trace("schema", call(aaa), {**call(aaa, "wander"), "id": "roam"}, tools=tools)),
        "nul.json": written(trace("nul", node("cut", "before\0after"))),
        "turned.json": written(trace("turned", node("back", f"pay {OVERRIDE}05 euros"))),
    }


def tolerated_spans() -> dict[str, bytes]:
    """Parts of traces are what collectors often give: the spans come in, whatever their parents say."""
    return {
        "lost-parent.json": otlp("lost-parent", span("a1", "not-there"), span("a2", "a1")),
        "round.json": otlp("round", span("b1", "b2"), span("b2", "b1"), span("b3", "b3")),
    }


def hostile_files() -> dict[str, bytes]:
    plain = written(trace("encoded", node("one", "Gr\u00fc\u00dfe")))
    many = ",".join(f'{{"id":"{number}","kind":"message"}}' for number in range(TOO_MANY))
    value = '"said","nodes":[{"id":"one","kind":"message","text_parts":["x"],'
    return {
        "many.json": b'{"nodes":[%s]}' % many.encode(),
        "circle.json": written(
            trace("circle", node("one", parent="three"), node("two", parent="one"), node("three", parent="two"))
        ),
        "self.json": written(trace("self", node("one", parent="one"))),
        "twins.json": written(trace("twins", node("one"), node("one", "Something else."))),
        "orphan.json": written(trace("orphan", node("one", parent="nobody"))),
        "span-twins.json": otlp("span-twins", span("c1", says="first"), span("c1", says="second")),
        "latin.json": plain.replace(b"Gr\\u00fc\\u00dfe", b"Gr\xfc\xdfe"),
        "utf16.json": plain.decode().encode("utf-16"),
        "deep.json": f'{{"nodes":[{{"id":"one","kind":"message"}}],"extra":{nested(DEEP)}}}'.encode(),
        "twice.json": f'{{"problem":{value}"text_parts":["y"]}}]}}'.encode(),
        "nan.json": f'{{"problem":{value}"cost":NaN}}]}}'.encode(),
        "surrogate.json": f'{{"problem":{value}"agent":"\\ud800"}}]}}'.encode(),
        "bomb.json": b'{"nodes":[' + b" " * BOMB + b"]}",
        "empty.json": b"",
        "more.zip": b"PK\x05\x06" + bytes(18),
    }
