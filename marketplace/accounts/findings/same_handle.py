"""Two influencers list one social account, and one of them has proven it."""

from __future__ import annotations

from collections import defaultdict

from marketplace.accounts.findings.note_finding import note_finding
from marketplace.accounts.models import Finding, SocialAccount


def find_same_handle() -> int:
    """Note every proven account that somebody else lists too; return how many."""
    proven = SocialAccount.objects.proven()
    listed = SocialAccount.objects.filter(handle__in=proven.values("handle"))
    owners: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for network, handle, influencer, status in listed.values_list(
        "network", "handle", "influencer_id", "status"
    ):
        owners[network, handle][influencer] = status
    shared = {name: who for name, who in owners.items() if _is_shared(who)}
    for (network, handle), who in shared.items():
        note_finding(Finding.Kind.SAME_HANDLE, who, {"network": network, "handle": f"@{handle}"})
    return len(shared)


def _is_shared(who: dict[int, str]) -> bool:
    return len(who) > 1 and SocialAccount.Status.PROVEN in who.values()
