"""What the parts of an answer are read against: the trace, the settings, and what was found wrong so far."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Context, Json
from annotation.kinds.checks import Problems
from annotation.kinds.trace import steps
from annotation.kinds.trace.options import NODE_KINDS

ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
MOST_PROBLEMS = 50  # more than that nobody reads
LONGEST_TEXT = 10_000
CHANGED = "This step has changed since it was graded. Look at it again."


def is_lenient(context: Context) -> bool:
    """Whether the answer comes from a file or a merge; see ``answer.undemanding``."""
    return bool(context.settings.get("undemanding"))


class AnswerReader:
    """Knows the trace by the ids of its nodes; each look-up is made once."""

    def __init__(self, content: Json, context: Context, problems: Problems) -> None:
        self.content, self.context, self.problems = content, context, problems
        self.settings = context.settings
        self.lenient = is_lenient(context)
        self.nodes: dict[str, Json] = {node["id"]: node for node in content["nodes"]}

    @cached_property
    def places(self) -> dict[str, int]:
        """The position of each node among all nodes, from 1 on."""
        return steps.positions(self.content)

    @cached_property
    def steps(self) -> dict[str, int]:
        """The position of each step among the steps, from 1 on."""
        return steps.step_positions(self.content, self.settings)

    @cached_property
    def handoffs(self) -> frozenset[str]:
        """The nodes at which one agent hands over to another."""
        return frozenset(handoff.node for handoff in steps.handoffs(self.content))

    @cached_property
    def agents(self) -> tuple[str, ...]:
        return tuple(steps.agents(self.content))

    def has_enough_problems(self) -> bool:
        return len(self.problems.fields) >= MOST_PROBLEMS

    def rows(self, raw: Any, path: str, most: int, what: str) -> list[Any]:
        """The list at ``path``, or an empty one if it is none or too long."""
        if isinstance(raw, list) and len(raw) <= most:
            return raw
        count = f"these are {len(raw):,}" if isinstance(raw, list) else "this is no list"
        self.problems.add(path, f"Give a list of at most {most:,} {what}; {count}.")
        return []

    def text(self, raw: Any, path: str, *, shortest: int = 0, longest: int = LONGEST_TEXT) -> str:
        """A text; only from people it must not be empty."""
        return checks.text(raw, path, self.problems, longest=longest, shortest=0 if self.lenient else shortest)

    def choice(self, raw: Any, path: str, known: Collection[str]) -> str:
        return checks.choice(raw, path, self.problems, options=known, default="")

    def node(self, raw: Any, path: str) -> Json | None:
        """The node with this id."""
        node = self.nodes.get(raw) if isinstance(raw, str) else None
        if node is None:
            self.problems.add(path, "This trace has no such node.")
        return node

    def reference(self, given: Mapping[str, Any], path: str) -> tuple[Json | None, Json]:
        """The node that is meant, and the reference to it with the checksum of what it held when it was judged."""
        node = self.node(given.get("node"), f"{path}.node")
        if node is None:
            return None, {"node": "", "sha256": ""}
        return node, {"node": node["id"], "sha256": self.checksum(given, node, path)}

    def checksum(self, given: Mapping[str, Any], node: Json, path: str) -> str:
        """The node's checksum. One that is given must be the same: else something else was judged."""
        if given.get("sha256", node["sha256"]) != node["sha256"]:
            self.problems.add(f"{path}.sha256", CHANGED)
        return str(node["sha256"])

    def refuse_no_step(self, node: Json, path: str) -> None:
        if node["id"] in self.steps:
            return
        title = NODE_KINDS[node["kind"]][0].lower()
        told = "was only copied into this run" if node["context"] else f"is no step here: its kind is “{title}”"
        self.problems.add(path, f"The node {node['id'][:80]} {told}. Choose a step that this project grades.")

    def refuse_if_off(self, said: Any, setting: str, path: str, message: str) -> bool:
        """Whether something was said that the project does not ask. Files may say more than is asked."""
        if said and not self.lenient and not self.settings[setting]:
            self.problems.add(path, message)
            return True
        return False

    def ids(self, rows: list[Json], path: str, what: str) -> None:
        """Each row has an id of its own."""
        seen: set[str] = set()
        for index, row in enumerate(rows):
            if row["id"] in seen:
                self.problems.add(f"{path}.{index}.id", f"Another {what} has this id.")
            seen.add(row["id"])

    def read_id(self, raw: Any, path: str) -> str:
        if not isinstance(raw, str) or not ID.fullmatch(raw):
            self.problems.add(path, "Use 1 to 64 letters, digits, _ and -.")
            return ""
        return raw
