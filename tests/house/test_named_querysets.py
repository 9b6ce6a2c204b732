"""A page asks for things by what they are (`in_review()`), never by a state spelt out in a view."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from marketplace.processes.programs import ROOT

PAGES = (
    *("campaigns/views", "campaigns/api", "campaigns/templatetags", "payouts/views"),
    *("marketplace/accounts/views", "marketplace/templatetags"),
    *("marketplace/notifications/notice_pages.py", "marketplace/notifications/kept_mails.py"),
    *("marketplace/parking/views.py", "marketplace/personal_data/views.py"),
)
ASKING = {"filter", "exclude", "get", "get_object_or_404", "Q"}
STATE = re.compile(r"(?:^|__)(?:status|decided_at|ended_at|revoked_at|read_at)(?:__\w+)?$")


def raw_states(folder: Path) -> list[str]:
    """Every question about a state in the Python files of `folder`, as `file:line keyword`."""
    return [
        f"{path.name}:{line} {asked}"
        for path in sorted(folder.rglob("*.py") if folder.is_dir() else [folder])
        for line, asked in sorted(_asked(ast.parse(path.read_text())))
        if STATE.search(asked)
    ]


def _asked(module: ast.Module) -> Iterator[tuple[int, str]]:
    for call in ast.walk(module):
        if isinstance(call, ast.Call) and _name(call) in ASKING:
            yield from ((call.lineno, keyword.arg) for keyword in call.keywords if keyword.arg)


def _name(call: ast.Call) -> str:
    named = call.func
    if isinstance(named, ast.Attribute):
        return named.attr
    return named.id if isinstance(named, ast.Name) else ""


def test_no_page_spells_out_a_state() -> None:
    assert [(page, raw_states(ROOT / page)) for page in PAGES] == [(page, []) for page in PAGES]


def test_a_state_that_is_spelt_out_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "views.py").write_text(
        "a = Post.objects.filter(\n    link=link, status=Status.APPROVED)\n"
        "b = Post.objects.exclude(link__claim__campaign__status__in=HIDDEN)\n"
        "c = Count('proofs', filter=~Q(proofs__status=VERIFIED))\n"
        "d = Notice.objects.filter(read_at=None)\n"
        "e = render(request, 'page.html', status=422)\n"
        "f = Post.objects.approved().filter(link=link)\n"
    )

    assert raw_states(tmp_path) == [
        "views.py:1 status",
        "views.py:3 link__claim__campaign__status__in",
        "views.py:4 proofs__status",
        "views.py:5 read_at",
    ]
