"""Every address of the resolver, written as the table writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def routes() -> Iterator[str]:
    """Every address of the resolver, regular expressions made readable."""
    yield from (route for route, _name in named_routes())


def named_routes() -> Iterator[tuple[str, str]]:
    """Each with the name that its view has in the resolver, "" where it has none."""
    yield from walk(get_resolver().url_patterns, "", "")


def walk(
    patterns: list[URLPattern | URLResolver], prefix: str, space: str
) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        here = prefix + readable(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from walk(pattern.url_patterns, here, inner)
        else:
            yield here, f"{space}{pattern.name or ''}"


def readable(pattern: str) -> str:
    plain = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", pattern)
    return plain.replace("^", "").replace("$", "").replace("\\", "").replace("/?", "/")
