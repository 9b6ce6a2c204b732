"""Leave: name and identity go, what the law keeps stays under a pseudonym.

The ledger is not touched: it knows numbers of accounts, never names, and its sums do not change.
"""

from __future__ import annotations

from django.db import transaction

from marketplace.accounts import membership, sessions
from marketplace.accounts.models import User
from marketplace.personal_data.models import Departure, Export
from marketplace.personal_data.registry import rooms


class CannotLeave(Exception):
    """Something still runs or is owed; `reasons` are sentences."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


def obstacles(user: User) -> list[str]:
    """Return why `user` cannot leave now, in the language of the moment; [] when they can."""
    return [reason for room in rooms().values() for reason in room.obstacles(user)]


def leave(user: User) -> None:
    """Delete the account and end its sessions. Raises CannotLeave, and then nothing changed.

    Twice is once. Rooms forget from the top of the house down, so that each still finds what it
    stands on.
    """
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=user.pk)
        if Departure.objects.filter(user=user).exists():
            return
        membership.lock_all(user)
        reasons = obstacles(user)
        if reasons:
            raise CannotLeave(reasons)
        Departure.objects.create(user=user)
        Export.objects.filter(user=user).delete()
        for room in reversed(rooms().values()):
            room.forget(user)
        sessions.end_all(user.pk)
