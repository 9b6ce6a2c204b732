"""Tell a brand and its influencers what became of a landing page, in the same transaction."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from campaigns.drafts.check_landing_page import why_not
from campaigns.models import LandingMatter
from campaigns.telling.notify_decision import tell_members
from marketplace.accounts.statements.decision_reasons import told
from marketplace.notifications.models import Topic
from marketplace.notifications.notices import Words, filled, notify
from marketplace.typography import day

Kind = LandingMatter.Kind


def landing_stands(matter: LandingMatter) -> None:
    """Tell the brand what is wrong with its page, and what follows."""
    if matter.kind == Kind.GONE:
        title: Words = _("The landing page of %(campaign)s does not open")
        words = filled(
            _("%(why)s The campaign is paused: links still lead there, but clicks are not paid."
              " It runs again by itself once the page opens as it was approved."),
            why=lazy(why_not, str)(matter.look),
        )  # fmt: skip
    else:
        title = _("The landing page of %(campaign)s has changed")
        words = filled(
            _("It is another page than the one that was approved. A reviewer looks at it until"
              " %(day)s; without an answer the campaign is paused then."),
            day=lazy(day, str)(matter.due_at or timezone.now()),
        )  # fmt: skip
    tell_members(matter.campaign, title, words, Topic.DECISION)


def paused_for_landing(matter: LandingMatter) -> None:
    """Tell the influencers; the brand too, where it was not told what follows."""
    if matter.kind == Kind.CHANGED:
        words = _("Its landing page is another than the approved one. It runs again once the page"
                  " is as it was, or a reviewer lets it through.")  # fmt: skip
        tell_members(matter.campaign, _("%(campaign)s is paused"), words, Topic.DECISION)
    _tell_influencers(
        matter,
        _("%(campaign)s is paused"),
        _("There is trouble with the brand’s page. Your link still works, but clicks are not paid"
          " while it is paused. You are told when it runs again."),
    )  # fmt: skip


def landing_refused(matter: LandingMatter) -> None:
    title = _("The landing page of %(campaign)s is refused")
    tell_members(matter.campaign, title, told(matter.reason), Topic.DECISION)


def landing_mended(matter: LandingMatter, *, runs: bool) -> None:
    """`runs` is whether the campaign runs again because of it."""
    if not runs:
        words = _("It is as it was approved, or a reviewer let it through.")
        title = _("The landing page of %(campaign)s is all right again")
        tell_members(matter.campaign, title, words, Topic.PROGRESS)
        return
    words = _("Its landing page is all right again: from now on clicks are paid.")
    tell_members(matter.campaign, _("%(campaign)s runs again"), words, Topic.PROGRESS)
    _tell_influencers(matter, _("%(campaign)s runs again"), words)


def _tell_influencers(matter: LandingMatter, title: Words, words: Words) -> None:
    for claim in matter.campaign.claims.taking_part().select_related("influencer__user"):
        notify(
            claim.influencer.user,
            filled(title, campaign=matter.campaign.title),
            [words],
            reverse("campaigns:claim", args=[claim.pk]),
            _("See my link"),
            topic=Topic.PROGRESS,
        )
