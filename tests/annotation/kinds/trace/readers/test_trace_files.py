"""Files of traces come in: one document, or an archive of many, mixed and partly broken."""

from __future__ import annotations

import json
from typing import Any

import pytest

from annotation.kinds.base import FolderItem, Json
from config.errors import Invalid
from tests.annotation.kinds.trace.readers.reading import (
    FOLDER_READER,
    HEAD,
    LARGEST,
    Files,
    column,
    context,
    found_in,
    items,
    problems,
)

LONG = "and so on " * 8_000  # more than what is read of a file to tell its format


def chat(question: str = "Is 91 prime?", **more: Any) -> Json:
    return {"messages": [{"role": "user", "content": question}, {"role": "assistant", "content": "No."}], **more}


def solution(key: str = "a", label: int = 0) -> Json:
    return {"id": key, "problem": "91?", "steps": ["It is prime."], "label": label, "final_answer_correct": False}


def run(content: str = "I guess 12.") -> Json:
    """A failed run whose telling keys stand at its end."""
    history = [{"role": "assistant", "name": "Guesser", "content": content}]
    return {"history": history, "question": "How many?", "mistake_agent": "Guesser", "mistake_step": "0"}


def event(number: int, **more: Any) -> Json:
    return {"id": number, "timestamp": "2026-03-02T10:00:00", "source": "agent", "message": "", **more}


EVENTS = [
    event(0, source="user", action="message", args={"content": "Add a test."}),
    event(1, action="run", args={"command": "ls", "thought": "Look."}),
    event(2, cause=1, observation="run", content="tests/", extras={"command": "ls"}),
]


def lines(*rows: Any) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def recognised(files: dict[str, Any]) -> bool:
    return FOLDER_READER.recognises(Files(files))


def ids(found: list[FolderItem]) -> list[tuple[str, str | None]]:
    return [(one.file, one.item.external_id) for one in found if one.item is not None]


@pytest.mark.parametrize(
    "files",
    [
        {"run.json": chat()},
        {"run.traj": chat()},
        {"run": chat()},
        {"run.json": json.dumps(chat())},
        {"run.json": run(LONG)},
        {"run.json": json.dumps(run(LONG))},
        {"run.json": {"a": 1, "b": 2}},
        {"events.json": EVENTS},
        {"events.json": json.dumps(EVENTS)},
        {"chat.json": chat()["messages"]},
        {"events.json": [event(0, source="user", action="message", args={"content": LONG})]},
        {"a/1.json": chat(), "a/2.json": run(LONG), "README.md": "# Runs"},
        {"a.jsonl": lines(chat()), "b.jsonl": lines(solution(), solution("b"))},
        {"a.json": [solution()], "notes.csv": "a,b\n"},
    ],
)
def test_documents_and_archives_of_them_are_recognised(files: dict[str, Any]) -> None:
    assert recognised(files)


@pytest.mark.parametrize(
    "files",
    [
        {"rows.jsonl": lines(chat(), chat())},
        {"rows.json": lines(chat(), chat())},
        {"rows.jsonl": json.dumps(run(LONG))},
        {"rows.json": [solution(), solution("b")]},
        {"rows.json": [chat(), chat()]},
        {"rows.json": [chat(LONG), chat()]},
        {"rows.json": json.dumps({"a": 1})},
        {"rows.csv": "messages\n[]\n"},
        {"rows.parquet": b"PAR1"},
        {"rows.jsonl": lines(chat(), chat()), "README.md": "# Rows"},
        {"rows.jsonl": lines(chat(), chat()), "a.png": b"\x89PNG"},
        {"a.md": "{one}", "b.txt": "[two]", "a.png": b"\x89PNG"},
        {"a.jsonl": lines({"a": 1}), "b.jsonl": lines({"b": 1})},
        {},
    ],
)
def test_files_of_rows_and_other_files_are_left_to_others(files: dict[str, Any]) -> None:
    assert not recognised(files)


def test_each_file_is_a_task_in_the_order_of_names() -> None:
    found = found_in({"b.json": chat(id="second"), "a.traj": run(LONG), "c/d.json": EVENTS, "notes.md": "# Hm"})
    assert ids(found) == [("a.traj", "a"), ("b.json", "second"), ("c/d.json", "d")]
    assert problems(found) == []
    assert [len(item.content["nodes"]) for item in items(found)] == [1, 2, 3 + 1]
    assert [len(item.verdicts) for item in items(found)] == [1, 0, 0]


