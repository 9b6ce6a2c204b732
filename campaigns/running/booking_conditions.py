"""What must hold before a campaign is booked: a mandate that covers it, a sponsor who is proved."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet, Sum

from campaigns.drafts import check_landing_page
from campaigns.models import Amendment, Campaign, CampaignTransition
from marketplace.accounts.models import Mandate, Proof
from marketplace.accounts.proof import prove_sponsor
from marketplace.accounts.proof.proof_missing import missing
from marketplace.fetching.refusing import Reason
from marketplace.host_names import host_of

Status = Campaign.Status


class NoMandate(Exception):
    """The buyer has no running mandate of the sponsor; nothing was changed."""


class OverMandate(Exception):
    """The campaign would pass the mandate's limit; `left_cents` is what it still allows."""

    def __init__(self, left_cents: int) -> None:
        super().__init__(f"{left_cents} cents left")
        self.left_cents = left_cents


class Unproven(Exception):
    """The sponsor has not proved who it is; `missing` says what is."""

    def __init__(self, kinds: list[Proof.Kind]) -> None:
        super().__init__(", ".join(kinds))
        self.missing = kinds


def require_mandate(campaign: Campaign, added_cents: int | None = None) -> None:
    """Check the mandate of a campaign that was just booked, or given `added_cents` of budget.

    Booked is moved to review or live; it is checked in the transaction that did so.

    The mandate's row is the lock: of two campaigns booked at once, the second sees the first.
    Raises NoMandate or OverMandate.
    """
    if campaign.buyer_id == campaign.sponsor_id:
        return
    running = Mandate.objects.running().select_for_update(no_key=True)
    mandate = running.filter(agency=campaign.buyer_id, brand=campaign.sponsor_id).first()
    if mandate is None:
        raise NoMandate
    if mandate.limit_cents is not None:
        left = mandate.limit_cents - booked_cents(mandate)
        if left < 0:
            asked = campaign.budget_cents if added_cents is None else added_cents
            raise OverMandate(left + asked)


def booked_cents(mandate: Mandate) -> int:
    """Return what was booked under `mandate`, in cents.

    These are the budgets of campaigns sent to review or launched since it was accepted, and what
    was added since to earlier ones that still run.
    """
    sent = CampaignTransition.objects.filter(campaign=OuterRef("pk"), to_status=Status.IN_REVIEW)
    if mandate.decided_at is not None:
        sent = sent.filter(at__gte=mandate.decided_at)
    theirs = Campaign.objects.filter(buyer=mandate.agency_id, sponsor=mandate.brand_id)
    booked = theirs.filter(Exists(sent)).exclude(status=Status.DRAFT)
    budgets = booked.aggregate(cents=Sum("budget_cents"))["cents"] or 0
    return budgets + _added_cents(theirs.filter(~Exists(sent)), mandate)


def _added_cents(campaigns: QuerySet[Campaign], mandate: Mandate) -> int:
    additions = Amendment.objects.filter(campaign__in=campaigns, after__has_key="budget_cents")
    if mandate.decided_at is not None:
        additions = additions.filter(created_at__gte=mandate.decided_at)
    return sum(one.after["budget_cents"] - one.before["budget_cents"] for one in additions)


def missing_proof(campaign: Campaign) -> list[Proof.Kind]:
    """Return what the sponsor must still prove; constant queries when proofs are prefetched."""
    return missing(campaign.sponsor.proofs.all(), campaign.landing_url)


def name_domain(campaign: Campaign, url: str = "") -> None:
    """Note the domain of `url`, or of the landing page, among what the sponsor is to prove."""
    url = url or campaign.landing_url
    if Proof.Kind.DOMAIN in missing(campaign.sponsor.proofs.all(), url):
        prove_sponsor.claim_domain(campaign.sponsor, host_of(url))


class LandingFailed(Exception):
    """The landing page did not open: whoever lets the campaign through says why."""


class UnsafeLanding(Exception):
    """The landing page leads into somebody's private network."""


def require_proof(campaign: Campaign) -> None:
    """Raise Unproven unless the sponsor and its landing domain are proved.

    Raises UnsafeLanding when our own look at the page ended in a private network.
    """
    seen = check_landing_page.latest(campaign)
    if seen and seen.outcome == Reason.ADDRESS:
        raise UnsafeLanding
    kinds = missing_proof(campaign)
    if kinds:
        raise Unproven(kinds)


def require_landing(campaign: Campaign, reason: str) -> None:
    """Raise LandingFailed when we last saw no page there, unless `reason` says why it may run."""
    seen = check_landing_page.latest(campaign)
    if seen and seen.outcome != seen.OPENED and not reason:
        raise LandingFailed
