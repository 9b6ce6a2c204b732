"""The legal documents and their versions: the texts are templates, one a version and language.

A new version is a new line here and new templates beside the old ones, which stay readable at
their own address: what somebody accepted must not change under them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """A document; its value is its place in the address of its page."""

    LEGAL_NOTICE = "legal-notice", _("Legal notice")
    INFLUENCER_TERMS = "terms-influencers", _("Terms for people who share links")
    BRAND_TERMS = "terms-brands", _("Terms for brands and agencies")
    PRIVACY = "privacy", _("Privacy")


@dataclass(frozen=True)
class Document:
    """One version, in force from `effective` (a day of Paris) until the next one is."""

    kind: Kind
    version: str
    effective: date

    @property
    def title(self) -> str:
        return str(self.kind.label)

    def template(self, language: str) -> str:
        return f"terms/documents/{self.kind}/{self.version}.{language}.html"


FIRST = date(2026, 11, 1)
DOCUMENTS = (
    *(Document(kind, "1", FIRST) for kind in Kind),
    # What campaigns/clicks/retention.py says; 30 days for the beginning of the address.
    Document(Kind.PRIVACY, "2", date(2026, 11, 23)),
)

# Staff accept nothing here: they work for the operator. Nobody is asked to accept how data is
# treated; that is told (GDPR art. 13), not agreed.
ACCEPTED_BY = {"influencer": Kind.INFLUENCER_TERMS, "brand": Kind.BRAND_TERMS}


def in_force(kind: Kind, day: date, documents: tuple[Document, ...] = DOCUMENTS) -> Document:
    """Return the newest version of `kind` on that day. Raises LookupError before the first."""
    candidates = [d for d in documents if d.kind == kind and d.effective <= day]
    if not candidates:
        raise LookupError(f"no {kind} is in force on {day}")
    return max(candidates, key=lambda document: document.effective)


def find_document(kind: Kind, version: str) -> Document | None:
    return next((d for d in DOCUMENTS if d.kind == kind and d.version == version), None)
