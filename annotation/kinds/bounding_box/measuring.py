"""What is measured: the values that reliability is computed from, and how far two answers are apart.

Whether people saw the same objects (detection), called them the same (class) and drew them alike (localisation) are
three questions with a figure each; they are never blended into one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotation.kinds import scales
from annotation.kinds.base import Comparison, Context, Json, Measure, Rating
from annotation.kinds.bounding_box import attributes, labels
from annotation.kinds.bounding_box.clusters import Cluster, Member, clusters
from annotation.kinds.bounding_box.judging import judged
from annotation.kinds.bounding_box.matching import Drawn, match

DETECTION, CLASS, F1, LOCALISATION = "detection", "class", "detection_f1", "localisation"
NOTHING_DRAWN = "empty"  # the unit of an image in which nobody drew anything
HELP = {
    DETECTION: "Every object that anybody drew counts once: people say its label, or “absent” if they did not draw it. "
    "It falls when boxes are missed and when labels differ.",
    F1: "Of all boxes of two people, the share that has a partner of the other one, whatever the labels.",
    CLASS: "Whether people who drew the same object call it the same. Who did not draw it is left out.",
    LOCALISATION: "How much two people's boxes of one object overlap, on average. Missed boxes do not count here.",
    "attributes": "What people say of the same object, where they agree on its label.",
}


def measures(context: Context) -> list[Measure]:
    """Detection, class and localisation, then every attribute that has a list of values, and every criterion but texts.

    ``detection`` is what Krippendorff's alpha for object detection counts: every object that anybody drew is a unit,
    and who did not draw it says ``absent``. ``class`` leaves out those who did not draw it.

    Source: D. Tschirschwitz et al. (2022), "A dataset for analysing complex document layouts in the digital humanities
    and its evaluation with Krippendorff's alpha".
    """
    known = tuple(labels.current(context.settings))
    rows = [
        Measure(DETECTION, "Detection: what is there", "nominal", (*known, labels.ABSENT), HELP[DETECTION]),
        Measure(F1, "Detection: boxes in common (F1)", "share", help=HELP[F1]),
        Measure(CLASS, "Class: labels of the same objects", "nominal", known, HELP[CLASS]),
        Measure(LOCALISATION, "Localisation: mean overlap (IoU)", "share", help=HELP[LOCALISATION]),
    ]
    for label, attribute, domain in _measured_attributes(context.settings):
        title = f"{label['title']}: {attribute['title']}"
        rows.append(Measure(_attribute_key(label, attribute), title, "nominal", domain, HELP["attributes"]))
    for criterion in _measured_criteria(context):
        scale_type = scales.scale_type(criterion["scale"])
        key, on_scale = f"criteria.{criterion['key']}", scale_type.domain(criterion["scale"])
        rows.append(Measure(key, criterion["title"], scale_type.level, on_scale))
    return rows


def joint_ratings(answers: Sequence[Json], context: Context) -> list[list[Rating]]:
    """The ratings of each of an image's answers. Units are the clusters of their boxes, ``c1`` … in a fixed order.

    An image in which nobody drew anything is one unit, ``empty``, of which all say ``absent``: agreement that there is
    nothing is agreement. Criteria have the unit ``image``.
    """
    drawn = [Drawn(answer, context.settings) for answer in answers]
    measured = {
        (label["key"], attribute["key"]): attribute for label, attribute, _ in _measured_attributes(context.settings)
    }
    rows: list[list[Rating]] = [[] for _ in answers]
    for number, cluster in enumerate(clusters(drawn, context.settings["iou_threshold"]), start=1):
        _rate(rows, f"c{number}", cluster, measured)
    for answer, ratings in zip(answers, rows, strict=True):
        if not any(map(len, drawn)):
            ratings.append(Rating(NOTHING_DRAWN, DETECTION, labels.ABSENT))
        ratings.extend(_criteria_ratings(answer, context))
    return rows


def comparisons(one: Json, other: Json, context: Context) -> list[Comparison]:
    """What two answers of an image have in common: boxes that are matched, and how much matched boxes overlap.

    ``detection_f1`` adds up to 2 · matched / (boxes of one + boxes of the other): the harmonic mean of precision and
    recall, whichever of the two is taken for the truth. ``localisation`` adds up to the mean IoU of matched pairs.
    Nothing where there are no boxes, or no pairs: such an image says nothing about them.
    """
    left, right = Drawn(one, context.settings), Drawn(other, context.settings)
    count = len(left) + len(right)
    matching = match(left, right, context.settings["iou_threshold"])
    rows = [Comparison(F1, 2.0 * len(matching), float(count))] if count else []
    if len(matching):
        rows.append(Comparison(LOCALISATION, math.fsum(matching.overlaps), float(len(matching))))
    return rows


def distance(one: Json, other: Json, context: Context) -> float:
    """How far two answers are apart: the weighted mean over the boxes and over each criterion that both judged.

    ::

        d = Σ_p w_p · d_p / Σ_p w_p
        d_boxes = 1 - 2 · Σ_matched s / (n_one + n_other)        s = 1 with the same label, ½ with another

    Boxes are matched whatever their labels (see ``match``), so a cat that someone calls a dog is half right, and not a
    cat too few and a dog too many. d_boxes is 0 if neither has boxes and 1 if none is matched. How exactly matched
    boxes coincide does not count, nor do their attributes. A criterion has its own weight, and a distance as its scale
    says (``scales``); boxes weigh as much as all criteria together, and at least 1. Texts do not count.

    Symmetric; 0 between answers with the same boxes and criteria; at most 1.
    """
    parts = [(_boxes_weight(context), boxes_distance(one, other, context.settings))]
    for criterion in _measured_criteria(context):
        left, right = judged(criterion, one), judged(criterion, other)
        if "value" in left and "value" in right:
            parts.append((criterion["weight"], _apart(criterion, left, right)))
    return _weighted_mean(parts)


def gold_score(answer: Json, gold: Json, context: Context) -> float:
    """One minus the distance to gold, over what gold judges. A criterion that the answer leaves open is wrong."""
    parts = [(_boxes_weight(context), boxes_distance(answer, gold, context.settings))]
    for criterion in _measured_criteria(context):
        known, given = judged(criterion, gold), judged(criterion, answer)
        if "value" in known:
            parts.append((criterion["weight"], _apart(criterion, known, given) if "value" in given else 1.0))
    return 1 - _weighted_mean(parts)


def boxes_distance(one: Json, other: Json, settings: Mapping[str, Any]) -> float:
    """How far the boxes of two answers are apart, 0 … 1; see ``distance``."""
    left, right = Drawn(one, settings), Drawn(other, settings)
    count = len(left) + len(right)
    if count == 0:
        return 0.0
    matching = match(left, right, settings["iou_threshold"])
    same = int((left.label_array[matching.one] == right.label_array[matching.other]).sum()) if len(matching) else 0
    return 1 - (len(matching) + same) / count


def _rate(rows: Sequence[list[Rating]], unit: str, cluster: Cluster, measured: Mapping[tuple[str, str], Json]) -> None:
    found = cluster.by_answer()
    for place, ratings in enumerate(rows):
        member = found.get(place)
        ratings.append(Rating(unit, DETECTION, member.label if member else labels.ABSENT))
        if member:
            ratings.append(Rating(unit, CLASS, member.label))
            ratings.extend(_attribute_ratings(unit, member, measured))


def _attribute_ratings(unit: str, member: Member, measured: Mapping[tuple[str, str], Json]) -> Iterator[Rating]:
    for key, said in member.box["attributes"].items():
        attribute = measured.get((member.label, key))
        if attribute is not None and "value" in said and attributes.takes(attribute, said):
            value = said["value"]
            yield Rating(unit, f"attributes.{member.label}.{key}", int(value) if isinstance(value, bool) else value)


def _criteria_ratings(answer: Json, context: Context) -> Iterator[Rating]:
    for criterion in _measured_criteria(context):
        said = judged(criterion, answer)
        if "value" in said:
            value = scales.scale_type(criterion["scale"]).measured(said["value"])
            yield Rating("image", f"criteria.{criterion['key']}", value)


def _measured_attributes(settings: Mapping[str, Any]) -> Iterator[tuple[Json, Json, tuple[Any, ...]]]:
    for label in labels.current(settings).values():
        for attribute in label["attributes"]:
            domain = attributes.domain(attribute)
            if domain is not None:
                yield label, attribute, domain


def _attribute_key(label: Mapping[str, Any], attribute: Mapping[str, Any]) -> str:
    return f"attributes.{label['key']}.{attribute['key']}"


def _measured_criteria(context: Context) -> list[Mapping[str, Any]]:
    return [criterion for criterion in context.criteria if criterion["scale"]["type"] != "text"]


def _boxes_weight(context: Context) -> float:
    return max(1.0, float(sum(criterion["weight"] for criterion in _measured_criteria(context))))


def _apart(criterion: Mapping[str, Any], one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    scale = criterion["scale"]
    return scales.scale_type(scale).distance(scale, one["value"], other["value"])


def _weighted_mean(parts: Sequence[tuple[float, float]]) -> float:
    weight = math.fsum(weight for weight, _ in parts)
    return min(1.0, max(0.0, math.fsum(weight * apart for weight, apart in parts) / weight))
