"""Who accepted which terms, and when. Appended, never changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from marketplace.terms.documents import Kind


class Acceptance(models.Model):
    """One version of one document, accepted by one person in the language they read it in."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="acceptances")
    kind = models.CharField(max_length=20, choices=Kind)
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=5)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "version"], name="version_accepted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"
