"""Lists by which a click's origin is classed: networks and referrers, and who loaded which."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import User


class OriginList(models.Model):
    """One loading of a list. Append-only: the latest of a kind and name counts.

    `content` is compressed (clicks/origins/network_ranges.py,
    clicks/origins/read_referrer_list.py); a list of no entries was retired. `dated` is the day of
    the list itself, `source` and `licence` are its own. `loaded_by` is nobody where a package
    brought it.
    """

    class Kind(models.TextChoices):
        NETWORK = "network", _("Networks")
        REFERRER = "referrer", _("Referrers")

    kind = models.TextField(choices=Kind)
    name = models.TextField()
    source = models.TextField()
    licence = models.TextField()
    dated = models.DateField()
    entries = models.IntegerField()
    content = models.BinaryField()
    loaded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    loaded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["kind", "name", "-id"], name="origin_list_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["network", "referrer"]), name="origin_list_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(entries__gte=0), name="origin_list_entries_not_negative"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(source="") & ~Q(licence=""),
                name="origin_list_says_where_it_is_from",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.dated})"
