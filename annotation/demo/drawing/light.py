"""The time of day: what colour water has then, how shadows fall, and what lies over the whole picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageChops

from annotation.demo.drawing.fields import Field, clouds, field

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Light:
    """How a scene is lit."""

    deep: Colour
    shallow: Colour
    shadow: tuple[float, float]  # where a shadow falls, in pixels for each pixel of height
    darkness: float  # of shadows
    tint: tuple[float, float, float]
    glitter: float = 0.4
    fog: float = 0.0


NOON = Light((24, 92, 128), (64, 178, 186), (0.5, 0.6), 0.42, (1.0, 1.0, 1.0))
MORNING = Light((38, 96, 122), (110, 182, 178), (-1.3, 0.7), 0.34, (1.05, 1.0, 0.93))
GOLDEN = Light((34, 80, 112), (140, 164, 150), (1.7, 0.6), 0.44, (1.14, 0.98, 0.82), glitter=0.6)
OVERCAST = Light((66, 96, 106), (112, 142, 142), (0.2, 0.3), 0.18, (0.95, 0.97, 1.0), glitter=0.08)
DUSK = Light((44, 66, 92), (104, 116, 128), (-1.6, 0.5), 0.32, (0.9, 0.76, 0.8), glitter=0.15)
FOG = Light((92, 114, 120), (140, 158, 158), (0.2, 0.2), 0.12, (0.98, 1.0, 1.0), glitter=0.0, fog=0.62)
TROPIC = Light((12, 116, 152), (96, 216, 204), (0.4, 0.7), 0.4, (1.03, 1.02, 0.97), glitter=0.35)


def graded(image: Image.Image, light: Light, rng: np.random.Generator) -> Image.Image:
    """The finished picture: tinted, with fog, darker corners and the grain of a camera."""
    tables = [[min(255, round(value * factor)) for value in range(256)] for factor in light.tint]
    image = image.point([value for table in tables for value in table])
    coarse = image.width // 8, image.height // 8
    if light.fog:
        thickness = light.fog * (0.45 + 0.8 * clouds(rng, coarse, coarse[0] / 3))
        image.paste((224, 230, 230), mask=_as_mask(thickness.clip(0, 0.9), image.size))
    image.paste((8, 20, 40), mask=_as_mask(_corners(coarse) * 0.16, image.size))
    return ImageChops.add(image, _grain(rng, image.size), offset=-128)


def _as_mask(strength: Field, size: tuple[int, int]) -> Image.Image:
    return Image.fromarray((strength * 255).astype(np.uint8)).resize(size, Image.Resampling.BILINEAR)


def _corners(size: tuple[int, int]) -> Field:
    across = np.linspace(-1, 1, size[0], dtype=np.float32) ** 2
    down = np.linspace(-1, 1, size[1], dtype=np.float32) ** 2
    return np.clip((across[None, :] + down[:, None]) / 2 - np.float32(0.15), 0, 1)


def _grain(rng: np.random.Generator, size: tuple[int, int]) -> Image.Image:
    """A tile of noise, repeated: nobody sees it repeat, and it costs next to nothing."""
    tile = (128 + rng.normal(0, 2.2, (256, 256))).astype(np.uint8)
    grain = Image.fromarray(np.tile(tile, (size[1] // 256 + 1, size[0] // 256 + 1))[: size[1], : size[0]])
    return Image.merge("RGB", (grain, grain, grain))


def water(light: Light, rng: np.random.Generator, size: tuple[int, int], *, scale: float, angle: float) -> Field:
    """The colours of open water, with waves that run at an angle."""
    depth = clouds(rng, size, 420 * scale)[..., None]
    deep, shallow = (np.array(colour, dtype=np.float32) for colour in (light.deep, light.shallow))
    swell = field(rng, size, (70 * scale, 24 * scale), angle)
    chop = field(rng, size, (24 * scale, 8 * scale), angle + 14)
    ripple = field(rng, size, (10 * scale, 3.6 * scale), angle - 9)
    relief = 0.42 * swell + 0.36 * chop + 0.34 * ripple
    colours: Field = deep + (shallow - deep) * (0.08 + 0.34 * depth)
    colours *= (0.86 + 0.26 * relief)[..., None]
    sparkle = np.clip(relief - 0.76, 0, 1) * light.glitter * 620
    colours += sparkle[..., None] * np.array((1.0, 0.98, 0.9), dtype=np.float32)
    return colours
