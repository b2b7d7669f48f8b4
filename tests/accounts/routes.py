"""Every route and method that the URL resolver knows."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, StringConverter, UUIDConverter

IGNORED = {"HEAD", "OPTIONS", "TRACE"}
Found = tuple[str, Any, dict[str, Any]]


def all_routes() -> Iterator[tuple[str, str]]:
    """Pairs of route name and method. A route without a name shows its pattern instead."""
    for name, view, _ in _walk(get_resolver().url_patterns):
        for method in sorted(methods_of(view)):
            yield name, method


def any_path(route: str) -> str:
    """A path of the route, with ids of nothing."""
    parameters = next(parameters for name, _, parameters in _walk(get_resolver().url_patterns) if name == route)
    return reverse(route, kwargs={name: _sample(converter) for name, converter in parameters.items()})


def methods_of(view: Any) -> set[str]:
    made_of = getattr(view, "cls", None) or getattr(view, "view_class", None)
    if made_of is None:
        return {"GET"}
    names = getattr(view, "actions", None) or [name for name in made_of.http_method_names if hasattr(made_of, name)]
    return {name.upper() for name in names} - IGNORED


def _walk(
    patterns: list[URLPattern | URLResolver], prefix: str = "", parameters: dict[str, Any] | None = None
) -> Iterator[Found]:
    for pattern in patterns:
        inner = {**(parameters or {}), **getattr(pattern.pattern, "converters", {})}
        if isinstance(pattern, URLResolver):
            names = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _walk(pattern.url_patterns, names, inner)
        else:
            yield f"{prefix}{pattern.name or pattern.pattern}", pattern.callback, inner


def _sample(converter: Any) -> Any:
    samples = {UUIDConverter: uuid.uuid4(), IntConverter: 1, StringConverter: "x"}
    return samples[type(converter)]
