"""A post: where a message was published, and what the person who looked at it decided."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.models.claim import Link
from marketplace.accounts.models import User
from marketplace.models import Dated

LONGEST_POST_URL = 2_000  # characters: what networks add to an address that is copied is long


class PostQuerySet(models.QuerySet["Post"]):
    def in_review(self) -> PostQuerySet:
        """Those that wait for a reviewer."""
        return self.filter(status=Post.Status.IN_REVIEW)

    def approved(self) -> PostQuerySet:
        """Those whose clicks may be paid."""
        return self.filter(status=Post.Status.APPROVED)

    def refused(self) -> PostQuerySet:
        """Those that a reviewer refused."""
        return self.filter(status=Post.Status.REFUSED)


class Post(Dated):
    """`decided_by` and `decided_at` stand exactly when a decision does.

    `words` is what the post says besides the message, as far as its author told; "" if unknown.
    """

    class Status(models.TextChoices):
        IN_REVIEW = "in_review", _("In review")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")

    link = models.ForeignKey(Link, models.PROTECT, related_name="posts")
    url = models.URLField(_("address of the post"), max_length=LONGEST_POST_URL)
    words = models.TextField(_("what your post says"), blank=True, default="")
    status = models.CharField(max_length=9, choices=Status, default=Status.IN_REVIEW)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["link"],
                condition=Q(status="in_review"),
                name="one_post_of_a_link_in_review",
            ),
            models.CheckConstraint(
                condition=Q(status="in_review", decided_at=None)
                | Q(status__in=["approved", "refused"], decided_at__isnull=False),
                name="post_decision_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(status="refused") | ~Q(reason=""), name="post_refusal_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.url
