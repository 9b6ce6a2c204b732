"""Who saved a campaign last: one's own earlier save never stands in one's way, another's does.

Back and save again sends the version before one's own save. That is no conflict, as long as nobody
else has saved since that version was shown.
"""

from __future__ import annotations

from typing import Any

from django.db.models import F

from campaigns.models import Campaign
from marketplace.accounts.models import User


def only_own_since(campaign: Campaign, shown: int, by: User) -> bool:
    """Whether nobody but `by` has saved the campaign since version `shown`; lock its row before."""
    if campaign.version == shown:
        return True
    return campaign.saved_by_id == by.pk and shown >= campaign.saved_alone_from


def marks_of_save(campaign: Campaign, by: User) -> dict[str, Any]:
    """Return the columns that a save by this person writes beside what it saves."""
    alone = campaign.saved_by_id == by.pk
    return {
        "version": F("version") + 1,
        "saved_by": by,
        "saved_alone_from": campaign.saved_alone_from if alone else campaign.version,
    }
