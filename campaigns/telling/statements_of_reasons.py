"""Statements of reasons for decisions about a post, a campaign or clicks."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from campaigns import reasons
from campaigns.figures.click_figures import claim_counts
from campaigns.models import Amendment, Appeal, Campaign, CaseDecision, Claim, Dispute, Post
from marketplace.accounts.models import StatementOfReasons, User
from marketplace.accounts.statements.write_statement import Decision, Kind, state

# Of each organisation on a campaign (its id), the statement that its people read.
Statements = dict[int, StatementOfReasons]


def post_refused(post: Post, by: User) -> StatementOfReasons:
    to, title = post.link.claim.influencer.user, post.link.claim.campaign.title
    return state(to, Kind.POST, post.pk, title, Decision.REFUSED, post.reason, by, facts=post.url)


def campaign_sent_back(campaign: Campaign, by: User, reason: str) -> Statements:
    return _to_both(campaign, Kind.CAMPAIGN, campaign.pk, Decision.SENT_BACK, reason, by)


def amendment_refused(amendment: Amendment, by: User) -> Statements:
    return _to_both(
        amendment.campaign, Kind.AMENDMENT, amendment.pk, Decision.REFUSED, amendment.reason, by
    )


def dispute_upheld(dispute: Dispute, by: User) -> StatementOfReasons:
    """To the influencer, with what the brand said and how many clicks it is about."""
    user, counts = dispute.claim.influencer.user, claim_counts([dispute.claim_id])
    with override(user.language):
        figures = _("%(received)d clicks, of which %(paid)d paid.") % {
            "received": counts.received,
            "paid": counts.paid,
        }
    return state(
        user, Kind.DISPUTE, dispute.pk, dispute.claim.campaign.title, Decision.UPHELD,
        dispute.answer, by, facts=f"{dispute.reason}\n{figures}",
    )  # fmt: skip


def clicks_rejected(decision: CaseDecision, claim: Claim) -> StatementOfReasons:
    """To the influencer, with how many of their clicks it is about and what they looked like."""
    user, case = claim.influencer.user, decision.case
    clicks = case.clicks.filter(claim=claim, outcome="rejected").count()
    with override(user.language):
        facts = _("%(reason)s: %(clicks)d clicks.") % {
            "reason": reasons.words(case.reason), "clicks": clicks,
        }  # fmt: skip
    title = claim.campaign.title
    return state(
        user, Kind.CASE, case.pk, title, Decision.REFUSED, decision.reason, decision.by,
        facts=facts,
    )  # fmt: skip


def appeal_decided(appeal: Appeal) -> tuple[StatementOfReasons, Statements]:
    """To the influencer, and to the buyer and the sponsor. Raises ValueError without a decider."""
    if appeal.decided_by is None:
        raise ValueError("an appeal that nobody decided")
    upheld = appeal.status == Appeal.Status.UPHELD
    decision = Decision.GRANTED if upheld else Decision.REFUSED
    by, answer = appeal.decided_by, appeal.answer
    user, campaign = appeal.claim.influencer.user, appeal.claim.campaign
    theirs = state(
        user, Kind.APPEAL, appeal.pk, campaign.title, decision, answer, by, facts=appeal.text
    )
    brands = _to_both(campaign, Kind.APPEAL, appeal.pk, decision, answer, by, facts=appeal.text)
    return theirs, brands


def _to_both(
    campaign: Campaign,
    kind: StatementOfReasons.Kind,
    about: int,
    decision: StatementOfReasons.Decision,
    reason: str,
    by: User,
    facts: str = "",
) -> Statements:
    """State it to the buyer and to the sponsor, which may be one."""
    sides = {side.pk: side for side in (campaign.buyer, campaign.sponsor)}
    return {
        pk: state(
            side, kind, about, campaign.title, decision, reason, by, facts=facts or campaign.brief
        )
        for pk, side in sides.items()
    }
