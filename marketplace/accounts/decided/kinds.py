"""What people decide about: how each kind of thing says what was decided of it, and by whom.

Each storey registers its kinds from AppConfig.ready(), so that the ground knows nothing of the
things above it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from marketplace.accounts.models import User


@dataclass(frozen=True)
class Decision:
    """What somebody decided: `outcome` is its state afterwards, `words` says it to people.

    `by` is None for Franc itself, `at` (UTC) where it was kept; `reason` as
    marketplace/accounts/statements/decision_reasons.py keeps it.
    """

    outcome: str
    words: Any
    by: User | None = None
    at: datetime | None = None
    reason: str = ""


def no_content(_thing: Any) -> str:
    """Nothing of such a thing changes before it is decided."""
    return ""


def no_lock(_thing: Any) -> None:
    """No row is locked before that of such a thing."""


@dataclass(frozen=True)
class Kind:
    """How things of one model are decided.

    Args:
        name: what to call one, to whoever decides.
        path: the page that it is on, for this person; it may answer by an act's address.
        open: whether nobody has decided what waits to be decided.
        decided: the latest decision, None before one.
        mark: names the latest decision: it is another after each.
        content: names what there is to read of it, where that may change before it is decided.
        lock: locks the rows that its acts lock before it, in their order.
        since: the decision about `part` of it (anything) that came after a mark, if any.
    """

    name: Callable[[Any], Any]
    path: Callable[[Any, User], str]
    open: Callable[[Any], bool]
    decided: Callable[[Any], Decision | None]
    mark: Callable[[Any], str]
    content: Callable[[Any], str] = no_content
    lock: Callable[[Any], None] = no_lock
    since: Callable[[Any, str, Any], Decision | None] | None = None

    def decided_since(self, thing: Any, mark: str, part: Any) -> Decision | None:
        """Return what was decided after somebody saw `mark`; "" is a form that saw it open."""
        if self.since is not None:
            return self.since(thing, mark, part)
        unmoved = mark == self.mark(thing) if mark else self.open(thing)
        return None if unmoved else self.decided(thing) or Decision("", "")


_kinds: dict[type[Model], Kind] = {}


def register(model: type[Model], kind: Kind) -> None:
    """Add how things of `model` are decided."""
    _kinds[model] = kind


def kind_of(thing: Model) -> Kind:
    return _kinds[type(thing)]


def kinds() -> dict[type[Model], Kind]:
    """Return every kind that is registered, by model."""
    return dict(_kinds)


def seen_of(thing: Model) -> str:
    """Return what a form carries, for its act to compare: the latest decision, and what it read."""
    kind = kind_of(thing)
    content = kind.content(thing)
    return f"{kind.mark(thing)}/{hashlib.sha256(content.encode()).hexdigest()[:16]}"
