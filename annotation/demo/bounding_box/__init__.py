"""The demo of bounding boxes: drawn scenes of a harbour, boxes by three people, and suggestions of a model."""

from __future__ import annotations

from collections.abc import Iterator

from annotation.demo import pictures
from annotation.demo.bounding_box import answering, suggesting
from annotation.demo.drawing.canvas import Thing
from annotation.demo.drawing.scenes import SCENES
from annotation.demo.drawing.stage import Scene
from annotation.demo.material import Material
from annotation.models import Image

SOURCE = "Drawn for Touchstone's demo"

# Nobody has answered these yet, or only one person has. The others have the answers of all three.
OPEN = frozenset({
    "whole-harbour", "marina-golden", "sailing-dusk", "bay-golden", "rocks-overcast", "fishing-quay-noon",
    "bathing-beach-noon",
})  # fmt: skip
BEGUN = frozenset({"small-marina-noon", "mooring-field-dusk"})
SUGGESTED = OPEN - {"bathing-beach-noon"}
GOLD = frozenset({"sailing-golden", "bathing-beach-noon"})


def tasks() -> Iterator[Material]:
    seen: list[list[Thing]] = []

    def drawn() -> Iterator[pictures.Picture]:
        for scene in SCENES:
            made = scene.draw()
            seen.append(made.things)
            yield made.image

    for scene, image in zip(SCENES, pictures.keep(drawn()), strict=True):
        yield _task(scene, image, seen.pop(0))


def _task(scene: Scene, image: Image, things: list[Thing]) -> Material:
    name = f"{scene.name}.jpg"
    shown = {"sha256": image.sha256, "width": image.width, "height": image.height, "name": name}
    size = image.width, image.height
    people = () if scene.name in OPEN else answering.PEOPLE[:1] if scene.name in BEGUN else answering.PEOPLE
    return Material(
        external_id=name,
        content={"image": shown},
        source=SOURCE,
        metadata={"scene": scene.name},
        answers=[answering.given(person, scene, things, size) for person in people],
        suggestion=suggesting.suggested(scene, things, size) if scene.name in SUGGESTED else None,
        gold=answering.right(things) if scene.name in GOLD else None,
    )
