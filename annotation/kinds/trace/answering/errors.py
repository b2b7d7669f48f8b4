"""The errors that an answer marks with codes of the project's taxonomy, and where the first one is."""

from __future__ import annotations

from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Json
from annotation.kinds.trace.answering.evidence import read_passages
from annotation.kinds.trace.answering.reading import AnswerReader
from annotation.kinds.trace.settings import codes, counting, severities

KEYS = ("id", "node", "sha256", "code", "severity", "rationale", "evidence")
MOST_ERRORS = 2_000


def read_first_error(raw: Any, reader: AnswerReader, *, required: bool) -> Json | None:
    """``{"none": True}``, the step that goes wrong first, or None if nothing was said."""
    if raw is None:
        if required:
            reader.problems.add("first_error", "Mark the step with the first error, or say that there is none.")
        return None
    given = checks.mapping(raw, "first_error", reader.problems, keys=("none", "node", "sha256"))
    if "none" in given:
        if given["none"] is not True or len(given) > 1:
            reader.problems.add("first_error", "Say that there is none, or give a node, not both.")
        return {"none": True}
    node, reference = reader.reference(given, "first_error")
    if node is None:
        return None
    reader.refuse_no_step(node, "first_error")
    return reference


def read_errors(raw: Any, reader: AnswerReader) -> list[Json]:
    rows = reader.rows(raw, "errors", MOST_ERRORS, "errors")
    known = {code["key"]: code for code in codes(reader.settings)}
    errors: list[Json] = []
    for index, row in enumerate(rows):
        if reader.has_enough_problems():
            break
        errors.append(_read_error(row, f"errors.{index}", known, reader))
    reader.ids(errors, "errors", "error")
    if not reader.lenient:
        _refuse_repeated(errors, known, reader)
    return errors


def _read_error(raw: Any, path: str, known: dict[str, Json], reader: AnswerReader) -> Json:
    given = checks.mapping(raw, path, reader.problems, keys=KEYS)
    _, reference = reader.reference(given, path)
    return {
        "id": reader.read_id(given.get("id"), f"{path}.id"),
        **reference,
        "code": _read_code(given.get("code"), f"{path}.code", known, reader),
        "severity": _read_severity(given.get("severity", ""), f"{path}.severity", reader),
        "rationale": reader.text(given.get("rationale", ""), f"{path}.rationale"),
        "evidence": read_passages(given.get("evidence", []), f"{path}.evidence", reader),
    }


def _read_code(raw: Any, path: str, known: dict[str, Json], reader: AnswerReader) -> str:
    code = known.get(raw) if isinstance(raw, str) else None
    if code is None:
        reader.problems.add(path, _unknown(raw, known))
        return ""
    if code["archived"] and not reader.lenient:
        reader.problems.add(path, f"The code {code['title']} is archived; choose another.")
    return str(code["key"])


def _unknown(raw: Any, known: dict[str, Json]) -> str:
    named = f"the code “{raw[:60]}”" if isinstance(raw, str) and raw else "an error without a code"
    if not known:
        return f"The project has no taxonomy for {named}. Choose one in its settings, for example the preset TRAIL."
    if not raw:
        return "Choose which error this is."
    return f"The project's taxonomy lacks {named}. Add it there, or choose a preset that has it, for example TRAIL."


def _read_severity(raw: Any, path: str, reader: AnswerReader) -> str:
    known = severities(reader.settings)
    if raw == "" and (reader.lenient or not known):
        return ""
    if not known:
        reader.problems.add(path, "The project's taxonomy has no severities.")
        return ""
    return reader.choice(raw, path, known)


def _refuse_repeated(errors: list[Json], known: dict[str, Json], reader: AnswerReader) -> None:
    """A code that is counted once, at its first or last occurrence, is marked once."""
    seen: set[str] = set()
    for index, error in enumerate(errors):
        code = known.get(error["code"])
        if code is None or counting(reader.settings, code) == "every":
            continue
        if error["code"] in seen:
            place = counting(reader.settings, code)
            problem = f"{code['title']} is marked once, at its {place} occurrence. Remove the other mark."
            reader.problems.add(f"errors.{index}.code", problem)
        seen.add(error["code"])
