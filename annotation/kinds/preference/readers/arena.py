"""MT-Bench human judgements and Chatbot Arena battles: two conversations and who won."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Context, Item, Json, Verdict
from annotation.kinds.checks import wrong
from annotation.kinds.preference import chat, converting
from annotation.kinds.preference.readers.base import PreferenceReader, provenance, text_of


class Arena(PreferenceReader):
    """Consecutive rows about the same two conversations are one task with several verdicts."""

    name = "mt_bench"
    title = "MT-Bench or Chatbot Arena judgements"

    def recognises(self, row: Mapping[str, Any]) -> bool:
        return all(name in row for name in ("model_a", "model_b", "winner", "conversation_a", "conversation_b"))

    def group_key(self, row: Mapping[str, Any]) -> str | None:
        if not text_of(row, "question_id"):
            return None
        return "\n".join(str(row.get(name)) for name in ("question_id", "turn", "model_a", "model_b"))

    def parse(self, rows: Sequence[Json], context: Context) -> Item:
        row = rows[0]
        one, other = (
            _until_turn(chat.messages(row[name], name), row.get("turn"))
            for name in ("conversation_a", "conversation_b")
        )
        prompt, first, second = chat.split_common(one, other, "conversation_a")
        return Item(
            content={
                "messages": prompt,
                "responses": [chat.response(first, "", row["model_a"]), chat.response(second, "", row["model_b"])],
            },
            external_id=self._external_id(row),
            metadata={name: row[name] for name in ("question_id", "turn", "language") if text_of(row, name)},
            verdicts=list(_verdicts(rows, context).values()),
            **provenance(row),
        )

    def _external_id(self, row: Mapping[str, Any]) -> str | None:
        """A question is judged for many pairs of models. Their names stay out of the id, which people may see."""
        key = self.group_key(row)
        return f"{row['question_id']}-{hashlib.sha256(key.encode()).hexdigest()[:12]}" if key else None


def _until_turn(messages: list[Json], turn: Any) -> list[Json]:
    """A judgement of turn 1 is about the conversation up to there."""
    if not checks.is_integer(turn) or turn < 1:
        return messages
    spoken = [index for index, message in enumerate(messages) if message["role"] == "assistant"]
    return messages[: spoken[int(turn) - 1] + 1] if int(turn) <= len(spoken) else messages


def _verdicts(rows: Sequence[Json], context: Context) -> dict[str, Verdict]:
    """By judge: the first verdict of each."""
    found: dict[str, Verdict] = {}
    for row in rows:
        judge = row.get("judge")
        name = " ".join(map(str, judge)) if isinstance(judge, list) else text_of(row, "judge")
        for verdict in converting.verdict((name or converting.DATASET)[:80], _overall(row["winner"], context)):
            found.setdefault(verdict.annotator, verdict)
    return found


def _overall(winner: Any, context: Context) -> Json | None:
    if winner == "model_a":
        return converting.side(-1, context)
    if winner == "model_b":
        return converting.side(1, context)
    if winner == "tie":
        return converting.tie(context)
    if winner == "tie (bothbad)":
        return converting.both_bad(context)
    raise wrong("winner", "The winner must be model_a, model_b, tie or tie (bothbad).")
