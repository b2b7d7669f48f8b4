"""The consensus that answers propose. Every rule here gives the same in any order of the answers and of the boxes."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar

from annotation.kinds.base import Context, Json
from annotation.kinds.bounding_box import attributes, labels
from annotation.kinds.bounding_box.box import FLAGS
from annotation.kinds.bounding_box.boxes import clamped, edges, geometry, iou
from annotation.kinds.bounding_box.clusters import Member, clusters
from annotation.kinds.bounding_box.content import size
from annotation.kinds.bounding_box.judging import merge_criteria
from annotation.kinds.bounding_box.matching import Drawn

SHARPNESS = 4  # the power of a box's mean IoU: who drew apart from the others counts for little
Said = TypeVar("Said", bound=Hashable)


def merge(answers: Sequence[Json], content: Json, context: Context) -> Json:
    """One answer from at least one: the objects that more than half of the answers show.

    A box lies at the mean of its cluster's boxes, each weighted by its mean IoU with the others to the power of four.
    Its label, its attributes and its flags are those that most gave. Comments belong to persons and are left out. The
    boxes are named ``c1`` … from left to right. A single answer is its own consensus.
    """
    if len(answers) == 1:
        return answers[0]
    drawn = [Drawn(answer, context.settings) for answer in answers]
    agreed = [
        cluster
        for cluster in clusters(drawn, context.settings["iou_threshold"])
        if len(cluster.members) * 2 > len(answers)
    ]
    known = labels.current(context.settings)
    merged = [_merge_boxes(cluster.members, content, known) for cluster in agreed]
    merged.sort(key=lambda box: (box["x"], box["y"], box["width"], box["height"], _canonical(box)))
    return {
        "boxes": [{"id": f"c{number}", **box} for number, box in enumerate(merged, start=1)],
        "no_objects": not merged,
        "comments": [],
        "criteria": merge_criteria(answers, context),
    }


def weights(members: Sequence[Member]) -> list[float]:
    """How much each of at least two boxes of a cluster counts: its mean IoU with the others, to the power of four."""
    rectangles = edges([member.box for member in members])
    means = (iou(rectangles, rectangles).sum(axis=1) - 1) / (len(members) - 1)
    return [float(weight) for weight in means**SHARPNESS]


def _merge_boxes(members: Sequence[Member], content: Json, known: Mapping[str, Json]) -> Json:
    counted = weights(members)
    label = _winner([member.label for member in members], counted, list(known).index)
    named = [(member.box, weight) for member, weight in zip(members, counted, strict=True) if member.label == label]
    flags = [flag for flag in FLAGS if sum(bool(member.box.get(flag)) for member in members) * 2 > len(members)]
    return {
        "label": label,
        **_merge_geometry(members, counted, content),
        "attributes": _merge_attributes(known[label], *zip(*named, strict=True)),
        **dict.fromkeys(flags, True),
    }


def _merge_geometry(members: Sequence[Member], counted: Sequence[float], content: Json) -> Json:
    total = math.fsum(counted)
    x, y, width, height = (
        math.fsum(weight * member.box[side] for member, weight in zip(members, counted, strict=True)) / total
        for side in ("x", "y", "width", "height")
    )
    rectangle = clamped(x, y, width, height, size(content))
    return {} if rectangle is None else geometry(rectangle)


def _merge_attributes(label: Json, boxes: Sequence[Json], counted: Sequence[float]) -> Json:
    """What most said, attribute by attribute; that nothing was said is a vote too, and loses a tie."""
    merged: Json = {}
    for attribute in label["attributes"]:
        said = [box["attributes"].get(attribute["key"]) for box in boxes]
        votes = [_canonical(value) if attributes.takes(attribute, value) else "" for value in said]
        winner = _winner(votes, counted, lambda vote: (not vote, vote))
        if winner:
            merged[attribute["key"]] = json.loads(winner)
    return merged


def _winner(votes: Sequence[Said], counted: Sequence[float], place: Callable[[Said], Any]) -> Said:
    """What most said; of equal ones that with the greater weight, then the first by its place."""
    weighed = {vote: math.fsum(w for said, w in zip(votes, counted, strict=True) if said == vote) for vote in votes}
    return min(weighed, key=lambda vote: (-votes.count(vote), -round(weighed[vote], 9), place(vote)))


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
