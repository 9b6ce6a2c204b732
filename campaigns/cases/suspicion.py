"""A suspicion: what a pattern of pass B found: a reason, the clicks, and the evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID


class Suspect(NamedTuple):
    """A click under suspicion, valid or held at present. `at` in UTC."""

    click_id: UUID
    at: datetime
    claim_id: int
    link_id: int


@dataclass(frozen=True)
class Suspicion:
    """One thing for one person to decide.

    `reason` is ring, incited, script, even_growth or spike. `key` names it for good: the same
    suspicion found again, with more clicks, has the same key. `evidence` is JSON, by what it
    shows: numbers, lists and texts without anybody's name (ids of influencers and claims).
    """

    reason: str
    key: str
    campaign_id: int
    clicks: Sequence[Suspect]
    evidence: Mapping[str, Any] = field(default_factory=dict)
