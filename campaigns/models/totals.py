"""Hourly roll-ups, kept in the transactions that judge and settle: no page ever scans clicks."""

from __future__ import annotations

from django.db import models

from campaigns.models.claim import Claim, Link


class HourlyVerdict(models.Model):
    """Clicks of a claim in an hour (UTC, of the click) by present verdict and first reason."""

    pk = models.CompositePrimaryKey("claim_id", "hour", "verdict", "reason")
    claim = models.ForeignKey(Claim, models.DO_NOTHING, db_constraint=False, related_name="+")
    hour = models.DateTimeField()
    verdict = models.TextField()
    reason = models.TextField()
    clicks = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["hour"], name="hourly_verdict_by_hour")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(clicks__gte=0), name="hourly_verdict_not_negative"
            )
        ]


class Restatement(models.Model):
    """How verdicts that came on a later day changed the figures of a day (of the clicks).

    `clicks` is the difference of the (verdict, reason) cell of `day`, made on the day `on` (both of
    counted_days.py): the cells as first reported are those of HourlyVerdict less all of these.
    Source: MRC, Invalid Traffic Detection and Filtration Standards Addendum (2020).
    """

    pk = models.CompositePrimaryKey("claim_id", "day", "on", "verdict", "reason")
    claim = models.ForeignKey(Claim, models.DO_NOTHING, db_constraint=False, related_name="+")
    day = models.DateField()
    on = models.DateField()
    verdict = models.TextField()
    reason = models.TextField()
    clicks = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(on__gt=models.F("day")), name="restated_on_a_later_day"
            )
        ]


class HourlySettlement(models.Model):
    """Settled clicks of a claim in an hour (UTC, of the click): paid when `reason` is empty."""

    pk = models.CompositePrimaryKey("claim_id", "hour", "reason")
    claim = models.ForeignKey(Claim, models.DO_NOTHING, db_constraint=False, related_name="+")
    hour = models.DateTimeField()
    reason = models.TextField()
    clicks = models.BigIntegerField()
    cents = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(clicks__gte=0, cents__gte=0),
                name="hourly_settlement_not_negative",
            )
        ]


class LinkTotal(models.Model):
    """Clicks of one link by present verdict, and those `paid`: so one sees which post works.

    Judges write the verdicts and settlement writes `paid`: rows of their own, so that neither
    waits for the other.
    """

    PAID = "paid"

    pk = models.CompositePrimaryKey("link_id", "outcome")
    link = models.ForeignKey(Link, models.DO_NOTHING, db_constraint=False, related_name="totals")
    outcome = models.TextField()
    clicks = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(clicks__gte=0), name="link_total_not_negative"
            )
        ]
