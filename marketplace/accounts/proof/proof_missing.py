"""What a sponsor must still prove before a campaign of theirs may go live."""

from __future__ import annotations

from collections.abc import Iterable

from marketplace.accounts.models import Proof
from marketplace.accounts.proof.domains import covers
from marketplace.host_names import host_of

Kind, Status = Proof.Kind, Proof.Status


def missing(proofs: Iterable[Proof], url: str) -> list[Proof.Kind]:
    """Return which kinds of proof are missing for a landing page at `url`; [] when none is.

    Loi 2023-451 and DSA art. 30: who trades is known before anybody is led to them.
    """
    proved = [proof for proof in proofs if proof.status == Status.VERIFIED]
    host = host_of(url)
    known = {
        Kind.NUMBER: any(proof.kind == Kind.NUMBER for proof in proved),
        Kind.DOMAIN: any(p.kind == Kind.DOMAIN and covers(p.value, host) for p in proved),
    }
    return [kind for kind, is_proved in known.items() if not is_proved]
