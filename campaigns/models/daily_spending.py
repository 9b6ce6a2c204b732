"""What a campaign earned its influencers on a day, for its daily budget."""

from __future__ import annotations

from django.db import models

from campaigns.models.campaign import Campaign


class DailySpending(models.Model):
    """Written by settlement, in the transaction that books the earnings.

    `day` is that of the clicks (campaigns/counted_days.py); `earned_cents` excludes the fee.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="days")
    day = models.DateField()
    earned_cents = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "day"], name="one_spending_a_day"),
            models.CheckConstraint(
                condition=models.Q(earned_cents__gte=0), name="daily_spending_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.day}: {self.earned_cents}"
