"""State machines: a transition table and a conditional UPDATE that is the lock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models


class IllegalTransition(Exception):
    """The transition table does not lead from the present state to the wanted one."""

    def __init__(self, present: str, wanted: str) -> None:
        super().__init__(f"{present} -> {wanted}")
        self.present = present
        self.wanted = wanted


class StateChanged(Exception):
    """Somebody else moved the row since it was read; nothing was written."""


@dataclass(frozen=True)
class Transitions:
    """The states of one thing: `edges` maps each state to the states that may follow it."""

    edges: Mapping[str, frozenset[str]]
    field: str = "status"

    def allows(self, present: str, wanted: str) -> bool:
        return wanted in self.edges.get(present, frozenset())

    def move(self, row: models.Model, wanted: str, **changes: Any) -> str:
        """Move `row` to `wanted` with `changes`, and return the state it left.

        Raises IllegalTransition when the table has no such edge and StateChanged when the row
        in the database is no longer in the state that `row` was read in.
        """
        present: str = getattr(row, self.field)
        if not self.allows(present, wanted):
            raise IllegalTransition(present, wanted)
        changes = {self.field: wanted, **changes}
        rows = type(row)._base_manager.filter(**{"pk": row.pk, self.field: present})
        if rows.update(**changes) != 1:
            raise StateChanged(f"{row!r} is no longer {present}")
        for name, value in changes.items():
            setattr(row, name, value)
        return present
