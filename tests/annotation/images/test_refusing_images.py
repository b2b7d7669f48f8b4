"""Files that must not be taken: each gets a sentence, and none is decoded first."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from annotation.images import opening
from annotation.images.keeping import keep, keep_all
from annotation.models import Image
from config.errors import Invalid
from tests.annotation.images import pictures
from tests.annotation.images.pictures import bomb, exif_segment, gif, jpeg_with, picture, saved

pytestmark = pytest.mark.django_db

NO_IMAGE = "This is not a PNG, JPEG, WebP or GIF image. Save it as one of these and send that."
EMPTY = "This file is empty. Send a whole copy of it."
BROKEN = "This image is broken: part of it is missing or damaged. Send a whole copy of it."
PIXELS = "This image has more than 200 million pixels, the limit here. Scale it down or cut it into parts."
ANIMATION = "This animation has more than 1,000 frames. Send the frame that is meant."
JPEG = "This JPEG has far more scans or metadata than a picture needs. Save it anew and send that."

HOSTILE = {
    "nothing": (b"", EMPTY),
    "an SVG": (pictures.SVG, NO_IMAGE),
    "a web page": (pictures.HTML, NO_IMAGE),
    "a PDF": (pictures.PDF, NO_IMAGE),
    "a TIFF": (saved(picture(), "TIFF"), NO_IMAGE),
    "a BMP": (saved(picture(), "BMP"), NO_IMAGE),
    "random bytes": (pictures.pixels(9, 9).tobytes(), NO_IMAGE),
    "a web page behind the letters of a GIF": (b"GIF89a=1;" + pictures.HTML, NO_IMAGE),
    "a bomb": (bomb(50_000, 50_000), PIXELS),
    "a bomb within the sides": (bomb(15_000, 14_000), PIXELS),
    "a long side": (
        saved(picture(20_001, 1)),
        "This image is 20,001 × 1 pixels; a side may have 20,000 at most. Scale it down or cut it into parts.",
    ),
    "a long JPEG": (
        saved(picture(2, 20_001), "JPEG"),
        "This image is 2 × 20,001 pixels; a side may have 20,000 at most. Scale it down or cut it into parts.",
    ),
    "5,000 frames": (gif(5_000), ANIMATION),
    "an animated PNG of 5,000 frames": (
        saved(picture(1, 1))[:33] + pictures.png_chunk(b"acTL", b"\0\0\x13\x88\0\0\0\0") + saved(picture(1, 1))[33:],
        ANIMATION,
    ),
    "a cut JPEG": (saved(picture(200, 150), "JPEG")[:-3000], BROKEN),
    "a cut PNG": (saved(picture(200, 150))[:-5000], BROKEN),
    "a cut GIF": (saved(picture(200, 150), "GIF")[:-5000], BROKEN),
    "a cut WebP": (saved(picture(200, 150), "WEBP")[:-2000], None),
    "a JPEG of a header": (saved(picture(), "JPEG")[:20], NO_IMAGE),
    "a PNG without pixels": (bomb(0, 5), None),
    "a PNG with too few pixels": (bomb(400, 300), BROKEN),
    "metadata without end": (jpeg_with([exif_segment(65_000)] * 530), JPEG),
    "scans without end": (
        saved(picture(64, 48), "JPEG")[:-2] + b"\xff\xda\0\x08\1\1\0\0\x3f\0" * 101 + b"\xff\xd9",
        JPEG,
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_usable_image_is_refused_with_a_sentence(what: str) -> None:
    data, sentence = HOSTILE[what]
    with pytest.raises(Invalid) as refusal:
        keep(io.BytesIO(data))
    assert sentence in (None, refusal.value.detail)
    assert refusal.value.detail.endswith(".")
    assert not Image.objects.exists()


def test_a_name_does_not_make_an_image(tmp_path: Path) -> None:
    path = tmp_path / "cell.png"
    path.write_bytes(pictures.HTML)
    with pytest.raises(Invalid, match="not a PNG"):
        keep(path)


def test_a_file_that_is_too_large_is_not_read_to_its_end() -> None:
    class Endless(io.BytesIO):
        given = 0

        def read(self, size: int | None = -1) -> bytes:
            self.given += size or 0
            return bytes(size or 0)

    source = Endless()
    with pytest.raises(Invalid, match="larger than 200 MB"):
        keep(source)
    assert source.given <= opening.MOST_BYTES + (2 << 20)


def test_the_others_are_kept_and_problems_come_in_order() -> None:
    good = [saved(picture()) for _ in range(5)]
    sent = [good[0], pictures.SVG, good[1], good[2], b"", good[0], good[3], gif(1_001), good[4]]
    outcomes = list(keep_all(io.BytesIO(data) for data in sent))
    assert [type(outcome).__name__ for outcome in outcomes] == (
        ["Image", "Invalid", "Image", "Image", "Invalid", "Image", "Image", "Invalid", "Image"]
    )
    assert outcomes[0] == outcomes[5]
    assert [outcome.detail for outcome in outcomes if isinstance(outcome, Invalid)] == [
        NO_IMAGE,
        EMPTY,
        ANIMATION,
    ]
    assert Image.objects.count() == 5


def test_a_damaged_member_of_an_archive_is_a_problem_of_that_file_alone() -> None:
    archive = io.BytesIO()
    parts = [saved(picture()), saved(picture())]
    with zipfile.ZipFile(archive, "w") as writing:
        for number, part in enumerate(parts):
            writing.writestr(f"{number}.png", part)
    damaged = bytearray(archive.getvalue())
    damaged[damaged.index(parts[0]) + 60] ^= 0xFF
    with zipfile.ZipFile(io.BytesIO(damaged)) as reading:
        first, second = keep_all(reading.open(f"{number}.png") for number in range(2))
    assert isinstance(first, Invalid)
    assert first.detail == "This file cannot be unpacked: the archive is damaged there."
    assert isinstance(second, Image)


def test_a_thousand_frames_are_taken() -> None:
    image = keep(io.BytesIO(gif(1_000)))
    assert (image.format, image.width, image.height) == ("gif", 1, 1)
