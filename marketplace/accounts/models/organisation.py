"""Brands and agencies, and who acts for them."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models.user import User
from marketplace.models import Dated
from marketplace.names import NameField
from marketplace.skeleton import skeleton


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def brands(self) -> OrganisationQuerySet:
        return self.filter(kind=Organisation.Kind.BRAND)

    def looking_like(self, name: str) -> OrganisationQuerySet:
        """Those whose public name would be taken for `name`."""
        return self.filter(name_key=skeleton(name))

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
    """A brand, which can be a sponsor, or an agency, which books for brands under a mandate.

    `name_key` is the skeleton of its name, which no other has. It is empty for those that looked
    like another before people were asked for another name.
    """

    class Kind(models.TextChoices):
        BRAND = "brand", _("Brand")
        AGENCY = "agency", _("Agency")

    kind = models.CharField(max_length=6, choices=Kind, default=Kind.BRAND)
    name = NameField(_("public name"), max_length=80)
    legal_name = NameField(_("legal name"), max_length=120)
    name_key = models.TextField(null=True, editable=False)
    siren = models.CharField(_("SIREN number"), max_length=14, blank=True)
    country = models.CharField(max_length=2, default="FR")
    members: models.ManyToManyField[User, Membership] = models.ManyToManyField(
        User, through="Membership", related_name="organisations"
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name_key"], name="organisation_looks_like_no_other"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the skeleton with the name: a new one's if it is free, unless its maker has set it.

        A form sets it, so that of two people at once the database refuses the second.
        """
        if self.name_key is not None or (
            self._state.adding and not Organisation.objects.looking_like(self.name).exists()
        ):
            self.name_key = skeleton(self.name)
            if "name" in (kwargs.get("update_fields") or ()):
                kwargs["update_fields"] = {*kwargs["update_fields"], "name_key"}
        super().save(*args, **kwargs)


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