def test_files_of_rows_in_an_archive_are_read_row_by_row() -> None:
    given = {"a.jsonl": lines(solution("x"), chat()), "b.json": [chat("1 + 1?"), solution("y")], "c.json": chat()}
    found = found_in(given)
    assert ids(found) == [("a.jsonl", "x"), ("a.jsonl", "a#2"), ("b.json", "b"), ("b.json", "y"), ("c.json", "c")]
    pointers = [column(item, "pointer")[0] for item in items(found)]
    assert pointers == ["/steps/0", "/messages/0/content", "/0/messages/0/content", "/1/steps/0", "/messages/0/content"]


def test_the_original_is_what_pointers_lead_into() -> None:
    files = Files({"a.json": chat(), "b.json": [solution()], "c.jsonl": lines(solution("x"), solution("y"))})
    found = items(FOLDER_READER.items(files, context(), {}))
    assert [item.original for item in found] == [
        files.files["a.json"],
        files.files["b.json"],
        json.dumps(solution("x")).encode(),
        json.dumps(solution("y")).encode(),
    ]


def test_files_of_one_name_are_told_apart_by_their_folders() -> None:
    assert ids(found_in({"x/t.json": chat(), "y/t.json": chat("2 + 2?"), "y/u.json": chat("3 + 3?")})) == [
        ("x/t.json", "x/t.json"),
        ("y/t.json", "y/t.json"),
        ("y/u.json", "u"),
    ]


def test_no_bad_file_stops_another() -> None:
    found = found_in(
        {
            "a.json": '{"messages": [}',
            "b.json": b'{\n"messages": "\xff"}',
            "c.json": '{"id": 1, "id": 2}',
            "d.json": '{"score": NaN}',
            "e.json": {"runs": 1, "total": 2},
            "f.json": "",
            "g.json": '{"a": "\\ud800"}',
            "h.json": {"messages": [{"role": "user", "content": "?"}, {"role": "x"}]},
            "i.json": "x" * (LARGEST + 1),
            "j.json": "[]",
            "k.json": "[3]",
            "l.jsonl": lines(solution("x")) + "{broken\n" + lines(solution("y", label=7), solution("z")),
            "z.json": chat(),
        }
    )
    said = problems(found)
    assert ids(found) == [("l.jsonl", "x"), ("l.jsonl", "z"), ("z.json", "z")]
    assert [file for file, _ in said] == [f"{letter}.json" for letter in "abcdefghijk"] + ["l.jsonl"] * 2
    broken, not_text, twice, nan, unknown, empty, half, role, large, no_trace, number, line, label = (
        problem for _, problem in said
    )
    assert broken.endswith("at character 14.")
    assert not_text == "This file is not UTF-8 text: byte 15 in line 2. Save it as UTF-8."
    assert twice == "The key “id” stands twice in one object."
    assert "not valid JSON" in nan
    assert unknown == "This is JSON of no trace format that is known: it has the keys runs, total."
    assert empty == "The file is empty."
    assert "surrogate" in half
    assert role.startswith("messages.1.role: The role must be one of system")
    assert large == "The file i.json is larger than 1 MB. Split it."
    assert no_trace.endswith("it is an empty list.")
    assert number.startswith("Element 1: This is JSON of no trace format")
    assert line.startswith("Line 2: This is not valid JSON")
    assert label.startswith("Line 3: label: This must be the index of a step")


def test_a_file_of_lines_with_another_ending_is_read_line_by_line() -> None:
    found = found_in({"a.json": lines(chat(LONG), solution("x"), chat("2?")), "b.json": chat()})
    assert ids(found) == [("a.json", "a"), ("a.json", "x"), ("a.json", "a#3"), ("b.json", "b")]


def test_a_nul_that_a_tool_printed_becomes_a_sign_for_it() -> None:
    raw = '{"messages": [{"role": "user", "content": "a\\u0000b \\\\u0000"}, {"role": "assistant", "content": "No."}]}'
    (item,) = items(found_in({"a.json": raw}))
    assert item.content["nodes"][0]["text_parts"] == ["a\u2400b \\u0000"]
    assert item.original == raw.encode()


