"""Mandates: the right of an agency to book campaigns for a brand."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now, TruncDate
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models.organisation import Organisation
from marketplace.models import Dated
from marketplace.paris_days import paris_today


class MandateQuerySet(models.QuerySet["Mandate"]):
    def requested(self) -> MandateQuerySet:
        """Those that wait for the brand's answer."""
        return self.filter(status=Mandate.Status.REQUESTED)

    def running(self) -> MandateQuerySet:
        """Accepted, not ended, and not past the last day (UTC)."""
        in_time = Q(ends_on=None) | Q(ends_on__gte=TruncDate(Now()))
        return self.filter(in_time, status=Mandate.Status.ACCEPTED)


class Mandate(Dated):
    """What an agency may do for a brand: look at, and book, campaigns; nothing else.

    `limit_cents` (euro cents excluding VAT) is the most that its campaigns in review or launched
    may hold together, fee included; None is no limit. `ended_at` (UTC) is also when a request was
    declined or withdrawn: then another may be made.
    """

    class Status(models.TextChoices):
        REQUESTED = "requested", _("Asked for")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        ENDED = "ended", _("Ended")

    OPEN = (Status.REQUESTED, Status.ACCEPTED)

    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="mandates_held")
    brand = models.ForeignKey(Organisation, models.PROTECT, related_name="mandates_given")
    status = models.CharField(max_length=9, choices=Status, default=Status.ACCEPTED)
    limit_cents = models.BigIntegerField(null=True, blank=True, validators=[MinValueValidator(1)])
    ends_on = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[MandateQuerySet] = MandateQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "brand"],
                condition=models.Q(ended_at=None),
                name="one_running_mandate",
            ),
            models.CheckConstraint(
                condition=~models.Q(agency=models.F("brand")), name="mandate_to_another"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["requested", "accepted"], ended_at=None)
                | Q(status__in=["declined", "withdrawn", "ended"], ended_at__isnull=False),
                name="mandate_over_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(limit_cents=None) | Q(limit_cents__gte=1), name="mandate_limit_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} / {self.brand}"

    @property
    def past(self) -> bool:
        """Whether an accepted mandate is over because its last day (UTC) is."""
        return self.ends_on is not None and self.ends_on < paris_today()

    @property
    def runs(self) -> bool:
        """Whether campaigns can be booked under it now."""
        return self.status == self.Status.ACCEPTED and not self.past
