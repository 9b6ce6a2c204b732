"""The list of bin/pictures names pages that are there, each once."""

from __future__ import annotations

from collections import Counter

from django.urls import URLPattern, URLResolver, get_resolver

from tests.look.pages_to_show import PAGES

SHOWN = [(name, shown) for pages in PAGES.values() for name, shown in pages.items()]


def names_below(resolver: URLResolver, spaces: str = "") -> set[str]:
    """Every name that the resolver gives an address, with its namespaces."""
    found: set[str] = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            found.add(f"{spaces}{entry.name}")
        else:
            found |= names_below(entry, spaces + (f"{entry.namespace}:" if entry.namespace else ""))
    return found


def test_no_picture_overwrites_another() -> None:
    assert [name for name, times in Counter(name for name, _ in SHOWN).items() if times > 1] == []


def test_every_view_is_one_that_the_resolver_names() -> None:
    named = {shown.view for _, shown in SHOWN if shown.view}

    assert named - names_below(get_resolver()) == set()
