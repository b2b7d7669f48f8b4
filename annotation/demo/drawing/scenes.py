"""The harbour, scene by scene: which light, which shore, and what floats where."""

from __future__ import annotations

from annotation.demo.drawing import shore
from annotation.demo.drawing.light import DUSK, FOG, GOLDEN, MORNING, NOON, OVERCAST, TROPIC
from annotation.demo.drawing.stage import Scene, Stage

WIDE, USUAL, SQUARER, SMALL = (1440, 810), (1280, 853), (1200, 900), (960, 640)


def _marina(stage: Stage) -> None:
    for x in (0.22, 0.52, 0.82):
        _pier(stage, x, reach=0.82, gap=31, mix="ssm")
    shore.quay(stage.canvas, stage.rng, (-20, -30, stage.width + 20, 0.07 * stage.height))
    stage.block(0, 0, 1, 0.86)
    stage.motor(1, moving=1)
    stage.row(2)


def _small_marina(stage: Stage) -> None:
    for x in (0.3, 0.72):
        _pier(stage, x, reach=0.7, gap=40, mix="smmd")
    shore.quay(stage.canvas, stage.rng, (-20, -30, stage.width + 20, 0.1 * stage.height))
    stage.block(0, 0, 1, 0.74)
    stage.sail(1, size=(90, 110), sails="furled")
    stage.mark(3, "yellow")


def _sailing(stage: Stage) -> None:
    stage.mark(3, "yellow", size=(17, 21))
    stage.sail(10, size=(96, 160), room=0.34)
    stage.motor(2, moving=0.5)
    for _ in range(3):
        shore.gull(stage.canvas, stage.rng, (stage.between(200, 1000), stage.between(150, 700)), 22)


def _regatta(stage: Stage) -> None:
    """The crowded one."""
    stage.mark(16, "yellow", size=(12, 15))
    stage.mark(8, "red", size=(12, 15))
    stage.motor(22, size=(34, 46), moving=0.6)
    stage.sail(250, size=(46, 66), spread=22, room=0.3)
    stage.row(48, size=(19, 24))


def _fairway(stage: Stage) -> None:
    stage.lane((0.0, 0.78), (1.0, 0.2), 9, width=150)
    stage.motor(3, size=(60, 96), moving=1)
    stage.sail(2, size=(90, 120))
    stage.row(2)


def _bay(stage: Stage) -> None:
    inland = shore.beach(stage.pixels, stage.light, stage.rng, angle=float(stage.rng.uniform(60, 120)), depth=0.2)
    stage.keep_off(inland)
    stage.raft(2, size=110)
    stage.sail(4, size=(90, 130), sails="furled", spread=12)
    stage.motor(4, moving=0.2)
    stage.row(6)
    stage.mark(4, "yellow")
    shore.trees(stage.canvas, stage.rng, inland, count=26, size=46)


def _bathing(stage: Stage) -> None:
    inland = shore.beach(stage.pixels, stage.light, stage.rng, angle=180, depth=0.24)
    stage.keep_off(inland)
    for step in range(12):
        at = (0.47 * stage.width + stage.between(-8, 8), (step + 0.5) / 12 * stage.height)
        stage.float_mark(at, 14, "yellow")
    stage.row(5)
    stage.motor(2, moving=1)
    stage.sail(2, size=(76, 100))
    shore.parasols(stage.canvas, stage.rng, inland, count=14, size=26)
    shore.trees(stage.canvas, stage.rng, inland, count=9, size=44)


def _under_the_bridge(stage: Stage) -> None:
    width, height = stage.width, stage.height
    stage.sail(3, size=(80, 110), sails="furled")
    for share, turn in ((0.3, 88), (0.55, 268), (0.73, 92)):
        stage.pass_by((share * width, (0.44 + 0.07 * (share > 0.5)) * height), 84, turn)
    stage.motor(3, moving=0.6)
    stage.row(3)
    shore.bridge(stage.canvas, (-40, 0.56 * height), (width + 40, 0.42 * height), 74, stage.rng)


def _rocky(stage: Stage) -> None:
    stage.keep_off(shore.rocks(stage.pixels, stage.rng, amount=0.07))
    stage.mark(3, "red")
    stage.mark(2, "green")
    stage.sail(3, size=(80, 110))
    stage.row(4)


def _quay(stage: Stage) -> None:
    width, height = stage.width, stage.height
    shore.quay(stage.canvas, stage.rng, (0.6 * width, -30, width + 20, height + 30))
    stage.moor((0.6 * width, 20), (0.6 * width, height - 20), gap=44, facing=180, mix="mmsd")
    stage.block(0.42, 0, 1, 1)
    stage.motor(3, moving=0.7)
    stage.row(3)
    stage.mark(2, "green")


def _mooring_field(stage: Stage) -> None:
    stage.raft(3)
    stage.raft(2, size=120)
    stage.mark(8, "red", size=(15, 19))
    stage.sail(6, size=(90, 128), sails="furled", spread=7)
    stage.row(7)


def _rough(stage: Stage) -> None:
    shore.whitecaps(stage.pixels, stage.rng, angle=stage.wind, amount=0.025)
    stage.sail(4, size=(84, 120))
    stage.motor(2, moving=1)
    stage.mark(3, "red")


