"""What we saw when we opened a campaign's landing page. Append-only."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from campaigns.models.campaign import LONGEST_LANDING_URL, Campaign


class LandingCheck(models.Model):
    """`outcome` is "opened", or the reason for which the page could not be opened."""

    OPENED = "opened"

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="landing_checks")
    url = models.URLField(max_length=LONGEST_LANDING_URL)
    outcome = models.CharField(max_length=20)
    status = models.PositiveSmallIntegerField(null=True)
    title = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.url}: {self.outcome}"
