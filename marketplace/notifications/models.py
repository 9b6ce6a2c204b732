"""Mails to be delivered: written with the event that causes them, delivered by a worker."""

from __future__ import annotations

from django.db import models

from marketplace.models import Dated


class Mail(Dated):
    """One mail to one person. `delivered_at` is set by the worker that handed it over."""

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.subject
