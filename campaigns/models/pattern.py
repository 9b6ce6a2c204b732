"""What pass B remembers of many clicks: counts and edges, never a visitor's key."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class PatternLook(models.Model):
    """One look of pass B. Clicks up to number `arrival` are in the features.

    `seen_arrival` is the latest number when the look began: what a later look may read, when
    its landing page has had the time to report. `whole` looks search for every pattern.
    """

    started_at = models.DateTimeField(db_default=Now())
    seen_arrival = models.BigIntegerField()
    arrival = models.BigIntegerField()
    whole = models.BooleanField()
    clicks = models.BigIntegerField(default=0)
    held = models.BigIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["-started_at"], name="look_latest")]


class ClickProfile(models.Model):
    """Clicks of a claim by when and how they came: the features of incited friends.

    `delay` is the number of seconds after the post at which its bucket begins, -1 without a
    post; `direct` that no referrer was sent; `zero_dwell` null where no page reported.
    """

    claim_id = models.BigIntegerField()
    delay = models.IntegerField()
    direct = models.BooleanField()
    zero_dwell = models.BooleanField(null=True)
    clicks = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim_id", "delay", "direct", "zero_dwell"],
                nulls_distinct=False,
                name="one_cell_of_a_profile",
            )
        ]


class ClickEdge(models.Model):
    """An influencer clicked on another's claim. It survives the keys by which it was seen.

    `direct`, `zero_dwell` and `looked` count the clicks without a referrer, those whose page was
    left at once, and those whose page reported at all.
    """

    pk = models.CompositePrimaryKey("clicker_id", "claim_id")
    clicker_id = models.BigIntegerField()
    claim_id = models.BigIntegerField()
    clicks = models.BigIntegerField()
    direct = models.BigIntegerField()
    zero_dwell = models.BigIntegerField()
    looked = models.BigIntegerField()
    last_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["last_at"], name="edge_by_age")]


class LinkDay(models.Model):
    """Clicks of a link on a day (UTC), as pass A left them: for the tests of evenness."""

    pk = models.CompositePrimaryKey("link_id", "day")
    link_id = models.BigIntegerField()
    day = models.DateField()
    clicks = models.BigIntegerField()
