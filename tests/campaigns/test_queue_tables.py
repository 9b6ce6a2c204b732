"""Queues are vacuumed by what dies in them; a partition is what the default one is."""

from __future__ import annotations

import pytest
from django.db import connection

QUEUES = [
    "campaigns_clicktojudge", "campaigns_tosettle", "campaigns_heldclick",
    "marketplace_outboxmessage",
]  # fmt: skip
BY_COUNT = {
    "autovacuum_vacuum_scale_factor=0",
    "autovacuum_vacuum_cost_delay=0",
    "vacuum_truncate=false",
}


def options_of(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reloptions FROM pg_class WHERE oid = %s::regclass", [table])
        return set(cursor.fetchone()[0] or [])


@pytest.mark.django_db
@pytest.mark.parametrize("table", QUEUES)
def test_a_queue_is_vacuumed_by_count_and_never_cut_short(table: str) -> None:
    assert options_of(table) >= BY_COUNT


@pytest.mark.django_db
def test_windows_have_room_for_their_next_version() -> None:
    assert "fillfactor=85" in options_of("campaigns_visitwindow")
