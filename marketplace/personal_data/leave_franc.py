"""Leave: name and identity go, what the law keeps stays under a pseudonym.

Whoever cannot leave yet asks to, and leaves by themselves when nothing is in the way any more.

The ledger is not touched: it knows numbers of accounts, never names, and its sums do not change.
"""

from __future__ import annotations

from django.db import transaction

from marketplace.accounts import membership, sessions
from marketplace.accounts.models import User
from marketplace.personal_data.models import Departure, DepartureRequest, Export
from marketplace.personal_data.registry import Obstacle, rooms


class CannotLeave(Exception):
    """Something still runs or is owed; `reasons` are sentences."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


def obstacles(user: User) -> list[str]:
    """Return why `user` cannot leave now, in the language of the moment; [] when they can."""
    return [obstacle.words for obstacle in in_the_way(user)]


def in_the_way(user: User) -> list[Obstacle]:
    """Return the same with where somebody acts."""
    return [one for room in rooms().values() for one in room.obstacles(user)]


def asked(user: User) -> DepartureRequest | None:
    """Return the wish to leave that waits, None when there is none."""
    return DepartureRequest.objects.filter(user=user).first()


def lock_wish(user: User) -> DepartureRequest | None:
    """Return the wish to leave, locked until the transaction ends; None when there is none."""
    return DepartureRequest.objects.select_for_update().filter(user=user).first()


def ask(user: User) -> None:
    """Keep that `user` wants to leave as soon as nothing is in the way; twice is once."""
    DepartureRequest.objects.get_or_create(user=user)


def stay(user: User) -> None:
    """Take the wish back, and what was asked for because of it."""
    with transaction.atomic():
        DepartureRequest.objects.filter(user=user).delete()
        for room in rooms().values():
            room.stay(user)


def finish_waiting() -> int:
    """Let those leave who asked to and of whom nothing is in the way any more; count them."""
    waiting = DepartureRequest.objects.select_related("user").order_by("pk")
    return sum(_finish(request.user) for request in waiting)


def _finish(user: User) -> bool:
    try:
        with transaction.atomic():
            User.objects.select_for_update().get(pk=user.pk)  # first, as leave() takes it
            still = lock_wish(user) is not None
            if still:  # otherwise they took it back at this moment, and stay
                leave(user)
    except CannotLeave:
        return False
    return still


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
        DepartureRequest.objects.filter(user=user).delete()
        Export.objects.filter(user=user).delete()
        for room in reversed(rooms().values()):
            room.forget(user)
        sessions.end_all(user.pk)
