"""The content of a task: one image, by the checksum of the file that came in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Json
from annotation.kinds.checks import Problems

IMAGE_KEYS = ("sha256", "width", "height", "name")
SHA256 = re.compile(r"[0-9a-f]{64}")
LONGEST_SIDE, LONGEST_NAME, LONGEST_SUMMARY = 20_000, 500, 300


def read_content(raw: Any) -> Json:
    """Validated content in canonical form. Raises ``Invalid`` naming the fields."""
    problems = Problems()
    given = checks.mapping(raw, "", problems, keys=("image",))
    image = checks.mapping(given.get("image"), "image", problems, keys=IMAGE_KEYS)
    sha256 = image.get("sha256")
    if image and not (isinstance(sha256, str) and SHA256.fullmatch(sha256)):
        problems.add("image.sha256", "This must be the SHA-256 of the image file, 64 hexadecimal digits.")
    content = {
        "image": {
            "sha256": sha256,
            "width": checks.whole_number(image.get("width"), "image.width", problems, low=1, high=LONGEST_SIDE),
            "height": checks.whole_number(image.get("height"), "image.height", problems, low=1, high=LONGEST_SIDE),
            "name": checks.text(image.get("name", ""), "image.name", problems, longest=LONGEST_NAME),
        }
    }
    problems.refuse("The content must be an image.")
    return content


def size(content: Mapping[str, Any]) -> tuple[int, int]:
    """Width and height of the image in pixels."""
    return content["image"]["width"], content["image"]["height"]


def summary(content: Mapping[str, Any]) -> str:
    """The image's name, its end first of all; its size where the name is not to be seen."""
    width, height = size(content)
    return str(content["image"].get("name", "")[-LONGEST_SUMMARY:]).strip() or f"Image of {width} × {height} pixels"


def public_content(content: Mapping[str, Any]) -> Json:
    """Only the size: a name may tell what is to be found, and a checksum where to look it up."""
    width, height = size(content)
    return {"image": {"width": width, "height": height}}
