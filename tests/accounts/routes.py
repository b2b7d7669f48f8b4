"""Every route and method that the URL resolver knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

IGNORED = {"HEAD", "OPTIONS", "TRACE"}


def all_routes() -> Iterator[tuple[str, str]]:
    """Pairs of route name and method. A route without a name shows its pattern instead."""
    for name, view in _walk(get_resolver().url_patterns, ""):
        for method in sorted(methods_of(view)):
            yield name, method


def methods_of(view: Any) -> set[str]:
    made_of = getattr(view, "cls", None) or getattr(view, "view_class", None)
    if made_of is None:
        return set(getattr(view, "methods", ["GET"]))
    actions = getattr(view, "actions", None)
    names = actions or [name for name in made_of.http_method_names if hasattr(made_of, name)]
    return {name.upper() for name in names} - IGNORED


def _walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _walk(pattern.url_patterns, inner)
        else:
            yield f"{prefix}{pattern.name or pattern.pattern}", pattern.callback
