"""Somebody of the staff sees the site as a person does, to help them: who, why, and every step."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from marketplace.accounts.models.user import User


class Acting(models.Model):
    """`by` acts as `person` from `at` until `ended_at` (UTC), at most half an hour."""

    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    person = models.ForeignKey(User, models.PROTECT, related_name="acted_for")
    reason = models.TextField()
    at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="acting_says_why")]


class ActingRequest(models.Model):
    """One request made while acting, allowed or refused. Append-only; never what was typed."""

    acting = models.ForeignKey(Acting, models.PROTECT, related_name="requests")
    method = models.CharField(max_length=10)
    path = models.CharField(max_length=500)
    allowed = models.BooleanField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]
