"""Franc is for adults: loi 2023-451 asks parents' and the State's leave for anybody younger."""

from __future__ import annotations

from datetime import date

ADULT = 18
OLDEST = 120


def comes_of_age_on(born: date) -> date:
    """Return the eighteenth birthday; somebody born on 29 February has it on 1 March."""
    try:
        return born.replace(year=born.year + ADULT)
    except ValueError:
        return date(born.year + ADULT, 3, 1)
