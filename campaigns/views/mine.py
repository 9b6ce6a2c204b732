"""What is this influencer's own: claims and links of others do not exist (404)."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from campaigns.disclosure import disclosure_policy
from campaigns.models import Campaign, Claim, Link
from marketplace.accounts.permissions import person


def my_claims(request: HttpRequest) -> QuerySet[Claim]:
    return Claim.objects.of(person(request)).select_related(
        "campaign__sponsor", "campaign__buyer", "influencer"
    )


def find_claim(request: HttpRequest, pk: int) -> Claim:
    """Return the claim if it is this person's; otherwise it does not exist (404)."""
    return get_object_or_404(my_claims(request), pk=pk)


def find_link(request: HttpRequest, code: str) -> Link:
    """Return the link of this code if it is this person's."""
    links = Link.objects.filter(claim__influencer__user=person(request))
    return get_object_or_404(links.select_related("claim__campaign"), code=code)


def find_campaign(pk: int) -> Campaign:
    """Return a campaign that has been approved; others do not exist for influencers."""
    seen = Campaign.objects.approved().select_related("sponsor", "buyer")
    return get_object_or_404(seen, pk=pk)


def label() -> str:
    """The disclosure label in the language of this page."""
    return disclosure_policy.label_for(get_language() or "fr")
