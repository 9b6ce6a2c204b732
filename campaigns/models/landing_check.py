"""What we saw when we opened a campaign's landing page. Append-only."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from campaigns.models.campaign import LONGEST_LANDING_URL, Campaign


class LandingCheck(models.Model):
    """`outcome` is "opened", or the reason for which the page could not be opened.

    `host` is where the redirects ended; `sketch` what the page says (campaigns/drafts/
    compare_pages.py), [] for one that did not open, and for looks before it was kept.
    """

    OPENED = "opened"

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="landing_checks")
    url = models.URLField(max_length=LONGEST_LANDING_URL)
    outcome = models.CharField(max_length=20)
    status = models.PositiveSmallIntegerField(null=True)
    title = models.CharField(max_length=200, blank=True)
    host = models.CharField(max_length=253, blank=True, db_default="")
    sketch = ArrayField(models.BigIntegerField(), default=list, db_default=[], blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.url}: {self.outcome}"
