"""The list of bin/pictures names pages that are there, each once."""

from __future__ import annotations

from collections import Counter

from tests.authorization.routes import named_routes
from tests.look.pages_to_show import PAGES

SHOWN = [(name, shown) for pages in PAGES.values() for name, shown in pages.items()]


def test_no_picture_overwrites_another() -> None:
    assert [name for name, times in Counter(name for name, _ in SHOWN).items() if times > 1] == []


def test_every_view_is_one_that_the_resolver_names() -> None:
    named = {shown.view for _, shown in SHOWN if shown.view}

    assert named - {name for _route, name in named_routes()} == set()
