"""Tell both sides what was decided about a case, with a statement of reasons."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from campaigns.models import Appeal, CaseDecision, Claim
from campaigns.telling import notify_decision, statements_of_reasons
from marketplace.accounts.statements.decision_reasons import told
from marketplace.accounts.statements.write_statement import path_of
from marketplace.notifications.models import Topic
from marketplace.notifications.notices import filled, notify
from marketplace.typography import number


def decided(decision: CaseDecision, claim_ids: Iterable[int]) -> None:
    """Tell the influencers of a decision, and the brand when clicks are not paid."""
    claims = Claim.objects.filter(pk__in=list(claim_ids))
    for claim in claims.select_related("influencer__user", "campaign").order_by("pk"):
        if decision.outcome == "rejected":
            _not_paid(decision, claim)
        else:
            _paid_after_all(decision, claim)
    if decision.outcome == "rejected":
        _tell_brand(decision)


def _not_paid(decision: CaseDecision, claim: Claim) -> None:
    statement = statements_of_reasons.clicks_rejected(decision, claim)
    notify(
        claim.influencer.user,
        filled(_("Clicks of %(campaign)s are not paid"), campaign=claim.campaign.title),
        [
            told(decision.reason),
            _("You can appeal within 30 days, on the page of your link. Somebody else of Franc "
              "decides, and the money stays reserved until then."),
        ],
        path_of(statement),
        _("Read the decision"),
    )  # fmt: skip


def _paid_after_all(decision: CaseDecision, claim: Claim) -> None:
    notify(
        claim.influencer.user,
        filled(_("Clicks of %(campaign)s are paid after all"), campaign=claim.campaign.title),
        [told(decision.reason)],
        reverse("campaigns:claim", args=[claim.pk]),
        _("See my link"),
        topic=Topic.PROGRESS,
    )


def _tell_brand(decision: CaseDecision) -> None:
    campaign = decision.case.campaign
    words = filled(
        _("Clicks found not to be paid for: %(clicks)s. What they had cost comes back once nobody "
          "can appeal any more."),
        clicks=lazy(number, str)(decision.clicks),
    )  # fmt: skip
    notify_decision.tell_members(
        campaign, _("Clicks of %(campaign)s are not paid"), words, Topic.MONEY
    )


def appeal_decided(appeal: Appeal) -> None:
    """Tell the influencer and the brand what became of an appeal, each with a statement."""
    claim, campaign = appeal.claim, appeal.claim.campaign
    theirs, brands = statements_of_reasons.appeal_decided(appeal)
    if appeal.status == Appeal.Status.UPHELD:
        title = _("Your appeal about %(campaign)s is justified")
        outcome, for_brand = _("The clicks are paid."), _("An appeal about %(campaign)s succeeded")
    else:
        title = _("Your appeal about %(campaign)s is refused")
        outcome = _("The clicks are not paid. You can still go to an out-of-court dispute "
                    "settlement body, or to court.")  # fmt: skip
        for_brand = _("An appeal about %(campaign)s was refused")
    notify(
        claim.influencer.user,
        filled(title, campaign=campaign.title),
        [told(appeal.answer), outcome],
        path_of(theirs),
        _("Read the decision"),
    )
    notify_decision.tell_members(campaign, for_brand, told(appeal.answer), Topic.DECISION, brands)
