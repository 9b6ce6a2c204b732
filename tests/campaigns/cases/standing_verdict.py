"""The verdict of a click that stands: its last one."""

from __future__ import annotations

from uuid import UUID

from campaigns.models import Verdict


def stands(click: UUID) -> tuple[str, list[str]]:
    last = Verdict.objects.filter(click_id=click).order_by("-seq")[0]
    return last.outcome, last.reasons
