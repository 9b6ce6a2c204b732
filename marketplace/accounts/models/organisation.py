"""Brands and agencies, and who acts for them."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models.user import User
from marketplace.models import Dated


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def brands(self) -> OrganisationQuerySet:
        return self.filter(kind=Organisation.Kind.BRAND)

    def least_proved_first(self) -> OrganisationQuerySet:
        """Each with how many of its proofs are `proved` and how many `unproved`."""
        proved = Q(proofs__status="verified")
        counted = self.annotate(
            unproved=Count("proofs", filter=~proved), proved=Count("proofs", filter=proved)
        )
        return counted.order_by("-unproved", "name")


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(),
    fields=["kind", "name", "legal_name", "siren", "country"],
    model_name="OrganisationChange",
)  # fmt: skip
class Organisation(Dated):
    """A brand, which can be a sponsor, or an agency, which books for brands under a mandate."""

    class Kind(models.TextChoices):
        BRAND = "brand", _("Brand")
        AGENCY = "agency", _("Agency")

    kind = models.CharField(max_length=6, choices=Kind, default=Kind.BRAND)
    name = models.CharField(_("public name"), max_length=80)
    legal_name = models.CharField(_("legal name"), max_length=120)
    siren = models.CharField(_("SIREN number"), max_length=14, blank=True)
    country = models.CharField(max_length=2, default="FR")
    members: models.ManyToManyField[User, Membership] = models.ManyToManyField(
        User, through="Membership", related_name="organisations"
    )

    objects = OrganisationQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(),
    fields=["user", "organisation", "role"],
    model_name="MembershipEvent",
)  # fmt: skip
class Membership(Dated):
    """A user who acts for an organisation."""

    class Role(models.TextChoices):
        OWNER = "owner", _("Owner")
        MANAGER = "manager", _("Campaign manager")
        FINANCE = "finance", _("Finance")
        VIEWER = "viewer", _("Viewer")

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=8, choices=Role, default=Role.OWNER)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="member_once"),
        ]
