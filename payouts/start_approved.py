"""Approved campaigns that wait for funds start by themselves when these arrive.

In the order of their approval: the first that the funds do not cover keeps the later ones waiting,
so that a large campaign is not overtaken for ever by small ones. One that something else than money
keeps from starting is passed over, and its people are told once.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from campaigns.running import explain_refusal, lifecycle
from campaigns.running.booking_conditions import (
    LandingFailed,
    NoMandate,
    OverMandate,
    Unproven,
    UnsafeLanding,
)
from campaigns.running.lifecycle import Suspended
from campaigns.telling import notify_decision
from marketplace.accounts.models import Organisation, User
from marketplace.notifications.notices import Words, filled
from marketplace.paris_days import paris_today
from marketplace.states import IllegalTransition, StateChanged
from marketplace.typography import euros
from payouts import escrow, ledger
from payouts.ledger import InsufficientFunds, Kind

REFUSALS = (LandingFailed, NoMandate, OverMandate, Unproven, UnsafeLanding, Suspended)


def approve(campaign: Campaign, by: User, reason: str = "") -> None:
    """A reviewer approves: it goes live at once, or waits until its buyer's funds cover it.

    It waits, too, behind campaigns of its buyer that were approved before. `reason` is kept with
    the decision. Raises what
    lifecycle.approve raises; then nothing is changed.
    """
    with transaction.atomic():
        _lock_sides(campaign)
        if not queue(campaign.buyer_id).exists() and _launched(campaign, by, reason):
            return
        lifecycle.approve_unfunded(campaign, by, reason)
        notify_decision.campaign_waits(campaign, _words_of_wait(campaign))


def start_all() -> int:
    """Start whatever can: the clock's sweep, whatever message was lost. Returns how many."""
    waiting = Campaign.objects.unfunded().order_by("buyer_id")
    buyers = waiting.values_list("buyer_id", flat=True).distinct()
    return sum(start_waiting(buyer) for buyer in buyers)


def start_waiting(buyer_id: int) -> int:
    """Start what a buyer's funds cover, in the order of approval; return how many began.

    Each in a transaction of its own: a worker that dies leaves either all of a start or nothing,
    and whoever comes next goes on. Safe to run twice, and at once.
    """
    started = 0
    for campaign in _waiting(buyer_id):
        try:
            started += _start(campaign)
        except InsufficientFunds:
            break
    return started


def queue(buyer_id: int) -> QuerySet[Campaign]:
    """Return the buyer's campaigns that wait for nothing but funds, the first to start first."""
    return _waiting(buyer_id).filter(start_obstacle="")


def _waiting(buyer_id: int) -> QuerySet[Campaign]:
    """In the order of approval; one whose last day is over starts no more."""
    approved = Q(transitions__to_status=Campaign.Status.UNFUNDED)
    waiting = Campaign.objects.unfunded().filter(buyer=buyer_id, ends_on__gte=paris_today())
    return waiting.annotate(approval=Max("transitions", filter=approved)).order_by("approval")


def missing_cents(campaign: Campaign) -> int:
    """Return what must still arrive before it starts: those approved before it come first."""
    before = ahead_of(campaign)
    needed = campaign.budget_cents + sum(one.budget_cents for one in before)
    return max(0, needed - ledger.balance(Kind.BRAND_FUNDS, organisation=campaign.buyer_id))


def ahead_of(campaign: Campaign) -> list[Campaign]:
    """Return the buyer's campaigns that start before it: all that wait, if it is not approved."""
    ahead = []
    for one in queue(campaign.buyer_id):
        if one.pk == campaign.pk:
            break
        ahead.append(one)
    return ahead


def _launched(campaign: Campaign, by: User, reason: str) -> bool:
    try:
        with transaction.atomic():
            escrow.launch(campaign, by, reason=reason)
    except InsufficientFunds:
        campaign.refresh_from_db()
        return False
    return True


def _start(campaign: Campaign) -> bool:
    """Start one; False when it did meanwhile, or when something else than money is missing.

    Raises InsufficientFunds.
    """
    try:
        with transaction.atomic():
            _lock_sides(campaign)
            lifecycle.start_funded(campaign)
            escrow.reserve_budget(campaign)
    except REFUSALS as refusal:
        _tell_once(campaign.pk, refusal)
        return False
    except (IllegalTransition, StateChanged):
        return False  # another worker started it, or its people took it back
    return True


def _lock_sides(campaign: Campaign) -> None:
    """One start of a buyer at a time; in the order in which lifecycle.py takes these rows."""
    sides = Organisation.objects.filter(pk__in=[campaign.sponsor_id, campaign.buyer_id])
    list(sides.order_by("pk").select_for_update(no_key=True))


def _tell_once(pk: int, refusal: Exception) -> None:
    name = type(refusal).__name__
    with transaction.atomic():
        waiting = Campaign.objects.unfunded().filter(pk=pk).exclude(start_obstacle=name)
        if waiting.update(start_obstacle=name):
            words = lazy(say_refusal, str)(refusal)
            notify_decision.campaign_cannot_start(Campaign.objects.get(pk=pk), words)


def say_refusal(refusal: Exception) -> str:
    """Return what keeps a campaign from starting, in the language of the moment."""
    if isinstance(refusal, Suspended):
        return explain_refusal.suspended_words()
    if isinstance(refusal, LandingFailed):
        return gettext("The landing page does not open: it starts once that does.")
    return explain_refusal.words(refusal)


def _words_of_wait(campaign: Campaign) -> Words:
    return filled(
        _("It starts by itself when %(amount)s more are in the funds of %(buyer)s."),
        amount=lazy(euros, str)(missing_cents(campaign)),
        buyer=campaign.buyer.name,
    )
