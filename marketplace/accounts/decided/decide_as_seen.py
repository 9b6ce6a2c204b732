"""Decide a thing as it was seen: under its lock, what the form showed is compared with what is.

Optimistic concurrency control: whoever read an older state decides nothing, and is told by whom
it was decided. A second decision on purpose, of somebody who saw the first, is any act's own to
allow.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.decided.kinds import Decision, Kind, kind_of, seen_of
from marketplace.accounts.models import User
from marketplace.accounts.permissions import person
from marketplace.states import IllegalTransition, StateChanged

Thing = TypeVar("Thing", bound=Model)
FIELD = "seen"


@dataclass(frozen=True)
class Wish:
    """What somebody wants to decide, and what they saw when they did.

    `seen` is seen_of() as the form carried it, "" from a form that knew of no decision; `outcome`
    the state that is wanted; `reason` as it is kept; `part` what of the thing it is about.
    """

    by: User
    seen: str
    outcome: str
    reason: str = ""
    part: Any = None

    @classmethod
    def posted(cls, request: HttpRequest, outcome: str, reason: str = "", part: Any = None) -> Wish:
        """Return the wish of whoever sent a form."""
        return cls(person(request), request.POST.get(FIELD, ""), outcome, reason, part)


class AlreadyDecided(Exception):
    """Somebody decided since it was seen; nothing was changed, nobody is told.

    marketplace/accounts/decided/show_decided.py makes the page of it.
    """

    def __init__(self, thing: Model, decision: Decision, wish: Wish) -> None:
        super().__init__(f"{thing!r} is {decision.outcome} already")
        self.thing, self.decision, self.wish = thing, decision, wish


class ChangedMeanwhile(Exception):
    """Nobody has decided, but there is something else to read than what was seen."""

    words = _("It was changed since you opened it: read it again, it is shown as it is now.")


def decide_as_seen(thing: Thing, wish: Wish, act: Callable[[Thing], object]) -> bool:
    """Do `act` with the row of `thing`, locked, if it still is as the wish saw it.

    Returns False when the same person had decided the same before: a second press has one effect.
    Raises AlreadyDecided, ChangedMeanwhile, or what `act` raises; then nothing was changed.
    """
    kind = kind_of(thing)
    with transaction.atomic():
        kind.lock(thing)
        rows = type(thing)._base_manager
        now: Thing = rows.select_for_update(no_key=True).get(pk=thing.pk)
        if _done_before(kind, now, wish):
            return False
        _do(kind, now, wish, act)
    return True


def _done_before(kind: Kind, now: Model, wish: Wish) -> bool:
    mark, _slash, content = wish.seen.rpartition("/")
    decision = kind.decided_since(now, mark, wish.part)
    if decision is None:
        if content and content != seen_of(now).rpartition("/")[2]:
            raise ChangedMeanwhile
        return False
    same = (decision.by, decision.outcome, decision.reason)
    if same == (wish.by, wish.outcome, wish.reason or decision.reason):
        return True
    raise AlreadyDecided(now, decision, wish)


def _do(kind: Kind, now: Thing, wish: Wish, act: Callable[[Thing], object]) -> None:
    """Its table of states may lead nowhere any more, though the form had seen that: say so."""
    decision = kind.decided(now)
    try:
        with transaction.atomic():
            act(now)
    except (IllegalTransition, StateChanged) as refusal:
        if decision is None or kind.open(now):
            raise
        raise AlreadyDecided(now, decision, wish) from refusal
