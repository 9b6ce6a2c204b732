"""Who is on the site: users, the organisations they act for, and influencers."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from marketplace.models import Dated


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Create a user who signs in with `email`; without a password they cannot sign in yet."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        fields = {"role": User.Role.REVIEWER, "is_superuser": True, **fields}
        return self.create_user(email, password, **fields)


class User(AbstractBaseUser, PermissionsMixin, Dated):
    """A person who signs in. Reviewers and finance are the staff."""

    class Role(models.TextChoices):
        INFLUENCER = "influencer", _("Influencer")
        BRAND = "brand", _("Brand or agency")
        REVIEWER = "reviewer", _("Reviewer")
        FINANCE = "finance", _("Finance")

    email = models.EmailField(_("email"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    role = models.CharField(max_length=12, choices=Role, default=Role.INFLUENCER)
    language = models.CharField(
        max_length=5, default="fr", choices=[("fr", "Français"), ("en", "English")]
    )
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique_in_any_case"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        return self.role in {self.Role.REVIEWER, self.Role.FINANCE}


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

    def __str__(self) -> str:
        return self.name


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


class Mandate(Dated):
    """An agency's right to book campaigns for a brand, while it is not ended."""

    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="mandates_held")
    brand = models.ForeignKey(Organisation, models.PROTECT, related_name="mandates_given")
    ended_at = models.DateTimeField(null=True, blank=True)

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
        ]


class Influencer(Dated):
    """A person of 18 or more who shares links; `followers` decides the tier."""

    class Network(models.TextChoices):
        INSTAGRAM = "instagram", "Instagram"
        TIKTOK = "tiktok", "TikTok"
        FACEBOOK = "facebook", "Facebook"
        X = "x", "X"
        YOUTUBE = "youtube", "YouTube"
        WHATSAPP = "whatsapp", "WhatsApp"

    class Tier(models.TextChoices):
        EVERYDAY = "everyday", _("everyday")
        NANO = "nano", _("nano")
        MICRO = "micro", _("micro")
        MID = "mid", _("mid")
        MACRO = "macro", _("macro")

    TIER_FLOORS: ClassVar[tuple[tuple[int, Tier], ...]] = (
        (500_000, Tier.MACRO),
        (100_000, Tier.MID),
        (10_000, Tier.MICRO),
        (1_000, Tier.NANO),
    )

    user = models.OneToOneField(User, models.CASCADE, related_name="influencer")
    display_name = models.CharField(_("public name"), max_length=60)
    network = models.CharField(_("main network"), max_length=10, choices=Network)
    handle = models.CharField(
        _("handle"),
        max_length=60,
        validators=[RegexValidator(r"^@?[\w.\-]+$", _("Letters, digits, dots and dashes only."))],
    )
    followers = models.PositiveIntegerField(_("followers"), validators=[MinValueValidator(0)])
    country = models.CharField(max_length=2, default="FR")
    is_adult = models.BooleanField(_("I am 18 or older"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_adult=True), name="influencers_are_adults"
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def tier(self) -> Influencer.Tier:
        for floor, tier in self.TIER_FLOORS:
            if self.followers >= floor:
                return tier
        return self.Tier.EVERYDAY
