"""Personal data in campaigns: claims, messages, posts; and what keeps a person from leaving."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from campaigns.models import Appeal, Campaign, Claim, Message, Post, Sighting
from marketplace.accounts.models import User
from marketplace.personal_data.registry import Room, register

Status = Campaign.Status
RUNNING = (Status.IN_REVIEW, Status.LIVE, Status.PAUSED, Status.EXHAUSTED, Status.ENDED)


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


def still_running(user: User) -> Iterable[str]:
    """Clicks of a campaign that runs are still to be paid; one that ended is not closed yet."""
    claims = Claim.objects.of(user).filter(campaign__status__in=RUNNING)
    for claim in claims.select_related("campaign"):
        yield _("You take part in %(campaign)s, which is not closed yet.") % {
            "campaign": claim.campaign.title
        }
    for campaign in Campaign.objects.of(user).running():
        if campaign.buyer.memberships.filter(user=user).exists() and _alone(user, campaign):
            yield _("%(campaign)s still runs, and nobody else looks after it.") % {
                "campaign": campaign.title
            }


def _alone(user: User, campaign: Campaign) -> bool:
    return not campaign.buyer.memberships.exclude(user=user).exists()


def forget(user: User) -> None:
    """Posts and messages stay as proof of disclosure; who was active when does not."""
    Sighting.objects.filter(user=user).delete()
