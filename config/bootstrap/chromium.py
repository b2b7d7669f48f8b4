"""The browser that the journeys drive."""

from __future__ import annotations

import os
import sys
from pathlib import Path

DEBIAN = Path("/usr/bin/chromium")
MISSING = (
    "there is no Chromium: set CHROMIUM_PATH, or install Debian's chromium, "
    "or run: .venv/bin/python -m playwright install chromium"
)


def find_chromium() -> Path | None:
    """CHROMIUM_PATH, else Debian's, else the one that Playwright has installed."""
    named = os.environ.get("CHROMIUM_PATH")
    if named:
        return Path(named) if Path(named).is_file() else None
    return DEBIAN if DEBIAN.is_file() else playwright_chromium()


def playwright_chromium() -> Path | None:
    names = ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*")
    found = [path for name in names for path in sorted(playwright_folder().glob(name))]
    return found[-1] if found else None


def playwright_folder() -> Path:
    named = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    if named:
        return Path(named)
    caches = Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    return caches / "ms-playwright"
