"""Personal data in campaigns: claims, messages, posts; and what keeps a person from leaving."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import (
    Appeal,
    Campaign,
    CampaignTransition,
    Claim,
    ClickToJudge,
    HeldClick,
    Message,
    Post,
    Sighting,
    ToSettle,
)
from campaigns.running.after_the_end import LAST_CLICKS
from marketplace.accounts.models import User
from marketplace.personal_data.registry import Obstacle, Room, register
from marketplace.typography import day, euros, moment

Status = Campaign.Status


def register_room() -> None:
    register("campaigns", Room(know, still_running, forget))


def know(user: User) -> dict[str, Any]:
    mine = {"claim__influencer__user": user}
    claims = Claim.objects.of(user)
    posts = Post.objects.filter(link__claim__influencer__user=user)
    return {
        "claims": list(
            claims.values(
                "campaign__title", "rate_cents", "cap_cents", "accrued_cents", "created_at"
            )
        ),
        "links": list(claims.values("campaign__title", "links__code")),
        "messages": list(Message.objects.filter(**mine).values("body", "created_at")),
        "appeals": list(Appeal.objects.filter(**mine).values("text", "status", "answer", "at")),
        "posts": list(posts.values("url", "status", "reason", "created_at")),
    }


def still_running(user: User) -> Iterable[Obstacle]:
    """What runs, or is still decided, of an influencer and of an organisation that is left alone.

    Who left a campaign takes part no more; its clicks may arrive for two days, and then be decided.
    """
    mine = Claim.objects.of(user).select_related("campaign")
    for claim in mine.filter(left_at=None, campaign__in=Campaign.objects.running()):
        words = _("You take part in %(campaign)s, which runs until %(day)s. Leave it, or wait.")
        yield Obstacle(
            words % {"campaign": claim.campaign.title, "day": day(claim.campaign.ends_on)},
            reverse("campaigns:claim", args=[claim.pk]),
            _("See my link"),
        )
    yield from _undecided(user)
    for campaign in Campaign.objects.of(user).unsettled().select_related("buyer"):
        if campaign.buyer.memberships.filter(user=user).exists() and _alone(user, campaign):
            yield _left_alone(campaign)


def _undecided(user: User) -> Iterator[Obstacle]:
    """Clicks that may still be paid: money must not come to somebody who is gone."""
    claims = list(Claim.objects.of(user).values_list("pk", flat=True))
    waiting = sum(
        model.objects.filter(claim_id__in=claims).count()
        for model in (HeldClick, ClickToJudge, ToSettle)
    )
    if waiting:
        words = ngettext(
            "%(count)d of your clicks is still decided: by itself, or by a person of Franc.",
            "%(count)d of your clicks are still decided: by themselves, or by a person of Franc.",
            waiting,
        )
        yield Obstacle(words % {"count": waiting})
    if Appeal.objects.filter(claim__in=claims, status=Appeal.Status.OPEN).exists():
        yield Obstacle(_("You have appealed: a person of Franc answers first."))
    late = _late_until(user)
    if late:
        words = _("Clicks of your last campaign may still arrive until %(moment)s.")
        yield Obstacle(words % {"moment": moment(late)})


def _late_until(user: User) -> datetime | None:
    """Until when clicks may still be shipped of campaigns that ended or were left just now."""
    since = timezone.now() - LAST_CLICKS
    claims = Claim.objects.of(user)
    left = claims.filter(left_at__gt=since).aggregate(at=Max("left_at"))["at"]
    ended = CampaignTransition.objects.filter(
        campaign__claims__in=claims, to_status=Status.ENDED, at__gt=since
    ).aggregate(at=Max("at"))["at"]
    moments = [at + LAST_CLICKS for at in (left, ended) if at]
    return max(moments, default=None)


def _left_alone(campaign: Campaign) -> Obstacle:
    url = reverse("campaigns:campaign", args=[campaign.pk])
    if campaign.status == Status.ENDED:
        words = _("%(campaign)s has ended; %(amount)s stay reserved until its clicks are decided.")
        filled = words % {"campaign": campaign.title, "amount": euros(campaign.left_cents)}
        return Obstacle(
            filled, reverse("payouts:campaign_end", args=[campaign.pk]), _("What it waits for")
        )
    if campaign.status in Campaign.BEFORE_LAUNCH:
        words = _("%(campaign)s was sent to us: make a draft of it again first.")
        return Obstacle(
            words % {"campaign": campaign.title},
            reverse("payouts:campaign_check", args=[campaign.pk]),
            _("See the campaign"),
        )
    words = _("%(campaign)s still runs, and nobody else looks after it: end it first.")
    return Obstacle(words % {"campaign": campaign.title}, url, _("See the campaign"))


def _alone(user: User, campaign: Campaign) -> bool:
    return not campaign.buyer.memberships.exclude(user=user).exists()


def forget(user: User) -> None:
    """Posts and messages stay as proof of disclosure; who was active when does not."""
    Sighting.objects.filter(user=user).delete()
