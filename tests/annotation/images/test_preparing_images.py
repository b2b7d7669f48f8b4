"""What is shown of an image: the pixels that people should see, in files of our own making."""

from __future__ import annotations

import io
from collections.abc import Callable
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from PIL import Image as Pillow
from PIL import ImageCms

from annotation.images import files
from annotation.images.keeping import keep
from annotation.models import Image
from tests.annotation.images.pictures import (
    HTML,
    exif_segment,
    jpeg_with,
    picture,
    pixels,
    png_chunk,
    saved,
    smooth,
    with_orientation,
)

pytestmark = pytest.mark.django_db
RED = (200, 60, 90)
Array = np.ndarray[Any, np.dtype[np.uint8]]


def taken(data: bytes) -> Image:
    return keep(io.BytesIO(data))


def file_of(image: Image, name: str) -> bytes:
    with files.images().open(f"{image.folder}/{name}") as file:
        data: bytes = file.read()
    return data


def shown(image: Image, name: str = "shown") -> Pillow.Image:
    found = Pillow.open(BytesIO(file_of(image, name)))
    found.load()
    return found


# How an upright picture lies in a file of each orientation, by the EXIF standard: where its first row and column are.
LYING: dict[int, Callable[[Array], Array]] = {
    1: lambda upright: upright,
    2: lambda upright: upright[:, ::-1],
    3: lambda upright: upright[::-1, ::-1],
    4: lambda upright: upright[::-1],
    5: lambda upright: upright.transpose(1, 0, 2),
    6: lambda upright: upright[:, ::-1].transpose(1, 0, 2),
    7: lambda upright: upright[::-1, ::-1].transpose(1, 0, 2),
    8: lambda upright: upright[::-1].transpose(1, 0, 2),
}


@pytest.mark.parametrize("orientation", LYING)
@pytest.mark.parametrize(("format_name", "options"), [("PNG", {}), ("WEBP", {"lossless": True})])
def test_every_orientation_is_shown_upright(orientation: int, format_name: str, options: dict[str, bool]) -> None:
    upright = pixels(50, 30)
    lying = Pillow.fromarray(np.ascontiguousarray(LYING[orientation](upright)))
    image = taken(saved(lying, format_name, exif=with_orientation(orientation), **options))
    assert (image.width, image.height, image.turned) == (50, 30, orientation != 1)
    assert np.array_equal(np.asarray(shown(image)), upright)


def test_a_turned_photograph_is_upright_in_the_export_too() -> None:
    upright = smooth(60, 40)
    lying = Pillow.fromarray(np.ascontiguousarray(LYING[6](np.asarray(upright))))
    image = taken(saved(lying, "JPEG", quality=95, exif=with_orientation(6)))
    assert (image.width, image.height, image.shown_format) == (60, 40, "jpeg")
    assert files.upright(image) == f"{image.folder}/shown"
    difference = np.asarray(shown(image)).astype(int) - np.asarray(upright)
    assert abs(difference).max() < 12


@pytest.mark.parametrize("exif", [with_orientation(9), with_orientation(0), b"Exif\0\0MM\0*nonsense", b"?"])
def test_an_orientation_that_means_nothing_is_the_usual_one(exif: bytes) -> None:
    whole = saved(picture())
    image = taken(whole[:33] + png_chunk(b"eXIf", exif) + whole[33:])
    assert (image.width, image.height, image.turned) == (40, 24, False)


@pytest.mark.parametrize(
    ("format_name", "options", "shown_format"),
    [
        ("JPEG", {}, "jpeg"),
        ("JPEG", {"progressive": True}, "jpeg"),
        ("WEBP", {}, "jpeg"),
        ("WEBP", {"lossless": True}, "png"),
        ("PNG", {}, "png"),
        ("GIF", {}, "png"),
    ],
)
def test_photographs_become_jpeg_and_drawings_png(
    format_name: str, options: dict[str, bool], shown_format: str
) -> None:
    image = taken(saved(smooth(90, 70), format_name, **options))
    assert (image.format, image.shown_format) == (format_name.lower(), shown_format)
    assert (image.shown_width, image.shown_height) == (image.width, image.height) == (90, 70)
    assert shown(image).format == shown_format.upper()


@pytest.mark.parametrize(("mode", "expected"), [("L", "L"), ("1", "L"), ("P", "RGB"), ("LA", "RGB"), ("RGBA", "RGB")])
def test_pictures_of_every_mode_keep_their_pixels(mode: str, expected: str) -> None:
    sent = picture(mode=mode)
    result = shown(taken(saved(sent)))
    assert result.mode == expected
    assert np.array_equal(np.asarray(result.convert("RGB")), np.asarray(sent.convert("RGB")))


