"""Mails to be delivered, and notices: written with the event that causes them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

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


class Topic(models.TextChoices):
    """What a notice is about. What decides over somebody's money or work is always mailed."""

    DECISION = "decision", _("Refusals and other decisions about what is yours")
    MONEY = "money", _("Your money")
    PROGRESS = "progress", _("Good news: an approval, a campaign that begins")
    REMINDER = "reminder", _("Reminders: something waits for you")


OPTIONAL = (Topic.PROGRESS, Topic.REMINDER)


class MutedTopic(models.Model):
    """A person wants no mail about this; the notice on the site remains."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    topic = models.CharField(max_length=10, choices=Topic)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "topic"], name="topic_muted_once"),
            models.CheckConstraint(
                condition=models.Q(topic__in=["progress", "reminder"]), name="topic_can_be_muted"
            ),
        ]


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> NoticeQuerySet:
        return self.filter(read_at=None)

    def unread_first(self) -> NoticeQuerySet:
        unread = models.Case(models.When(read_at=None, then=0), default=1)
        return self.order_by(unread, "-id")

    def mark_read(self) -> int:
        """Mark those that are unread; return how many."""
        return self.unread().update(read_at=Now())


class Notice(Dated):
    """Something that one person was told. `words` has a title and paragraphs per language."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    topic = models.CharField(max_length=10, choices=Topic)
    words = models.JSONField()
    path = models.CharField(max_length=200)
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["user", "-id"], name="notices_of_a_person"),
            models.Index(fields=["user"], name="notices_unread", condition=models.Q(read_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(path__startswith="/") & ~models.Q(path__startswith="//"),
                name="notice_leads_into_the_site",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the reader's language of this moment."""
        return str(self._here["title"])

    @property
    def paragraphs(self) -> list[str]:
        return list(self._here["paragraphs"])

    @property
    def _here(self) -> dict[str, list[str] | str]:
        found: dict[str, list[str] | str] = (
            self.words.get((get_language() or "")[:2]) or self.words[settings.LANGUAGE_CODE]
        )
        return found
