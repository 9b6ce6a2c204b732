"""Clicks that cannot be judged, and claims that are judged apart because one of theirs may be."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class ClaimOnTrial(models.Model):
    """A claim judged by itself, for a judge failed or died with it among others.

    `arrival` is the click that was about to be judged alone: written and committed before, so
    that a process that dies of it leaves its name. `tries` says how often it was begun.
    """

    claim_id = models.BigIntegerField(primary_key=True)
    arrival = models.BigIntegerField(null=True)
    tries = models.PositiveSmallIntegerField(db_default=0)
    since = models.DateTimeField(db_default=Now())


class ParkedClick(models.Model):
    """A click of the judge's queue that no judge takes: judging it failed. Staff are told."""

    arrival = models.BigIntegerField(primary_key=True)
    parked_at = models.DateTimeField(db_default=Now())
