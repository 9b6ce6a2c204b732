"""A user: somebody who signs in."""

from __future__ import annotations

from typing import Any, ClassVar

import pghistory
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from marketplace.models import Dated
from marketplace.names import NameField


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Create a user who signs in with `email`; without a password they cannot sign in yet."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def reviewing(self) -> models.QuerySet[User]:
        """Reviewers who can sign in, by name."""
        return self.filter(role=User.Role.REVIEWER, is_active=True).order_by("name", "pk")

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        fields = {"role": User.Role.REVIEWER, "is_superuser": True, **fields}
        return self.create_user(email, password, **fields)


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(),
    fields=["email", "role", "is_active", "is_superuser"],
    model_name="UserEvent",
)  # fmt: skip
class User(AbstractBaseUser, PermissionsMixin, Dated):
    """A person who signs in. Reviewers and finance are the staff."""

    class Role(models.TextChoices):
        INFLUENCER = "influencer", _("Influencer")
        BRAND = "brand", _("Brand or agency")
        REVIEWER = "reviewer", _("Reviewer")
        FINANCE = "finance", _("Finance")

    email = models.EmailField(_("email"), unique=True)
    name = NameField(_("name"), max_length=120, blank=True)
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
