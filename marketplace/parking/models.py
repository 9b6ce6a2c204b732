"""Runs that have not ended well yet, and work that was given up until a person decides."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class TaskRun(models.Model):
    """A message of the broker whose task has not ended well yet: a success deletes it.

    `attempts` is 0 when it is sent, and one more is committed before each run, so that one that
    kills its process counts. `began_at` is when it was sent or the last run began (UTC); `error`
    what the one before left.
    """

    message = models.CharField(max_length=64, primary_key=True)
    task = models.CharField(max_length=100)
    kwargs = models.JSONField(default=dict)
    attempts = models.PositiveSmallIntegerField(db_default=1)
    began_at = models.DateTimeField(db_default=Now())
    error = models.TextField(db_default="")


class ParkedTaskQuerySet(models.QuerySet["ParkedTask"]):
    def open(self) -> ParkedTaskQuerySet:
        """What waits for somebody to decide."""
        return self.filter(status=ParkedTask.Status.PARKED)

    def decided(self) -> ParkedTaskQuerySet:
        """What was let go, the latest first."""
        return self.exclude(status=ParkedTask.Status.PARKED).order_by("-decided_at", "-id")


class ParkedTask(models.Model):
    """Work that failed too often, with its last error; a row is one such episode.

    `times` counts the messages that asked for the same work (`digest`) and failed meanwhile.
    `by`, `decided_at` and `reason` say who let it go, when and why; nobody did when it mended
    itself.
    """

    class Status(models.TextChoices):
        PARKED = "parked", _("Given up")
        RETRIED = "retried", _("Tried again")
        DISMISSED = "dismissed", _("Dismissed")
        RECOVERED = "recovered", _("Mended itself")

    task = models.CharField(max_length=100)
    kwargs = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    attempts = models.PositiveSmallIntegerField()
    times = models.PositiveIntegerField(db_default=1)
    error = models.TextField()
    first_at = models.DateTimeField(db_default=Now())
    last_at = models.DateTimeField(db_default=Now())
    status = models.CharField(max_length=9, choices=Status, db_default=Status.PARKED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(db_default="")

    objects = ParkedTaskQuerySet.as_manager()

    class Meta:
        ordering = ["-last_at", "-id"]
        indexes = [models.Index(fields=["status", "-last_at", "-id"], name="parked_latest")]
        constraints = [
            models.UniqueConstraint(
                fields=["digest"], condition=Q(status="parked"), name="same_work_parked_once"
            ),
            models.CheckConstraint(
                condition=Q(status="parked") | Q(decided_at__isnull=False),
                name="parked_task_let_go_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(status="dismissed") | ~Q(reason=""),
                name="dismissed_task_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} #{self.pk}"
