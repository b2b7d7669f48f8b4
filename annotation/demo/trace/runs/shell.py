"""What coding runs have in common: thoughts and shell commands, with what they print."""

from __future__ import annotations

from typing import Any

from annotation.demo.trace.telling import Event, say, tool, use
from annotation.kinds.base import Json

WHO: Json = {"agent": "coder", "model": "tarn-2"}
SHELL = tool("shell", "Run a command in the repository.", command={"type": "string", "minLength": 1})
EDIT = tool(
    "edit",
    "Replace a text that occurs once in a file.",
    path={"type": "string"},
    old={"type": "string"},
    new={"type": "string"},
)


def think(text: str, **facts: Any) -> Event:
    return say("reasoning", text, **WHO, **facts)


def shell(command: str, output: str = "", **facts: Any) -> list[Event]:
    return use("shell", {"command": command}, output, **WHO, **{"status": "ok", **facts})


def edit(path: str, old: str, new: str) -> list[Event]:
    return use("edit", {"path": path, "old": old, "new": new}, f"{path}: 1 replaced", **WHO, status="ok", lasts=0.1)