def _empty_sea(stage: Stage) -> None:
    """Nothing to find: only waves and gulls."""
    shore.whitecaps(stage.pixels, stage.rng, angle=stage.wind, amount=0.03)
    for x, y in ((0.2, 0.3), (0.27, 0.36), (0.7, 0.55), (0.62, 0.8), (0.86, 0.22)):
        shore.gull(stage.canvas, stage.rng, (x * stage.width, y * stage.height), 24)


def _empty_beach(stage: Stage) -> None:
    """Nothing to find: a beach without a boat."""
    inland = shore.beach(stage.pixels, stage.light, stage.rng, angle=250, depth=0.3)
    shore.trees(stage.canvas, stage.rng, inland, count=34, size=50)
    for x, y in ((0.3, 0.75), (0.62, 0.62)):
        shore.gull(stage.canvas, stage.rng, (x * stage.width, y * stage.height), 24)


def _whole_harbour(stage: Stage) -> None:
    """The large one: twelve megapixels."""
    for x in (0.16, 0.36):
        _pier(stage, x, reach=0.52, gap=86, mix="ssmm")
    shore.quay(stage.canvas, stage.rng, (-20, -30, stage.width + 20, 0.07 * stage.height), scale=2)
    stage.block(0, 0, 0.5, 0.6)
    stage.block(0, 0, 1, 0.07)
    stage.lane((0.5, 1.0), (1.0, 0.35), 6, width=170)
    stage.sail(9, size=(90, 130))
    stage.motor(8, size=(54, 86))
    stage.row(9)
    stage.mark(4, "yellow")


def _pier(stage: Stage, share: float, *, reach: float, gap: float, mix: str) -> None:
    """A jetty from the upper edge, with boats on both of its sides."""
    x, end, half = share * stage.width, reach * stage.height, 9 * stage.scale
    top = 0.09 * stage.height
    shore.jetty(stage.canvas, (x, 0), (x, end), 2 * half)
    stage.moor((x - half, top), (x - half, end), gap=gap, facing=180, mix=mix)
    stage.moor((x + half, top), (x + half, end), gap=gap, facing=0, mix=mix)


SCENES = (
    Scene("marina-noon", NOON, USUAL, _marina),
    Scene("regatta-start", NOON, (1920, 1280), _regatta),
    Scene("sailing-golden", GOLDEN, WIDE, _sailing),
    Scene("bay-tropic", TROPIC, USUAL, _bay),
    Scene("fairway-morning", MORNING, USUAL, _fairway),
    Scene("bridge-noon", NOON, USUAL, _under_the_bridge),
    Scene("fishing-quay-overcast", OVERCAST, SQUARER, _quay),
    Scene("open-sea-overcast", OVERCAST, USUAL, _empty_sea),
    Scene("mooring-field-morning", MORNING, SQUARER, _mooring_field),
    Scene("rocks-golden", GOLDEN, USUAL, _rocky),
    Scene("bathing-beach-noon", TROPIC, WIDE, _bathing),
    Scene("small-marina-dusk", DUSK, USUAL, _small_marina),
    Scene("fairway-fog", FOG, USUAL, _fairway),
    Scene("rough-water", OVERCAST, WIDE, _rough),
    Scene("whole-harbour", MORNING, (4000, 3000), _whole_harbour, scale=2.4),
    Scene("marina-golden", GOLDEN, USUAL, _marina),
    Scene("sailing-noon", NOON, SQUARER, _sailing),
    Scene("bay-morning", MORNING, USUAL, _bay),
    Scene("bridge-fog", FOG, USUAL, _under_the_bridge),
    Scene("empty-beach", TROPIC, USUAL, _empty_beach),
    Scene("fishing-quay-noon", NOON, USUAL, _quay),
    Scene("mooring-field-dusk", DUSK, WIDE, _mooring_field),
    Scene("rocks-overcast", OVERCAST, USUAL, _rocky),
    Scene("small-marina-noon", NOON, SQUARER, _small_marina),
    Scene("sailing-dusk", DUSK, WIDE, _sailing),
    Scene("bay-golden", GOLDEN, WIDE, _bay),
    Scene("sailing-morning", MORNING, SMALL, _sailing),
    Scene("fairway-golden", GOLDEN, SMALL, _fairway),
    Scene("bay-overcast", OVERCAST, SMALL, _bay),
    Scene("rocks-tropic", TROPIC, SMALL, _rocky),
    Scene("bridge-morning", MORNING, SMALL, _under_the_bridge),
    Scene("mooring-field-noon", NOON, SMALL, _mooring_field),
    Scene("rough-dusk", DUSK, SMALL, _rough),
    Scene("small-marina-fog", FOG, SMALL, _small_marina),
    Scene("fishing-quay-golden", GOLDEN, SMALL, _quay),
    Scene("bathing-beach-golden", GOLDEN, SMALL, _bathing),
    Scene("sailing-fog", FOG, SMALL, _sailing),
    Scene("fairway-noon", NOON, SMALL, _fairway),
    Scene("rocks-dusk", DUSK, SMALL, _rocky),
    Scene("bridge-overcast", OVERCAST, SMALL, _under_the_bridge),
    Scene("bay-dusk", DUSK, SMALL, _bay),
    Scene("mooring-field-tropic", TROPIC, SMALL, _mooring_field),
)
