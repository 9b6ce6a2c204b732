"""How the things of campaigns are decided: cases, appeals, posts, disputes, campaigns, requests."""

from __future__ import annotations

from typing import Any

from django.db.models import Max, Model
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from campaigns import reasons
from campaigns.models import (
    Amendment,
    Appeal,
    Campaign,
    CampaignTransition,
    Case,
    CaseDecision,
    Claim,
    Dispute,
    JoinRequest,
    LandingMatter,
    Message,
    Post,
)
from marketplace.accounts.decided.by_state import as_its_row_says, decided_once
from marketplace.accounts.decided.kinds import Decision, Kind, register
from marketplace.accounts.models import Organisation, User
from marketplace.notifications.notices import filled

OUTCOMES = {"valid": _("Paid"), "rejected": _("Not paid")}


def register_kinds() -> None:
    for model, kind in KINDS.items():
        register(model, kind)


def _case_decision(decision: CaseDecision | None) -> Decision | None:
    if decision is None:
        return None
    words = OUTCOMES[decision.outcome]
    return Decision(decision.outcome, words, decision.by, decision.at, decision.reason)


def _case_since(case: Case, mark: str, part: Any) -> Decision | None:
    """Only what was decided of these very clicks stands in the way of deciding them.

    `part` is a queryset of clicks of the case. Its row is locked by every decision, and clicks are
    marked just before their decision is written: their moments are in one order.
    """
    seen = case.decisions.filter(pk=int(mark)).first() if mark.isdecimal() else None
    clicks = case.clicks.all() if part is None else part
    later = clicks.filter(decided_at__gt=seen.at) if seen else clicks
    last = later.aggregate(at=Max("decided_at"))["at"]
    if last is None:
        return None
    decisions = case.decisions.select_related("by").filter(at__gte=last)
    return _case_decision(decisions.order_by("pk").first())


def _case_mark(case: Case) -> str:
    last = case.decisions.values_list("pk", flat=True).first()
    return str(last or 0)


def _case_name(case: Case) -> Any:
    return filled(
        _("%(words)s: %(campaign)s"),
        words=lazy(reasons.words, str)(case.reason),
        campaign=case.campaign.title,
    )


def _transitions(campaign: Campaign) -> list[CampaignTransition]:
    """In Python, for lists that have loaded them."""
    return sorted(campaign.transitions.all(), key=lambda one: one.pk)


def _campaign_decided(campaign: Campaign) -> Decision | None:
    made = _transitions(campaign)
    if not made:
        return None
    last = made[-1]
    if last.from_status == "unfunded" and last.to_status == "live" and len(made) > 1:
        last = made[-2]  # it started by itself, as the reviewer had decided
    sent_back = (last.from_status, last.to_status) == ("in_review", "draft")
    words = _("Sent back") if sent_back else Campaign.Status(last.to_status).label
    outcome = "live" if last.to_status == "unfunded" else last.to_status
    return Decision(outcome, words, last.by, last.at, last.reason)


def _campaign_mark(campaign: Campaign) -> str:
    made = _transitions(campaign)
    return f"{campaign.status}.{made[-1].pk if made else ''}"


def _lock_sides(campaign: Campaign) -> None:
    """As campaigns/running/lifecycle.py takes them, and a suspension."""
    sides = Organisation.objects.filter(pk__in=[campaign.sponsor_id, campaign.buyer_id])
    list(sides.order_by("pk").select_for_update(no_key=True))


def _lock_campaign(thing: Any) -> None:
    _lock(Campaign, thing.campaign_id)


def _lock(model: type[Model], pk: int) -> None:
    model._default_manager.select_for_update(no_key=True).get(pk=pk)


def _answered(row: Any) -> Decision:
    """Appeals and disputes keep their reason as an answer."""
    told = as_its_row_says(row)
    return Decision(told.outcome, told.words, told.by, told.at, row.answer)


def _of_sponsor(campaign: Campaign, reader: User) -> str:
    if reader.is_staff:
        return reverse("payouts:organisation", args=[campaign.sponsor_id])
    return reverse("campaigns:campaign", args=[campaign.pk])


def _among_people(claim: Claim, reader: User) -> str:
    if reader.is_staff:
        return reverse("payouts:person", args=[claim.influencer.user_id])
    return reverse("campaigns:campaign_people", args=[claim.campaign_id])


def _request_path(request: JoinRequest, reader: User) -> str:
    name = "offer" if reader.role == User.Role.INFLUENCER else "campaign_people"
    return reverse(f"campaigns:{name}", args=[request.campaign_id])


def _of_post(post: Post, _reader: User) -> str:
    return reverse("payouts:person", args=[post.link.claim.influencer.user_id])


KINDS: dict[type[Model], Kind] = {
    Case: Kind(
        name=_case_name,
        path=lambda case, _reader: reverse("campaigns:case", args=[case.pk]),
        open=lambda case: bool(case.status == Case.Status.OPEN),
        decided=lambda case: _case_decision(case.decisions.select_related("by").first()),
        mark=_case_mark,
        content=lambda case: str(case.clicks.count()),
        since=_case_since,
    ),
    Appeal: decided_once(
        Appeal.Status.OPEN,
        lambda appeal: filled(_("Appeal of %(name)s"), name=appeal.claim.influencer.display_name),
        lambda appeal, _reader: reverse("campaigns:case", args=[appeal.case_id]),
        lock=lambda appeal: _lock(Case, appeal.case_id),
        decided=_answered,
    ),
    Post: decided_once(
        Post.Status.IN_REVIEW,
        lambda post: filled(_("Post of %(name)s"), name=post.link.claim.influencer.display_name),
        _of_post,
    ),
    Campaign: Kind(
        name=lambda campaign: campaign.title,
        path=_of_sponsor,
        open=lambda campaign: bool(campaign.status == Campaign.Status.IN_REVIEW),
        decided=_campaign_decided,
        mark=_campaign_mark,
        content=lambda campaign: str(campaign.version),
        lock=_lock_sides,
    ),
    Amendment: decided_once(
        Amendment.Status.IN_REVIEW,
        lambda row: filled(_("Change to %(title)s"), title=row.campaign.title),
        lambda row, reader: _of_sponsor(row.campaign, reader),
        lock=_lock_campaign,
    ),
    LandingMatter: decided_once(
        LandingMatter.Status.OPEN,
        lambda row: filled(_("Landing page of %(title)s"), title=row.campaign.title),
        lambda row, reader: _of_sponsor(row.campaign, reader),
        content=lambda row: f"{row.kind}.{row.look_id}",
        lock=_lock_campaign,
        moves_on={LandingMatter.Status.REFUSED},
    ),
    Dispute: decided_once(
        Dispute.Status.OPEN,
        lambda row: filled(_("Clicks of %(name)s"), name=row.claim.influencer.display_name),
        lambda row, reader: _among_people(row.claim, reader),
        decided=_answered,
    ),
    JoinRequest: decided_once(
        JoinRequest.Status.WAITING,
        lambda row: filled(_("Request of %(name)s"), name=row.influencer.display_name),
        _request_path,
        lock=_lock_campaign,
    ),
    Message: decided_once(
        Message.Status.WAITING,
        lambda row: filled(_("Message of %(name)s"), name=row.claim.influencer.display_name),
        lambda row, reader: _among_people(row.claim, reader),
        lock=lambda row: _lock(Claim, row.claim_id),
    ),
}
