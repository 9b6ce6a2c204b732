"""Tell people what was decided about what is theirs, with the reason, in the same transaction."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, Post
from marketplace.accounts.models import User
from marketplace.notifications.models import Topic
from marketplace.notifications.notices import Words, filled, tell


def post_decided(post: Post) -> None:
    """Tell the influencer whether the label was seen, and what becomes of the clicks."""
    claim = post.link.claim
    paragraphs: list[Words]
    if post.status == Post.Status.APPROVED:
        title, topic = _("Your post for %(campaign)s is approved"), Topic.PROGRESS
        paragraphs = [_("From now on every honest click is paid, those that waited too.")]
    else:
        title, topic = _("Your post for %(campaign)s needs a change"), Topic.DECISION
        paragraphs = [post.reason, _("The clicks that waited for this answer are not paid. "
                                     "Correct the post and show it to us again.")]  # fmt: skip
    tell(
        claim.influencer.user,
        filled(title, campaign=claim.campaign.title),
        paragraphs,
        reverse("campaigns:claim", args=[claim.pk]),
        _("See my link"),
        topic=topic,
    )


def campaign_approved(campaign: Campaign) -> None:
    _tell_members(
        campaign, _("%(campaign)s is live"), _("Influencers can take part now."), Topic.PROGRESS
    )


def campaign_sent_back(campaign: Campaign, reason: str) -> None:
    _tell_members(campaign, _("%(campaign)s needs a change"), reason, Topic.DECISION)


def _tell_members(campaign: Campaign, title: Words, words: Words, topic: Topic) -> None:
    path = reverse("campaigns:campaign", args=[campaign.pk])
    for user in User.objects.filter(memberships__organisation=campaign.buyer_id):
        tell(
            user,
            filled(title, campaign=campaign.title),
            [words],
            path,
            _("See the campaign"),
            topic=topic,
        )
