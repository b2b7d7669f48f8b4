"""An annotator's answer: the boxes they drew, or that there are no objects, and what they say of the whole image."""

from __future__ import annotations

from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Context, Json
from annotation.kinds.bounding_box import judging
from annotation.kinds.bounding_box.box import ID, BoxReader, is_lenient
from annotation.kinds.bounding_box.content import size
from annotation.kinds.checks import Problems
from annotation.kinds.criteria import not_required

KEYS = ("boxes", "no_objects", "comments", "criteria", "rejected")
FILE_KEYS = ("relative", "drawn_on")
COMMENT_KEYS = ("id", "box", "x", "y", "text")
MOST_BOXES, MOST_COMMENTS, LONGEST_COMMENT = 10_000, 100, 1_000


def undemanding(context: Context) -> Context:
    """The context for answers from files and merges: nothing is required, and labels that nobody draws now are fine."""
    return Context(settings={**context.settings, "undemanding": True}, criteria=not_required(context.criteria))


def read_answer(raw: Any, content: Json, context: Context) -> Json:
    """A validated answer in canonical form. Raises ``Invalid`` naming every field that is not right.

    In an ``undemanding`` context ``relative`` says that boxes are given in shares of the image's sides, and
    ``drawn_on`` the width and height of the image that they were drawn on.
    """
    problems, lenient = Problems(), is_lenient(context)
    given = checks.mapping(raw, "", problems, keys=(*KEYS, *FILE_KEYS) if lenient else KEYS)
    if lenient:
        _refuse_other_size(given.get("drawn_on"), content, problems)
    rows = given.get("boxes", [])
    if not isinstance(rows, list):
        problems.add("boxes", "This must be a list.")
        rows = []
    if len(rows) > MOST_BOXES:
        problems.add("boxes", f"These are {len(rows):,} boxes; at most {MOST_BOXES:,} are allowed.")
        rows = []
    relative = lenient and checks.flag(given.get("relative", False), "relative", problems)
    reader = BoxReader(content, context, problems, relative=relative)
    boxes = reader.read(rows)
    answer = {
        "boxes": boxes,
        "no_objects": _read_no_objects(given.get("no_objects", lenient and not rows), rows, context, problems),
        "comments": _read_comments(given.get("comments", []), reader, problems),
        "criteria": judging.read_criteria(given.get("criteria"), context, problems),
    }
    rejected = _read_rejected(given.get("rejected", []), problems)
    if rejected:
        answer["rejected"] = rejected
    problems.refuse("The answer is not complete, or something in it is not right.")
    return answer


def _refuse_other_size(raw: Any, content: Json, problems: Problems) -> None:
    """Boxes in pixels are wrong on an image of another size, and no more need be said of them."""
    width, height = size(content)
    if raw is None or raw == [width, height]:
        return
    if not isinstance(raw, list) or len(raw) != 2 or not all(map(checks.is_number, raw)):
        problems.add("drawn_on", "This must be a list of width and height.")
    else:
        said = " × ".join(str(checks.plain_number(side)) for side in raw)
        has = f"{width} × {height} when it is upright"
        problems.add("drawn_on", f"The document says {said} pixels, but the image has {has}.")
    problems.refuse("The boxes were drawn on another image.")


def _read_no_objects(raw: Any, rows: list[Any], context: Context, problems: Problems) -> bool:
    said = checks.flag(raw, "no_objects", problems)
    may_say_so = context.settings["no_objects"]
    if said and rows:
        problems.add("no_objects", "There are boxes; delete them, or take back that there are no objects.")
    elif said and not may_say_so and not is_lenient(context):
        problems.add("no_objects", "In this project every image shows something: draw a box, or skip the image.")
    elif not said and not rows:
        hint = ", or say that there are no objects" if may_say_so else ""
        problems.add("boxes", f"Draw at least one box{hint}.")
    return said


def _read_comments(raw: Any, reader: BoxReader, problems: Problems) -> list[Json]:
    if not isinstance(raw, list) or len(raw) > MOST_COMMENTS:
        problems.add("comments", f"Give a list of at most {MOST_COMMENTS} comments.")
        return []
    comments = [_read_comment(row, f"comments.{index}", reader, problems) for index, row in enumerate(raw)]
    seen: set[str] = set()
    for index, comment in enumerate(comments):
        if comment["id"] in seen:
            problems.add(f"comments.{index}.id", "Another comment has this id.")
        seen.add(comment["id"])
    return comments


def _read_comment(raw: Any, path: str, reader: BoxReader, problems: Problems) -> Json:
    given = checks.mapping(raw, path, problems, keys=COMMENT_KEYS)
    box = given.get("box")
    if box is not None and (not isinstance(box, str) or box not in reader.ids):
        problems.add(f"{path}.box", "There is no box with this id.")
    return {
        "id": reader.read_id(given.get("id"), f"{path}.id"),
        "box": box,
        "x": _read_point(given.get("x"), reader.size[0], f"{path}.x", problems),
        "y": _read_point(given.get("y"), reader.size[1], f"{path}.y", problems),
        "text": checks.text(given.get("text"), f"{path}.text", problems, longest=LONGEST_COMMENT, shortest=1),
    }


def _read_point(raw: Any, limit: int, path: str, problems: Problems) -> int | float:
    if not checks.is_number(raw):
        problems.add(path, "This must be a number, in pixels of the image.")
        return 0
    return checks.plain_number(round(min(max(float(raw), 0.0), float(limit)), 3))


def _read_rejected(raw: Any, problems: Problems) -> list[str]:
    """The suggested boxes that the person turned down. They are evidence about the model; nothing measures them."""
    if not isinstance(raw, list) or len(raw) > MOST_BOXES:
        problems.add("rejected", f"Give a list of at most {MOST_BOXES:,} ids of suggested boxes.")
    elif not all(isinstance(key, str) and ID.fullmatch(key) for key in raw):
        problems.add("rejected", "Use 1 to 64 letters, digits, _ and - for each id.")
    elif len(set(raw)) < len(raw):
        problems.add("rejected", "A suggested box can be rejected only once.")
    else:
        return sorted(raw)
    return []
