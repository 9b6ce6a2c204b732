"""How parked work is decided."""

from __future__ import annotations

from django.urls import reverse

from marketplace.accounts.decided.by_state import decided_once
from marketplace.accounts.decided.kinds import register
from marketplace.parking.models import ParkedTask


def register_kinds() -> None:
    register(
        ParkedTask,
        decided_once(
            ParkedTask.Status.PARKED,
            lambda parked: parked.task,
            lambda parked, _reader: reverse("parking:parked", args=[parked.pk]),
        ),
    )
