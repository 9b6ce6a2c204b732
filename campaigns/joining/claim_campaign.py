"""An influencer claims a campaign: rate and cap are frozen at that moment.

Whether they may is asked again under the campaign's lock (eligibility.py), so that of two who take
the day's last place only one has it.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from django.db import transaction

from campaigns.joining import eligibility, leave_campaign
from campaigns.joining.eligibility import Obstacle
from campaigns.joining.newcomer_trial import cap_of_trial
from campaigns.models import Campaign, Claim, Link
from marketplace.accounts.models import Influencer
from marketplace.paris_days import paris_today
from marketplace.paris_queries import today_began

# Without 0, O, I, l and 1, which people confuse when they copy a link by hand.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
CODE_LENGTH = 7


class DoesNotFit(Exception):
    """This influencer cannot join now; `obstacles` say why."""

    def __init__(self, obstacles: Sequence[Obstacle]) -> None:
        super().__init__(", ".join(obstacle.code for obstacle in obstacles))
        self.obstacles = list(obstacles)


class NotOpen(DoesNotFit):
    """The campaign takes no claims now: it is not live, or not within its dates."""


class MustAsk(Exception):
    """The brand chooses who joins: ask it first (request_to_join.py)."""


NOBODY = frozenset({"closed", "not_begun", "over"})


def claim(campaign_id: int, influencer: Influencer) -> Claim:
    """Return the influencer's claim on the campaign, made now if need be.

    Somebody who had left comes back to the same claim, at the rate and cap of its first day.
    Raises NotOpen, DoesNotFit and MustAsk.
    """
    with transaction.atomic():
        campaign = lock(campaign_id)
        existing = Claim.objects.filter(campaign=campaign, influencer=influencer).first()
        if existing and existing.left_at is None:
            return existing
        if existing:
            require_fit(campaign, influencer, places=False)
            leave_campaign.come_back(existing)
            return existing
        require_fit(campaign, influencer)
        if campaign.admission == Campaign.Admission.CHOSEN:
            raise MustAsk
        return make(campaign, influencer)


def lock(campaign_id: int) -> Campaign:
    """Lock a campaign's row, so that rate, cap and places stay what they are read as."""
    return Campaign.objects.select_for_update(no_key=True).get(pk=campaign_id)


def require_fit(campaign: Campaign, influencer: Influencer, *, places: bool = True) -> None:
    """Raise NotOpen or DoesNotFit; the campaign must be locked.

    Args:
        places: whether the places of the day count; they do not for those whom the brand chose.
    """
    if influencer.user.suspensions.lasting().exists():
        raise DoesNotFit([eligibility.SUSPENDED])
    found = eligibility.obstacles(
        campaign,
        eligibility.person_of(influencer),
        today=paris_today(),
        joined_today=joined_today(campaign) if places else 0,
    )
    if found:
        raise NotOpen(found) if found[0].code in NOBODY else DoesNotFit(found)


def joined_today(campaign: Campaign) -> int:
    """Return how many claims were made on this day, by the database's clock."""
    if campaign.joins_per_day is None:
        return 0
    # now() is the transaction's, as `created_at` is: at midnight both name the same day.
    return Claim.objects.filter(campaign=campaign, created_at__gte=today_began()).count()


def make(campaign: Campaign, influencer: Influencer) -> Claim:
    """Make the claim; the campaign must be locked, and whether they fit be known.

    A newcomer's claim is on trial when the campaign asks for it (newcomer_trial.py).
    """
    return Claim.objects.create(
        campaign=campaign,
        influencer=influencer,
        rate_cents=campaign.rate_cents,
        cap_cents=campaign.cap_cents,
        trial_cap_cents=cap_of_trial(campaign, influencer),
    )


def give_link(claim: Claim) -> Link:
    """Return the claim's first link, made now if need be."""
    existing = claim.links.order_by("id").first()
    return existing or Link.objects.create(claim=claim, code=new_code())


def new_code() -> str:
    """Return a code of 57^7 (2 x 10^12) possibilities, so that codes cannot be guessed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
