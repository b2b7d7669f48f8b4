"""Images of more than 50 million pixels: a preview, and tiles that make the whole picture again."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from django.http import HttpResponseBase
from django.test import Client
from PIL import Image as Pillow

from accounts.models import User
from annotation.images import files, links
from annotation.images.keeping import keep
from annotation.images.links import Variant
from annotation.models import Image
from tests.annotation.images.pictures import saved, with_orientation

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
WIDTH, HEIGHT = 9_500, 5_300


def waves() -> Pillow.Image:
    """Grey, smooth, and nowhere the same."""
    across = np.sin(np.arange(WIDTH) / 97)
    down = np.cos(np.arange(HEIGHT) / 61)
    return Pillow.fromarray((127 + 60 * across[None, :] + 60 * down[:, None]).astype(np.uint8))


@pytest.fixture(scope="module")
def large() -> Pillow.Image:
    return waves()


@pytest.fixture
def image(large: Pillow.Image) -> Image:
    return keep(io.BytesIO(saved(large, compress_level=1)))


def body_of(response: HttpResponseBase) -> bytes:
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def assembled(client: Client, tiles: dict[str, Any], number: int) -> Pillow.Image:
    level, size = tiles["levels"][number], tiles["size"]
    whole = Pillow.new("L", (level["width"], level["height"]))
    for row in range(level["rows"]):
        for column in range(level["columns"]):
            url = tiles["url"].format(level=number, column=column, row=row)
            whole.paste(Pillow.open(io.BytesIO(body_of(client.get(url)))), (column * size, row * size))
    return whole


def test_tiles_make_the_picture_again_at_every_level(
    ada: User, image: Image, large: Pillow.Image, signed_in: SignedIn
) -> None:
    shown = links.links(image, ada)
    assert (shown["width"], shown["height"], shown["tiles"]["size"]) == (9_500, 5_300, 512)
    assert shown["tiles"]["levels"] == [
        {"width": 9_500, "height": 5_300, "columns": 19, "rows": 11},
        {"width": 4_750, "height": 2_650, "columns": 10, "rows": 6},
        {"width": 2_375, "height": 1_325, "columns": 5, "rows": 3},
        {"width": 1_188, "height": 663, "columns": 3, "rows": 2},
    ]
    client = signed_in(ada)
    for number in (0, 3):
        whole = assembled(client, shown["tiles"], number)
        expected = np.asarray(large.reduce(2**number)).astype(int)
        assert abs(np.asarray(whole) - expected).max() < 10


def test_what_is_shown_first_is_a_preview(ada: User, image: Image, signed_in: SignedIn) -> None:
    assert (image.shown_width, image.shown_height, image.shown_format) == (2_375, 1_325, "png")
    preview = Pillow.open(io.BytesIO(body_of(signed_in(ada).get(links.links(image, ada)["url"]))))
    assert preview.size == (2_375, 1_325)


def test_there_is_nothing_beside_the_tiles(ada: User, image: Image, signed_in: SignedIn) -> None:
    client, url = signed_in(ada), links.links(image, ada)["tiles"]["url"]
    for level, column, row in ((0, 19, 0), (0, 0, 11), (4, 0, 0), (3, 3, 0)):
        assert client.get(url.format(level=level, column=column, row=row)).status_code == 404
    shown = links.token(image, ada, Variant.SHOWN)
    assert client.get(f"/images/{shown}/0/0/0").status_code == 404
    assert client.get(f"/images/{links.token(image, ada, Variant.TILES)}").status_code == 404


def test_a_tile_has_the_headers_of_an_image(ada: User, image: Image, signed_in: SignedIn) -> None:
    client, url = signed_in(ada), links.links(image, ada)["tiles"]["url"].format(level=1, column=2, row=3)
    whole = client.get(url)
    data = body_of(whole)
    assert (whole["Content-Type"], whole["Content-Length"]) == ("image/jpeg", str(len(data)))
    assert whole["Content-Security-Policy"] == "default-src 'none'; sandbox"
    part = client.get(url, headers={"Range": "bytes=5-60"})
    assert (part.status_code, body_of(part)) == (206, data[5:61])
    assert client.get(url, headers={"If-None-Match": whole["ETag"]}).status_code == 304
    assert whole["ETag"] != client.get(links.links(image, ada)["tiles"]["url"].format(level=1, column=3, row=3))["ETag"]


def test_a_large_turned_image_is_exported_upright_and_whole(large: Pillow.Image) -> None:
    lying = large.transpose(Pillow.Transpose.ROTATE_90)
    image = keep(io.BytesIO(saved(lying, compress_level=1, exif=with_orientation(6))))
    assert (image.width, image.height, image.turned) == (9_500, 5_300, True)
    with files.images().open(files.upright(image)) as file, Pillow.open(file) as upright:
        assert np.array_equal(np.asarray(upright), np.asarray(large))


def test_a_lost_row_of_tiles_comes_back(image: Image, large: Pillow.Image) -> None:
    lost = f"{image.folder}/tiles/1/2"
    size = files.images().size(lost)
    files.images().delete(lost)
    assert keep(io.BytesIO(saved(large, compress_level=1))) == image
    assert files.images().size(lost) == size
