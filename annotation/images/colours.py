"""Pixels as browsers show them: upright, of eight bits, grey or sRGB, and transparent only where it is used."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image, ImageCms

from annotation.images.opening import BROKEN

ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
LARGEST_PROFILE = 4 << 20
WHITE = (255, 255, 255)
DEEP = 257  # 65,535 becomes 255


def orientation(image: Image.Image) -> int:
    """The EXIF orientation, 1 … 8. What cannot be read is the usual one, as for browsers."""
    exif = Image.Exif()
    try:
        exif.load(image.info.get("exif") or b"")
        found = exif.get(ORIENTATION)
    except BROKEN:
        return 1
    return found if found in TURNS else 1


def as_shown(image: Image.Image) -> Image.Image:
    """Grey, RGB or RGBA of eight bits in sRGB, and none of the metadata."""
    profile = image.info.get("icc_profile")
    picture = _in_eight_bits(image)
    if picture.mode != "CMYK":
        picture = _in_plain_mode(picture)
    picture = _in_srgb(picture, profile)
    if picture.mode == "CMYK":
        picture = picture.convert("RGB")
    picture.info = {}
    return picture


def over_white(picture: Image.Image) -> Image.Image:
    """The picture without transparency, for formats that have none."""
    if picture.mode != "RGBA":
        return picture
    flat = Image.new("RGB", picture.size, WHITE)
    flat.paste(picture, mask=picture.getchannel("A"))
    return flat


def _in_eight_bits(image: Image.Image) -> Image.Image:
    if not image.mode.startswith("I"):
        return image
    # A plain conversion cuts off at 255 instead of scaling.
    grey = image.point(lambda value: value * (1 / DEEP)).convert("L")
    grey.info.pop("transparency", None)
    return grey


def _in_plain_mode(image: Image.Image) -> Image.Image:
    if image.has_transparency_data:
        clear = image if image.mode == "RGBA" else image.convert("RGBA")
        lowest, _ = clear.getchannel("A").getextrema()
        return clear.convert("RGB") if lowest == 255 else clear
    plain = "L" if image.mode in ("1", "L") else "RGB"
    return image if image.mode == plain else image.convert(plain)


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours that the embedded profile means. One that does not fit or cannot be read is passed over."""
    if not profile or len(profile) > LARGEST_PROFILE or picture.mode == "L":
        return picture
    try:
        found = ImageCms.ImageCmsProfile(BytesIO(profile))
        if found.profile.xcolor_space.strip() != picture.mode.removesuffix("A") or _is_srgb(found):
            return picture
        target = "RGB" if picture.mode == "CMYK" else picture.mode
        transform = ImageCms.buildTransform(found, _srgb(), picture.mode, target)
        in_place = target == picture.mode
        return ImageCms.applyTransform(picture, transform, inPlace=in_place) or picture
    except (ImageCms.PyCMSError, *BROKEN):
        return picture


def _is_srgb(profile: ImageCms.ImageCmsProfile) -> bool:
    return "sRGB" in (profile.profile.profile_description or "")


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
