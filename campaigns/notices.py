"""Tell people what was decided about what is theirs, with the reason, in the same transaction."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from campaigns.models import Campaign, Post
from marketplace.accounts.models import User
from marketplace.notifications.notices import tell


def post_decided(post: Post) -> None:
    """Tell the influencer whether the label was seen, and what becomes of the clicks."""
    claim = post.link.claim
    user = claim.influencer.user
    with override(user.language):
        if post.status == Post.Status.APPROVED:
            title = _("Your post for %(campaign)s is approved")
            paragraphs = [_("From now on every honest click is paid, those that waited too.")]
        else:
            title = _("Your post for %(campaign)s needs a change")
            paragraphs = [post.reason, _("The clicks that waited for this answer are not paid. "
                                         "Correct the post and show it to us again.")]  # fmt: skip
        path = reverse("campaigns:claim", args=[claim.pk])
        tell(
            user.email,
            title % {"campaign": claim.campaign.title},
            paragraphs,
            path,
            _("See my link"),
        )


def campaign_approved(campaign: Campaign) -> None:
    _tell_members(campaign, reason="")


def campaign_sent_back(campaign: Campaign, reason: str) -> None:
    _tell_members(campaign, reason)


def _tell_members(campaign: Campaign, reason: str) -> None:
    """Tell the members of buyer and sponsor: a brand learns what its agency books for it."""
    sides = [campaign.buyer_id, campaign.sponsor_id]
    for user in User.objects.filter(memberships__organisation__in=sides).distinct():
        with override(user.language):
            if reason:
                title, words = _("%(campaign)s needs a change"), reason
            else:
                title, words = _("%(campaign)s is live"), _("Influencers can take part now.")
            path = reverse("campaigns:campaign", args=[campaign.pk])
            tell(
                user.email,
                title % {"campaign": campaign.title},
                [words],
                path,
                _("See the campaign"),
            )
