"""Kinds are discovered: each module in this package with a ``KIND`` is one."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from annotation.kinds.base import Kind


@cache
def all_kinds() -> dict[str, Kind]:
    """Every kind by its name."""
    modules = (importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__))
    kinds = (module.KIND for module in modules if hasattr(module, "KIND"))
    return {kind.name: kind for kind in kinds}


def get_kind(name: str) -> Kind:
    """The kind of that name; a KeyError if there is none."""
    return all_kinds()[name]
