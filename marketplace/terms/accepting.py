"""Accept the terms of one's role, and find out whether that is still to be done."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import get_language

from marketplace.terms.documents import ACCEPTED_BY, Document, in_force
from marketplace.terms.models import Acceptance


def asked_of(role: str) -> Document | None:
    """Return the terms that people of this role accept; staff accept none."""
    kind = ACCEPTED_BY.get(role)
    return in_force(kind, timezone.localdate()) if kind else None


def accept(user_id: int, document: Document) -> None:
    """Keep that the document was accepted, in the language of the moment; twice is once."""
    Acceptance.objects.bulk_create(
        [
            Acceptance(
                user_id=user_id,
                kind=document.kind,
                version=document.version,
                language=(get_language() or "fr")[:2],
            )
        ],
        ignore_conflicts=True,
    )


def to_accept(user_id: int, role: str) -> Document | None:
    """Return the terms in force that this person has not accepted, if any."""
    document = asked_of(role)
    if document is None:
        return None
    accepted = Acceptance.objects.filter(
        user_id=user_id, kind=document.kind, version=document.version
    )
    return None if accepted.exists() else document
