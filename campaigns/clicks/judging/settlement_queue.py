"""The queue that settlement pulls from: clicks to look at, whatever happened to them."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from marketplace import binary_copy
from marketplace.array_literals import array
from marketplace.binary_copy import microseconds


class Queued(NamedTuple):
    """A click for settlement, by the columns of its row; `click_at` in UTC."""

    click_id: UUID
    click_at: datetime
    campaign_id: int
    claim_id: int
    link_id: int


def put(clicks: Iterable[Queued]) -> None:
    """Queue clicks that are in the queue of nobody: new ones, or ones just taken out of it."""
    rows = (
        _ROW.pack(5, 16, id_.bytes, 8, microseconds(at), 8, campaign, 8, claim, 8, link)
        for id_, at, campaign, claim, link in clicks
    )
    binary_copy.copy("campaigns_tosettle", ", ".join(Queued._fields), rows)


def look_again(clicks: Iterable[Queued]) -> None:
    """Have settlement compare the verdicts of these clicks with what they have earned.

    A row that settlement is about to delete is waited for and put again: it may have read the
    verdict before this one.
    """
    columns = [array(column) for column in zip(*clicks, strict=True)]
    if columns:
        with connection.cursor() as cursor:
            cursor.execute(_LOOK_AGAIN, columns)


# The number of fields, then each behind its length.
_ROW = struct.Struct("!h i 16s i q i q i q i q")
_LOOK_AGAIN = """
INSERT INTO campaigns_tosettle (click_id, click_at, campaign_id, claim_id, link_id)
SELECT * FROM unnest(%s::uuid[], %s::timestamptz[], %s::bigint[], %s::bigint[], %s::bigint[])
ON CONFLICT (campaign_id, click_at, click_id) DO UPDATE SET queued_at = now()
"""
