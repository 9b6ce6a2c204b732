"""Base models of every app, the outbox, and the heartbeats of recurring jobs."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class Dated(models.Model):
    """A row that knows when it was made, by the clock of the database (UTC)."""

    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True


class OutboxMessage(models.Model):
    """A Celery task to be sent, written in the transaction that caused it.

    `kwargs` names work in PostgreSQL (ids), never the work itself. A message that the broker
    refuses stays, counts its attempts, and is parked for a person after too many.
    """

    task = models.CharField(max_length=100)
    kwargs = models.JSONField(default=dict)
    created_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(db_default=0)
    last_error = models.TextField(db_default="")
    parked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                name="outbox_waiting",
                condition=models.Q(sent_at=None, parked_at=None),
            )
        ]


class Heartbeat(models.Model):
    """When a recurring job last did its work: liveness is progress, not a running process."""

    job = models.CharField(max_length=100, primary_key=True)
    at = models.DateTimeField(db_default=Now())
    figures = models.JSONField(default=dict)


class JobPeriod(models.Model):
    """One row per job and period, so that two beats cannot run the same period twice."""

    job = models.CharField(max_length=100)
    period = models.CharField(max_length=40)
    started_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "period"], name="job_runs_once_a_period")
        ]
