"""What a brand and an influencer ask and answer each other: mails in the receiver's language,

written in the transaction of the question or the answer.
"""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from campaigns.models import Campaign, JoinRequest, Message
from marketplace.accounts.models import User
from marketplace.notifications.notices import tell
from marketplace.typography import moment


def join_asked(request: JoinRequest) -> None:
    """Tell the brand that somebody asks to join."""
    for user in _members(request.campaign):
        with override(user.language):
            title = _("%(name)s asks to join %(campaign)s")
            words = [request.words] if request.words else []
            words.append(_("Accept or decline: they wait for your answer."))
            _tell_brand(user, request.campaign, _titled(title, request), words)


def join_decided(request: JoinRequest) -> None:
    """Tell the influencer what the brand answered."""
    user, campaign = request.influencer.user, request.campaign
    with override(user.language):
        if request.status == JoinRequest.Status.ACCEPTED:
            title = _("%(sponsor)s takes you into %(campaign)s")
            words = [_("Write your message now: your link comes with it.")]
        else:
            title = _("%(sponsor)s said no for %(campaign)s")
            words = [request.reason, _("Other campaigns look for people: have a look.")]
        names = {"sponsor": campaign.sponsor.name, "campaign": campaign.title}
        path = reverse("campaigns:offer", args=[campaign.pk])
        tell(user.email, title % names, words, path, _("See the campaign"))


def message_waits(message: Message) -> None:
    """Tell the brand that a message goes out unless it says no."""
    claim = message.claim
    for user in _members(claim.campaign):
        with override(user.language):
            title = _("A message for %(campaign)s waits for you")
            until = {"moment": moment(message.decide_by)} if message.decide_by else {"moment": ""}
            words = [
                f"{message.label} {message.body}",
                _("It goes out on %(moment)s (UTC) unless you veto it, with a reason.") % until,
            ]
            _tell_brand(user, claim.campaign, title % {"campaign": claim.campaign.title}, words)


def message_decided(message: Message) -> None:
    """Tell the influencer that the message is out, or why the brand does not want it."""
    claim = message.claim
    user = claim.influencer.user
    with override(user.language):
        if message.status == Message.Status.ACCEPTED:
            title = _("Your message for %(campaign)s is accepted")
            words, act = [_("Your link is ready.")], _("See my link")
            path = reverse("campaigns:claim", args=[claim.pk])
        else:
            title = _("%(sponsor)s wishes another message for %(campaign)s")
            words, act = [message.reason], _("Write my message")
            path = reverse("campaigns:message", args=[claim.pk])
        names = {"sponsor": claim.campaign.sponsor.name, "campaign": claim.campaign.title}
        tell(user.email, title % names, words, path, act)


def _members(campaign: Campaign) -> list[User]:
    return list(User.objects.filter(memberships__organisation=campaign.buyer_id).distinct())


def _titled(title: str, request: JoinRequest) -> str:
    names = {"name": request.influencer.display_name, "campaign": request.campaign.title}
    return title % names


def _tell_brand(user: User, campaign: Campaign, title: str, words: list[str]) -> None:
    path = reverse("campaigns:campaign", args=[campaign.pk])
    tell(user.email, title, words, path, _("See the campaign"))