def test_sixteen_bits_are_scaled_to_eight_and_not_cut_off() -> None:
    deep = Pillow.fromarray(np.array([[0, 257, 40_000, 65_535]], dtype=np.uint16))
    result = np.asarray(shown(taken(saved(deep))))
    assert result.tolist() == [[0, 1, 155, 255]]


def test_transparency_is_kept_and_is_white_in_the_thumbnail() -> None:
    clear = picture()
    clear.putalpha(Pillow.new("L", clear.size, 0))
    image = taken(saved(clear))
    assert shown(image).getpixel((3, 3))[3] == 0  # type: ignore[index]
    assert shown(image, "thumbnail").getpixel((3, 3)) == (255, 255, 255)


def test_a_print_picture_comes_out_in_the_colours_of_screens() -> None:
    result = shown(taken(saved(Pillow.new("CMYK", (20, 10), (0, 255, 255, 0)), "JPEG")))
    red, green, blue = result.getpixel((5, 5))  # type: ignore[misc]
    assert result.mode == "RGB"
    assert red > 200
    assert max(green, blue) < 60


def swapped_profile() -> bytes:
    """A profile of screens whose red is our green and the other way round."""
    usual = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    renamed = usual.replace("sRGB".encode("utf-16-be"), "swap".encode("utf-16-be"))
    return renamed.replace(b"rXYZ", b"----", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"----", b"gXYZ", 1)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_an_embedded_profile_is_applied(mode: str) -> None:
    plain = Pillow.new("RGBA", (30, 20), (200, 60, 90, 120)) if mode == "RGBA" else Pillow.new("RGB", (30, 20), RED)
    sent = plain.quantize() if mode == "P" else plain
    found = shown(taken(saved(sent, icc_profile=swapped_profile()))).getpixel((1, 1))
    assert found is not None
    assert np.allclose(found, (60, 200, 90, 120)[: len(plain.getbands())], atol=3)


@pytest.mark.parametrize(
    "profile", [b"nonsense" * 20, ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()]
)
def test_a_profile_that_is_broken_or_does_not_fit_is_passed_over(profile: bytes) -> None:
    plain = Pillow.new("RGB", (30, 20), RED)
    assert shown(taken(saved(plain, icc_profile=profile))).getpixel((1, 1)) == RED


def test_nothing_but_pixels_is_handed_on() -> None:
    secret = b"GPS 52.5200 N, 13.4050 E"
    exif = Pillow.Exif()
    exif[0x010E] = secret.decode()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    photograph = saved(smooth(70, 50), "JPEG", exif=exif, comment=secret, icc_profile=profile)
    drawing = saved(smooth(70, 50), exif=exif, icc_profile=profile)
    drawing = drawing[:33] + png_chunk(b"tEXt", b"Comment\0" + secret) + drawing[33:]
    for data in (photograph, drawing):
        image = taken(data)
        assert secret in file_of(image, "original")
        for name in ("shown", "thumbnail"):
            assert secret not in file_of(image, name)
            assert shown(image, name).info.keys().isdisjoint({"exif", "comment", "icc_profile", "Comment"})


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "GIF", "WEBP"])
def test_what_hangs_behind_or_inside_a_picture_is_not_served(format_name: str) -> None:
    whole = saved(smooth(70, 50), format_name)
    image = taken(whole + HTML)
    assert b"<script>" in file_of(image, "original")
    assert b"<script>" not in file_of(image, "shown") + file_of(image, "thumbnail")


def test_much_metadata_does_no_harm() -> None:
    image = taken(jpeg_with([exif_segment(65_000)] * 40))
    assert (image.width, image.height, image.turned) == (64, 48, False)


def test_the_first_frame_is_the_picture() -> None:
    first, second = picture(), picture()
    image = taken(saved(first, "WEBP", lossless=True, save_all=True, append_images=[second]))
    assert (image.format, image.shown_format) == ("webp", "png")
    assert np.array_equal(np.asarray(shown(image).convert("RGB")), np.asarray(first))


@pytest.mark.parametrize(
    ("size", "expected"), [((1000, 500), (320, 160)), ((30, 900), (11, 320)), ((64, 48), (64, 48))]
)
def test_thumbnails_keep_the_shape_and_never_grow(size: tuple[int, int], expected: tuple[int, int]) -> None:
    assert shown(taken(saved(smooth(*size))), "thumbnail").size == expected
