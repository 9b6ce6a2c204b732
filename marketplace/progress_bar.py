"""A progress bar on a terminal; silence elsewhere, and on hosts that lack tqdm."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Advance = Callable[[int], object]  # by how many


@contextmanager
def progress_bar(step: str, total: int, unit: str) -> Iterator[Advance]:
    """Give a function that moves the bar on. `unit` is a word, or "B" for bytes."""
    try:
        from tqdm import tqdm
    except ImportError:  # production hosts install requirements/base.txt, where it is not
        yield lambda _by: None
        return
    with tqdm(total=total, desc=step, unit=unit, unit_scale=unit == "B", disable=None) as bar:
        yield bar.update


def reaching(advance: Advance, total: int) -> Callable[[int], None]:
    """Return a function that moves a bar to where the work stands, `total` at most."""
    shown = 0

    def reach(done: int) -> None:
        nonlocal shown
        advance(min(done, total) - shown)
        shown = min(done, total)

    return reach