def test_a_byte_order_mark_is_no_fault() -> None:
    assert len(items(found_in({"a.json": b"\xef\xbb\xbf" + json.dumps(chat()).encode()}))) == 1


def test_a_look_tells_tasks_and_verdicts_and_what_is_not_used() -> None:
    given = {
        "a.json": chat(),
        "b.jsonl": lines(solution("x"), solution("y")),
        "c.json": {"a": 1},
        "notes.md": "",
        "p.png": "",
    }
    contents = FOLDER_READER.contents(Files(given))
    assert (contents.tasks, contents.verdicts, contents.unused) == (3, 2, ["notes.md", "p.png"])


def spans(*keys: str, trace: str = "tr-1") -> Json:
    """A trace of TRAIL: spans with what a model answered."""
    return {
        "trace_id": trace,
        "spans": [
            {
                "span_id": key,
                "trace_id": trace,
                "span_name": "LiteLLMModel.__call__",
                "timestamp": "2026-03-02T10:00:00Z",
                "span_attributes": {
                    "openinference.span.kind": "LLM",
                    "llm.output_messages.0.message.role": "assistant",
                    "llm.output_messages.0.message.content": f"Said at {key}.",
                },
                "child_spans": [],
            }
            for key in keys
        ],
    }


def errors(*places: str) -> Json:
    found = [
        {"category": "Goal Deviation", "location": place, "evidence": "", "description": "Strays.", "impact": "LOW"}
        for place in places
    ]
    return {"errors": found, "scores": [{"overall": 2.5}]}


def test_labels_find_the_trace_of_their_name() -> None:
    given = {"data/t1.json": spans("aa", "bb"), "data/t2.json": spans("cc", trace="tr-2"), "labels/t2.json": errors()}
    found = found_in(given)
    assert [(file, problem) for file, problem in problems(found)] == []
    assert [(one.file, len(one.item.verdicts)) for one in found if one.item] == [
        ("data/t1.json", 0),
        ("data/t2.json", 1),
    ]
    assert items(found)[1].metadata["scores"] == [{"overall": 2.5}]


def test_labels_find_the_trace_by_the_spans_that_they_name() -> None:
    found = found_in({"a.json": errors("cc"), "b.json": spans("aa", "bb"), "c.json": spans("cc", trace="tr-2")})
    assert [(one.file, len(one.item.verdicts)) for one in found if one.item] == [("b.json", 0), ("c.json", 1)]
    assert problems(found) == []


def test_labels_without_their_trace_are_refused_with_what_to_do() -> None:
    given = {"a.json": errors("zz"), "b.json": spans("aa")}
    assert recognised({"a.json": errors("zz")})
    (problem,) = problems(found_in(given))
    assert problem[0] == "a.json"
    assert "Put the trace into the same archive" in problem[1]


def test_broken_labels_stop_no_trace() -> None:
    found = found_in({"labels/b.json": json.dumps(errors("aa"))[:-1], "b.json": spans("aa")})
    assert len(items(found)) == 1
    assert [file for file, _ in problems(found)] == ["labels/b.json"]


def test_no_more_than_the_beginning_is_read_to_tell_the_format() -> None:
    class Untouched(Files):
        def read(self, name: str) -> bytes:
            raise AssertionError(name)

    assert FOLDER_READER.recognises(Untouched({"a.json": run(LONG)}))
    assert len(json.dumps(run(LONG))) > HEAD


def test_a_file_that_is_damaged_inside_the_archive_stops_no_other() -> None:
    class Damaged(Files):
        def head(self, name: str) -> bytes:
            if name == "a.json":
                raise Invalid("The file is damaged inside the archive.")
            return super().head(name)

        def read(self, name: str) -> bytes:
            self.head(name)
            return super().read(name)

    folder = Damaged({"a.json": chat(), "b.json": chat()})
    assert FOLDER_READER.recognises(folder)
    found = list(FOLDER_READER.items(folder, context(), {}))
    assert problems(found) == [("a.json", "The file is damaged inside the archive.")]
    assert ids(found) == [("b.json", "b")]
