"""Several influencers who are paid to one bank account: a finding for a person.

Families share accounts; the fingerprint finds them without decrypting any (bank_accounts.py).
"""

from __future__ import annotations

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Min

from marketplace.accounts.findings.note_finding import note_finding
from marketplace.accounts.models import Finding
from payouts.models import PayoutAccount


def find_same_iban() -> int:
    """Note every shared account, masked; return how many."""
    shared = (
        PayoutAccount.objects.values("fingerprint")
        .annotate(people=Count("pk"), who=ArrayAgg("influencer_id"), shown=Min("iban_masked"))
        .filter(people__gt=1)
        .order_by()
    )
    for account in shared:
        note_finding(Finding.Kind.SAME_IBAN, account["who"], {"iban": account["shown"]})
    return len(shared)
