"""The lock on available balances: one payout run or reversal at a time takes from them.

The application may read balances but never lock their rows (they move by their entries alone), so
an advisory lock is what keeps a balance from being spent between its reading and its booking.
"""

from __future__ import annotations

from django.db import connection

ONE_AT_A_TIME = 0x72756E73  # "runs", the advisory lock


def lock() -> None:
    """Wait until nobody takes from available balances, and keep others from it until the commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", (ONE_AT_A_TIME,))
