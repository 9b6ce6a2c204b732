"""Kinds of things that are decided once: a state, who moved it there, when and why."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from marketplace.accounts.decided.kinds import Decision, Kind, no_content, no_lock
from marketplace.accounts.models import User


def decided_once(
    waits: str,
    name: Callable[[Any], Any],
    path: Callable[[Any, User], str],
    *,
    content: Callable[[Any], str] = no_content,
    lock: Callable[[Any], None] = no_lock,
    decided: Callable[[Any], Decision] | None = None,
    moves_on: Collection[str] = (),
) -> Kind:
    """Return the kind of things whose `status` is `waits` until somebody decides.

    Their rows say who and when as `decided_by` and `decided_at`, and why as `reason`, unless
    `decided` knows better. From a state in `moves_on` it is moved on, not decided otherwise.
    """
    told = decided or as_its_row_says

    def latest(thing: Any) -> Decision | None:
        return None if thing.status == waits else told(thing)

    def mark(thing: Any) -> str:
        return f"{thing.status}.{_when(thing)}"

    def is_open(thing: Any) -> bool:
        return thing.status == waits or thing.status in moves_on

    return Kind(name, path, is_open, latest, mark, content, lock)


def as_its_row_says(thing: Any) -> Decision:
    return Decision(
        thing.status,
        thing.get_status_display(),
        getattr(thing, "decided_by", None),
        getattr(thing, "decided_at", None),
        getattr(thing, "reason", ""),
    )


def _when(thing: Any) -> str:
    at = getattr(thing, "decided_at", None)
    return at.isoformat() if at else ""
