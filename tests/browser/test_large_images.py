"""Images of more than 50 million pixels: the browser gets a preview and, where one looks closely, tiles."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Response

from tests.annotation.images.pictures import saved, with_orientation
from tests.browser.test_drawing_boxes import SLOW, Canvas, close_to, desk, rectangle, submitted
from tests.journeys.office import Office
from tests.journeys.pictures import set_pictures
from tests.journeys.scene import Scene
from tests.journeys.stack import Stack

pytestmark = pytest.mark.browser

SIZE = WIDTH, HEIGHT = 9_000, 6_000
CELL = 100
# A place off the middle, with edges of cells and of tiles around it.
PLACE = 6_950.0, 1_450.0
NEAR = 2  # pixels from an edge between cells, where the preview is blurred: it has a quarter of the sharpness
LIKENESS = 12  # of 255; tiles are JPEG
TILE = re.compile(r"/images/[^/]+/(?P<level>\d+)/(?P<column>\d+)/(?P<row>\d+)$")
PREVIEW_IS_THERE = "(img) => img.decode().then(() => [img.naturalWidth, img.naturalHeight])"
TILES_ARE_THERE = """() => {
  const [, ...tiles] = document.querySelectorAll("[role=application] img");
  const sharp = tiles.length > 0 && tiles.every((tile) => /\\/0\\/[0-9]+\\/[0-9]+$/.test(tile.src));
  return sharp && Promise.all(tiles.map((tile) => tile.decode())).then(() => true);
}"""


def grey_at(x: float, y: float) -> int:
    """The grey of the cell in which a pixel lies; it is far from that of the cells beside it."""
    return int(101 * (x // CELL) + 67 * (y // CELL)) % 256


def sheet() -> Image.Image:
    cells = [[grey_at(x, y) for x in range(0, WIDTH, CELL)] for y in range(0, HEIGHT, CELL)]
    return Image.fromarray(np.array(cells, dtype=np.uint8)).resize(SIZE, Image.Resampling.NEAREST)


def upright() -> bytes:
    return saved(sheet(), compress_level=1)


def lying() -> bytes:
    """A file whose pixels lie on their side, as a camera that was held upright writes it."""
    turned = sheet().transpose(Image.Transpose.ROTATE_90)
    return saved(turned, "JPEG", quality=95, exif=with_orientation(6))


@dataclass
class Tile:
    """A tile as it came over the wire."""

    level: int
    status: int
    media_type: str


@pytest.fixture(params=[("sheet.png", upright), ("sheet.jpg", lying)], ids=["a PNG", "a JPEG on its side"])
def scene(request: pytest.FixtureRequest, stack: Stack) -> Scene:
    """A project whose most urgent task is the sheet."""
    name, make = request.param
    scene = set_pictures(stack, [(60, 40, 1)])
    office = Office(stack, scene)
    uploaded = office.upload(name, make())
    assert uploaded.status == 201, uploaded
    job = office.brought_in(uploaded.body, priority=10)
    assert (job["status"], office.refusals(job)) == ("succeeded", {})
    return scene


@pytest.fixture
def canvas(browser: Browser, base_url: str, scene: Scene) -> Iterator[Canvas]:
    yield from desk(browser, base_url, scene)


def tiles_fetched(page: Page) -> list[Tile]:
    """The tiles that the page gets from now on."""
    tiles: list[Tile] = []

    def note(response: Response) -> None:
        if found := TILE.search(response.url):
            tiles.append(Tile(int(found["level"]), response.status, response.headers["content-type"]))

    page.on("response", note)
    return tiles


def assert_seen(canvas: Canvas, *points: tuple[float, float]) -> None:
    """The screen shows the sheet's greys at these points of the image."""
    screen = Image.open(io.BytesIO(canvas.page.screenshot())).convert("L")
    places = [tuple(int(part) for part in canvas.at(x + 0.5, y + 0.5)) for x, y in points]
    shown = [screen.getpixel((left, top)) for left, top in places]
    assert shown == pytest.approx([grey_at(*point) for point in points], abs=LIKENESS)


def test_a_large_image_is_seen_whole_at_first_and_sharp_from_near(canvas: Canvas, stack: Stack, scene: Scene) -> None:
    images = canvas.stage.locator("img")
    assert images.first.evaluate(PREVIEW_IS_THERE) == [WIDTH // 4, HEIGHT // 4]
    assert images.count() == 1
    assert_seen(canvas, PLACE)

    tiles = tiles_fetched(canvas.page)
    canvas.zoom_to(1, around=PLACE)
    canvas.press("o")
    canvas.page.mouse.move(*canvas.at(PLACE[0] - 330, PLACE[1] - 270))
    canvas.page.wait_for_function(TILES_ARE_THERE, timeout=SLOW)
    assert canvas.scale == 1
    points = [
        (x + across * NEAR, y + down * NEAR)
        for x in (6_700, 7_000)
        for y in (1_300, 1_600)
        for across in (-1, 1)
        for down in (-1, 1)
    ]
    assert_seen(canvas, *points)
    assert {(tile.status, tile.media_type) for tile in tiles} == {(200, "image/jpeg")}
    assert 0 < sum(tile.level == 0 for tile in tiles) < 30

    canvas.draw(6_712.0, 1_322.0, 301.0, 203.0)
    (box,) = submitted(canvas)["boxes"]
    assert rectangle(box) == close_to(6_712, 1_322, 301, 203)
