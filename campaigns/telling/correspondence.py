"""Tell a brand and an influencer what they ask and answer each other.

It is written in the transaction of the question or the answer.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, JoinRequest, Message
from marketplace.accounts import team_permissions
from marketplace.accounts.models import User
from marketplace.accounts.team_permissions import Act
from marketplace.notifications.models import Topic
from marketplace.notifications.notices import Words, filled, notify
from marketplace.typography import moment


def join_asked(request: JoinRequest) -> None:
    """Tell the brand that somebody asks to join."""
    title = filled(
        _("%(name)s asks to join %(campaign)s"),
        name=request.influencer.display_name,
        campaign=request.campaign.title,
    )
    words: list[Words] = [request.words, _("Accept or decline: they wait for your answer.")]
    _tell_brand(request.campaign, title, words)


def join_decided(request: JoinRequest) -> None:
    """Tell the influencer what the brand answered."""
    campaign = request.campaign
    words: list[Words]
    if request.status == JoinRequest.Status.ACCEPTED:
        title, topic = _("%(sponsor)s takes you into %(campaign)s"), Topic.PROGRESS
        words = [_("Write your message now: your link comes with it.")]
    else:
        title, topic = _("%(sponsor)s said no for %(campaign)s"), Topic.DECISION
        words = [request.reason, _("Other campaigns look for people: have a look.")]
    notify(
        request.influencer.user,
        filled(title, sponsor=campaign.sponsor.name, campaign=campaign.title),
        words,
        reverse("campaigns:offer", args=[campaign.pk]),
        _("See the campaign"),
        topic=topic,
    )


def message_waits(message: Message) -> None:
    """Tell the brand that a message goes out unless it says no."""
    campaign = message.claim.campaign
    until = lazy(moment, str)(message.decide_by or message.created_at)
    words: list[Words] = [
        f"{message.label} {message.body}",
        filled(_("It goes out on %(moment)s (Paris time) unless you veto it, with a reason."),
               moment=until),
    ]  # fmt: skip
    title = filled(_("A message for %(campaign)s waits for you"), campaign=campaign.title)
    _tell_brand(campaign, title, words)


def message_decided(message: Message) -> None:
    """Tell the influencer that the message is out, or why the brand does not want it."""
    claim = message.claim
    words: list[Words]
    if message.status == Message.Status.ACCEPTED:
        title, topic = _("Your message for %(campaign)s is accepted"), Topic.PROGRESS
        words, act = [_("Your link is ready.")], _("See my link")
        path = reverse("campaigns:claim", args=[claim.pk])
    else:
        title = _("%(sponsor)s wishes another message for %(campaign)s")
        topic = Topic.DECISION
        words, act = [message.reason], _("Write my message")
        path = reverse("campaigns:message", args=[claim.pk])
    names = {"sponsor": claim.campaign.sponsor.name, "campaign": claim.campaign.title}
    notify(claim.influencer.user, filled(title, **names), words, path, act, topic=topic)


def _tell_brand(campaign: Campaign, title: Words, words: Sequence[Words]) -> None:
    """Tell those who may answer."""
    roles = team_permissions.ALLOWED[Act.CAMPAIGNS]
    users = User.objects.filter(
        memberships__organisation=campaign.buyer_id, memberships__role__in=roles
    )
    path = reverse("campaigns:campaign_people", args=[campaign.pk])
    for user in users.distinct():
        notify(user, title, words, path, _("Answer"), topic=Topic.REMINDER)
