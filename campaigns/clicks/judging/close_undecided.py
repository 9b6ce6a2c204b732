"""Reject held clicks that nobody will decide: their campaign ended, no post of their link waits.

An influencer who took a link, got a click and never showed a post would otherwise keep a brand's
money in escrow for ever.
"""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now

from campaigns.clicks.judging.rejudge_held import give_up_batch
from campaigns.clicks.judging.rules import awaiting_review
from campaigns.models import Campaign, CampaignTransition, CaseClick, HeldClick, Link, Post

# A post may still be shown, and reviewed, for so long after the end.
PATIENCE = timedelta(days=7)


def give_up() -> int:
    """Reject what is held of campaigns that ended long ago; return how many clicks."""
    return sum(_give_up_link(link) for link in links().select_related("claim"))


def links() -> QuerySet[Link]:
    """Links with held clicks of campaigns long ended, unless a decision on a post is under way.

    Clicks of an open case are left to the person who decides it.
    """
    ended = CampaignTransition.objects.filter(
        campaign=OuterRef("claim__campaign"),
        to_status=Campaign.Status.ENDED,
        at__lt=Now() - PATIENCE,
    )
    posts = Post.objects.filter(link=OuterRef("pk"))
    in_review = Exists(posts.in_review())
    in_case = CaseClick.objects.filter(click_id=OuterRef("click_id"), outcome="")
    held = HeldClick.objects.filter(~Exists(in_case), link_id=OuterRef("pk"))
    # An approval whose clicks are still to be judged again must not be overtaken.
    approved = Exists(posts.approved())
    to_rejudge = Exists(held.filter(reasons__contains=[awaiting_review.RULE.code]))
    over = Link.objects.filter(claim__campaign__status=Campaign.Status.ENDED)
    return over.filter(Exists(ended), Exists(held), ~in_review, ~(approved & to_rejudge))


def _give_up_link(link: Link) -> int:
    rejected = 0
    while batch := give_up_batch(link):
        rejected += batch
    return rejected
