"""Write down a sign that two accounts are one person, once; a person judges it.

Each storey looks for the signs that it can see and writes them here: handles on the ground,
devices on the first floor, bank accounts on the second.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from marketplace.accounts.models import Finding


def note_finding(
    kind: Finding.Kind, influencers: Collection[int], evidence: dict[str, Any]
) -> Finding:
    """Return the finding about these influencers, made now if need be.

    One that was explained stays explained: the same people with the same kind of sign are not
    brought up again, only their evidence is kept up to date.
    """
    mark = _mark(kind, influencers)
    with transaction.atomic():
        found, new = Finding.objects.get_or_create(
            mark=mark, defaults={"kind": kind, "evidence": evidence}
        )
        if new:
            found.influencers.set(influencers)
        else:
            evidence = {**found.evidence, **_together(found.evidence, evidence)}
            Finding.objects.filter(pk=found.pk).update(evidence=evidence, seen_at=Now())
    return found


def _together(before: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """Lists grow (days, say), for what they came from may be forgotten; the rest is as of now."""
    return {
        name: sorted({*before.get(name, []), *value}) if isinstance(value, list) else value
        for name, value in now.items()
    }


def _mark(kind: str, influencers: Collection[int]) -> str:
    named = f"{kind}:{','.join(str(pk) for pk in sorted(set(influencers)))}"
    return hashlib.sha256(named.encode()).hexdigest()
