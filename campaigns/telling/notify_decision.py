"""Tell people what was decided about what is theirs, with the reason, in the same transaction."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from campaigns.models import Amendment, Campaign, Dispute, Post
from campaigns.telling.statements_of_reasons import Statements
from marketplace.accounts.models import StatementOfReasons, User
from marketplace.accounts.statements.decision_reasons import told
from marketplace.accounts.statements.write_statement import path_of
from marketplace.notifications.models import Topic
from marketplace.notifications.notices import Words, filled, notify
from marketplace.typography import day, euros


def post_decided(post: Post, statement: StatementOfReasons | None = None) -> None:
    """Tell the influencer whether the label was seen, and what becomes of the clicks."""
    claim = post.link.claim
    paragraphs: list[Words]
    if post.status == Post.Status.APPROVED:
        title, topic = _("Your post for %(campaign)s is approved"), Topic.PROGRESS
        paragraphs = [_("From now on every honest click is paid, those that waited too.")]
    else:
        title, topic = _("Your post for %(campaign)s needs a change"), Topic.DECISION
        paragraphs = [told(post.reason), _("The clicks that waited for this answer are not paid. "
                                     "Correct the post and show it to us again.")]  # fmt: skip
    notify(
        claim.influencer.user,
        filled(title, campaign=claim.campaign.title),
        paragraphs,
        path_of(statement) if statement else reverse("campaigns:claim", args=[claim.pk]),
        _("Read the decision") if statement else _("See my link"),
        topic=topic,
    )


def campaign_approved(campaign: Campaign) -> None:
    tell_members(
        campaign, _("%(campaign)s is live"), _("Influencers can take part now."), Topic.PROGRESS
    )


def campaign_ended(campaign: Campaign, earliest: datetime) -> None:
    """Tell both sides where the rest of the budget is, and when it can come back (UTC)."""
    words = filled(
        _("%(amount)s stay reserved in it: clicks of before the end are still decided. What they do"
          " not cost comes back to the funds of %(buyer)s, on %(day)s at the earliest."),
        amount=lazy(euros, str)(campaign.left_cents),
        buyer=campaign.buyer.name,
        day=lazy(day, str)(earliest),
    )  # fmt: skip
    tell_members(campaign, _("%(campaign)s has ended"), words, Topic.MONEY)


def campaign_started(campaign: Campaign) -> None:
    """Tell both sides that an approved campaign started by itself."""
    words = _("Its funds have arrived, and it started by itself. Influencers can take part now.")
    tell_members(campaign, _("%(campaign)s is live"), words, Topic.PROGRESS)


def campaign_waits(campaign: Campaign, words: Words) -> None:
    """Tell both sides that it is approved, and in `words` what must come before it starts."""
    tell_members(campaign, _("%(campaign)s is approved"), words, Topic.DECISION)


def campaign_cannot_start(campaign: Campaign, words: Words) -> None:
    """Tell both sides what keeps an approved campaign from starting though funds are there."""
    tell_members(campaign, _("%(campaign)s cannot start yet"), words, Topic.DECISION)


def campaign_without_funds(campaign: Campaign) -> None:
    words = _("Its last day passed before its funds arrived. It is a draft again: change its days"
              " and send it once more.")  # fmt: skip
    tell_members(campaign, _("%(campaign)s has not started"), words, Topic.DECISION)


def campaign_sent_back(campaign: Campaign, reason: str, statements: Statements) -> None:
    title = _("%(campaign)s needs a change")
    tell_members(campaign, title, told(reason), Topic.DECISION, statements)


def tell_members(
    campaign: Campaign,
    title: Words,
    words: Words,
    topic: Topic,
    statements: Statements | None = None,
) -> None:
    """Tell the members of buyer and sponsor: a brand learns what its agency books for it.

    Somebody who acts for both is told once.
    """
    path, told_already = reverse("campaigns:campaign", args=[campaign.pk]), set()
    for side in dict.fromkeys((campaign.buyer_id, campaign.sponsor_id)):
        statement = statements[side] if statements else None
        for user in User.objects.filter(memberships__organisation=side):
            if user.pk in told_already:
                continue
            told_already.add(user.pk)
            notify(
                user,
                filled(title, campaign=campaign.title),
                [words],
                path_of(statement) if statement else path,
                _("Read the decision") if statement else _("See the campaign"),
                topic=topic,
            )


def budget_spent(campaign: Campaign) -> None:
    words = _("Links still lead to your page, but clicks are not paid until you add to the budget.")
    tell_members(campaign, _("The budget of %(campaign)s is spent"), words, Topic.MONEY)


def funds_run_low(campaign: Campaign) -> None:
    words = filled(
        _("%(left)s are left. Add to the budget if it should go on."),
        left=lazy(euros, str)(campaign.left_cents),
    )
    tell_members(campaign, _("The budget of %(campaign)s runs out"), words, Topic.MONEY)


def amendment_decided(amendment: Amendment, statements: Statements | None = None) -> None:
    """Tell the buyer's people whether the change they asked for stands."""
    if amendment.status == Amendment.Status.APPLIED:
        words: Words = _("What you changed is in force now.")
        title, topic = _("The change to %(campaign)s is approved"), Topic.PROGRESS
    else:
        title, topic = _("The change to %(campaign)s is refused"), Topic.DECISION
        words = told(amendment.reason)
    tell_members(amendment.campaign, title, words, topic, statements)


def dispute_opened(dispute: Dispute) -> None:
    """Tell the influencer that their clicks are questioned, and what becomes of the money."""
    claim = dispute.claim
    notify(
        claim.influencer.user,
        filled(_("The brand questions clicks of %(campaign)s"), campaign=claim.campaign.title),
        [
            dispute.reason,
            _("A person of Franc looks at it. Until then what is pending stays reserved."),
        ],
        reverse("campaigns:claim", args=[claim.pk]),
        _("See my link"),
    )


def dispute_answered(dispute: Dispute, statement: StatementOfReasons | None = None) -> None:
    """Tell both sides what was answered, and why."""
    claim = dispute.claim
    upheld = dispute.status == Dispute.Status.UPHELD
    outcome = (
        _(
            "The question was justified: these clicks are not paid. You can appeal within 30 "
            "days, on the page of your link; until then their money stays reserved."
        )
        if upheld
        else _("The clicks stand, and what is pending is released in time.")
    )
    title = _("Your question about %(campaign)s is answered")
    tell_members(claim.campaign, title, told(dispute.answer), Topic.DECISION)
    notify(
        claim.influencer.user,
        filled(_("The question about %(campaign)s is answered"), campaign=claim.campaign.title),
        [told(dispute.answer), outcome],
        path_of(statement) if statement else reverse("campaigns:claim", args=[claim.pk]),
        _("Read the decision") if statement else _("See my link"),
    )
