"""What an annotator may see of a model's boxes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotation.kinds.base import Context, Json
from annotation.kinds.bounding_box import labels


def public_suggestion(answer: Mapping[str, Any], context: Context) -> Json:
    """The boxes with their scores, under the labels that count now. Texts are left out: they may name the model."""
    resolved = labels.resolved(context.settings)
    boxes = [{**box, "label": resolved.get(box["label"], box["label"])} for box in answer["boxes"]]
    return {"boxes": boxes, "no_objects": answer["no_objects"], "comments": [], "criteria": {}}
