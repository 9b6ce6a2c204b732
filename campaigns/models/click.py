"""Clicks as they are kept: partitioned by day, written by shipping alone, never edited."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class UserAgent(models.Model):
    """Each user-agent string once. `digest` is its SHA-256."""

    digest = models.BinaryField(max_length=32, unique=True)
    string = models.TextField()


class Click(models.Model):
    """One click. `id` is a UUIDv7 made at the redirect and `at` its millisecond (UTC).

    Nothing here is an address: `prefix` is a /24 or /48, `visitor_day` and `visitor_period` are
    HMACs under secrets that are destroyed on a schedule (clicks/visitors/visitor_keys.py).
    `clicker_id` is the influencer known to be behind the click; `network` and `referrer_class`
    say where it came from as far as the rules ask.
    """

    pk = models.CompositePrimaryKey("at", "id")
    id = models.UUIDField()
    at = models.DateTimeField()
    arrival = models.BigIntegerField()
    link_id = models.BigIntegerField()
    claim_id = models.BigIntegerField()
    method = models.TextField()
    prefetch = models.BooleanField()
    user_agent = models.ForeignKey(UserAgent, models.DO_NOTHING, db_constraint=False)
    referrer_host = models.TextField()
    languages = models.TextField()
    country = models.TextField(null=True)
    prefix = models.TextField(null=True)
    visitor_day = models.BinaryField(null=True)
    visitor_period = models.BinaryField(null=True)
    clicker_id = models.BigIntegerField(null=True)
    late = models.BooleanField()
    network = models.TextField(default="")
    referrer_class = models.TextField(default="")
    shipped_at = models.DateTimeField(db_default=Now())

    class Meta:
        managed = False
        db_table = "campaigns_click"


class ClickToJudge(models.Model):
    """The queue of pass A, in order of arrival; a row goes in the transaction that judges it.

    `visitor_before` is the visitor's key under the day before's secret: it lives only here, so
    that kept clicks of two days cannot be linked. `clicker_stated`: it was a log that named the
    clicker (replay), not a match of keys.
    """

    arrival = models.BigIntegerField(primary_key=True)
    click_id = models.UUIDField()
    click_at = models.DateTimeField()
    claim_id = models.BigIntegerField()
    link_id = models.BigIntegerField()
    visitor_before = models.BinaryField(null=True)
    clicker_stated = models.BooleanField(default=False)

    class Meta:
        managed = False
        db_table = "campaigns_clicktojudge"


class Dwell(models.Model):
    """How long the landing page was looked at, where the brand's page reports it.

    `bucket` is the number of seconds at which its bucket begins (campaigns/clicks/dwell.py).
    """

    click_id = models.UUIDField(primary_key=True)
    click_at = models.DateTimeField()
    bucket = models.SmallIntegerField()
    reported_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["click_at"], name="dwell_by_time")]
        constraints = [
            models.CheckConstraint(condition=models.Q(bucket__gte=0), name="dwell_not_negative")
        ]
