"""What a mandate still allows a campaign that is being planned, before it is sent to review."""

from __future__ import annotations

from dataclasses import dataclass

from campaigns.models import Campaign
from campaigns.running import booking_conditions
from marketplace.accounts.models import Mandate


@dataclass(frozen=True)
class MandateLeft:
    """In cents: the limit, what other campaigns hold of it, and what this one would.

    `mandate` is None when it has ended; `limit_cents` None when it has no limit.
    """

    mandate: Mandate | None
    limit_cents: int | None
    booked_cents: int
    asked_cents: int

    @property
    def left_cents(self) -> int:
        """What it allows this campaign: never less than nothing."""
        return max(0, (self.limit_cents or 0) - self.booked_cents)

    @property
    def over_cents(self) -> int:
        """By how much this campaign would pass the limit; 0 when it would not."""
        if self.limit_cents is None:
            return 0
        return max(0, self.asked_cents - self.left_cents)


def mandate_left(campaign: Campaign, asked_cents: int | None = None) -> MandateLeft | None:
    """Return it for a draft, with `asked_cents` in place of its budget; None where none is needed.

    Holdings are counted as sending counts them (booking_conditions.booked_cents).
    """
    if campaign.buyer_id == campaign.sponsor_id:
        return None
    asked = campaign.budget_cents if asked_cents is None else asked_cents
    running = Mandate.objects.running().filter(agency=campaign.buyer_id, brand=campaign.sponsor_id)
    mandate = running.select_related("brand").first()
    if mandate is None or mandate.limit_cents is None:
        return MandateLeft(mandate, None, 0, asked)
    booked = booking_conditions.booked_cents(mandate)
    return MandateLeft(mandate, mandate.limit_cents, booked, asked)
