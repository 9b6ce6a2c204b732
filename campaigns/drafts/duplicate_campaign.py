"""A new draft from an earlier campaign: what was said and to whom, but none of what happened."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from campaigns.drafts import check_landing_page
from campaigns.drafts.offer_form import begin
from campaigns.drafts.save_draft import create_once
from campaigns.drafts.sponsors import buyer_for, possible_sponsors
from campaigns.models import Campaign, Picture
from marketplace.accounts.models import User

COPIED = (
    "sponsor_id", "title", "brief", "category", "is_political", "landing_url", "has_beacon",
    "utm_source", "utm_medium", "utm_campaign", "networks", "languages", "countries", "admission",
    "veto_hours", "joins_per_day", "trial_cap_cents", "hold_days", "required_words",
    "forbidden_words",
)  # fmt: skip
PRICES = ("rate_cents", "cap_cents", "budget_cents", "daily_budget_cents")


class NotYours(Exception):
    """Whoever copies may not book for this sponsor, or no longer."""


def duplicate(campaign: Campaign, by: User, key: UUID) -> Campaign:
    """Return the draft that the form with this `key` makes, once.

    The days are new, opening to everyday people is confirmed anew, and who copies is who books:
    nobody spends another's funds by copying. Raises NotYours and Conflict.
    """
    if not possible_sponsors(by).filter(pk=campaign.sponsor_id).exists():
        raise NotYours
    draft = Campaign(**{name: getattr(campaign, name) for name in COPIED})
    draft.buyer = buyer_for(by, draft.sponsor)
    begin(draft)
    for name in PRICES:
        setattr(draft, name, getattr(campaign, name))
    draft.tiers = campaign.tiers or draft.tiers
    draft.saved_steps = campaign.saved_steps
    with transaction.atomic():
        made = create_once(draft, key, by, ())
        if made is draft:
            _copy_pictures(campaign, made)
            if made.landing_url:
                check_landing_page.ask_for_look(made)
    return made


def _copy_pictures(campaign: Campaign, draft: Campaign) -> None:
    Picture.objects.bulk_create(
        Picture(campaign=draft, image=one.image, width=one.width, height=one.height,
                words=one.words)
        for one in campaign.pictures.all()
    )  # fmt: skip
