"""All that Franc knows of a person or an organisation, for reviewers and finance. Read-only."""

from __future__ import annotations

from typing import Any

from allauth.usersessions.models import UserSession
from django.db.models import Q, Sum

from campaigns.models import Campaign, Dispute, Post
from marketplace.accounts import history, organisation_log
from marketplace.accounts.models import (
    Acting,
    Finding,
    Influencer,
    Membership,
    Organisation,
    Suspension,
    User,
)
from marketplace.notifications.models import Notice
from payouts import ledger, payout_runs
from payouts.ledger import Kind
from payouts.models import PayoutAccount

MOST = 50  # lines of each list: beyond them the tables of /admin/ are the place
Events = list[history.Change]


def of_person(user: User) -> dict[str, Any]:
    influencer = Influencer.objects.filter(user=user).prefetch_related("accounts").first()
    return {
        "influencer": influencer,
        "memberships": user.memberships.select_related("organisation"),
        "suspensions": _suspensions(Q(user=user)),
        "statements": user.statements.select_related("by")[:MOST],
        "sessions": UserSession.objects.filter(user=user).order_by("-last_seen_at")[:MOST],
        "notices": Notice.objects.filter(user=user).order_by("-pk")[:MOST],
        "acceptances": user.acceptances.all(),
        "acted": Acting.objects.filter(person=user).select_related("by")[:MOST],
        "changes": _changes_of_person(user, influencer),
        **(_influence(influencer) if influencer else {}),
    }


def of_organisation(organisation: Organisation) -> dict[str, Any]:
    campaigns = Campaign.objects.filter(Q(sponsor=organisation) | Q(buyer=organisation))
    return {
        "memberships": organisation.memberships.select_related("user"),
        "campaigns": campaigns.select_related("sponsor", "buyer")[:MOST],
        "proofs": organisation.proofs.all(),
        "suspensions": _suspensions(Q(organisation=organisation)),
        "statements": organisation.statements.select_related("by")[:MOST],
        "disputes": Dispute.objects.filter(claim__campaign__in=campaigns).select_related(
            "claim__campaign", "claim__influencer"
        )[:MOST],
        "events": [
            organisation_log.told(event) for event in organisation_log.of(organisation)[:MOST]
        ],
        "changes": history.changes(
            [
                _events(Organisation, pgh_obj=organisation),
                _events(Membership, organisation=organisation),
            ]
        )[:MOST],
        "money": {
            "funds_cents": ledger.balance(Kind.BRAND_FUNDS, organisation=organisation.pk),
            **campaigns.aggregate(budget_cents=Sum("budget_cents"), spent_cents=Sum("spent_cents")),
        },
    }


def _suspensions(whose: Q) -> Any:
    found = Suspension.objects.filter(whose)
    return found.select_related("by", "statement", "lift__by")


def _influence(influencer: Influencer) -> dict[str, Any]:
    claims = influencer.claims.select_related("campaign__sponsor")
    findings = Finding.objects.filter(influencers=influencer)
    return {
        "claims": claims[:MOST],
        "posts": Post.objects.filter(link__claim__influencer=influencer).select_related(
            "link__claim__campaign", "decided_by"
        )[:MOST],
        "findings": findings.prefetch_related("influencers"),
        "disputes": Dispute.objects.filter(claim__influencer=influencer).select_related(
            "claim__campaign", "claim__influencer"
        )[:MOST],
        "account": PayoutAccount.objects.filter(influencer=influencer).first(),
        "money": {
            "pending_cents": ledger.balance(Kind.INFLUENCER_PENDING, influencer=influencer.pk),
            "available_cents": ledger.balance(Kind.INFLUENCER_AVAILABLE, influencer=influencer.pk),
            "paid_cents": payout_runs.sent_cents(influencer),
        },
    }


def _changes_of_person(user: User, influencer: Influencer | None) -> Events:
    events = [_events(User, pgh_obj=user), _events(Membership, user=user)]
    if influencer:
        events.append(_events(PayoutAccount, influencer=influencer))
    return history.changes(events)[:MOST]


def _events(model: Any, **which: Any) -> Any:
    """The history of a model, whose rows a trigger writes."""
    return model.pgh_event_model.objects.filter(**which)
