"""An influencer's account on a network, and the proof that it is theirs."""

from __future__ import annotations

import secrets

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models.influencer import Influencer
from marketplace.accounts.models.user import User
from marketplace.audience import Network
from marketplace.models import Dated

# Read aloud and typed on a phone: no 0 or O, no 1, I or L.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_code() -> str:
    """Return what is put into a profile to prove it: 31^6 possibilities, about 900 million."""
    return "franc-" + "".join(secrets.choice(CODE_ALPHABET) for _ in range(6))


def plain_handle(typed: str) -> str:
    """Return a handle as networks compare it: without @ and in lower case."""
    return typed.strip().lstrip("@").lower()


class SocialAccountQuerySet(models.QuerySet["SocialAccount"]):
    def waiting(self) -> SocialAccountQuerySet:
        """Those that wait for a person to look."""
        return self.filter(status=SocialAccount.Status.WAITING)

    def proven(self) -> SocialAccountQuerySet:
        """Those that are their influencer's beyond doubt."""
        return self.filter(status=SocialAccount.Status.PROVEN)


class SocialAccount(Dated):
    """`followers` is what its owner says until it is proven, then what was seen.

    `handle` is kept as networks compare it. `code_seen_at` (UTC): the code was found in the
    public profile by a checker, which cannot count followers. `decided_by` is empty when a
    checker alone decided.
    """

    class Status(models.TextChoices):
        CLAIMED = "claimed", _("To be proven")
        WAITING = "waiting", _("Being checked")
        PROVEN = "proven", _("Proven")
        REFUSED = "refused", _("Not proven")

    influencer = models.ForeignKey(Influencer, models.CASCADE, related_name="accounts")
    network = models.CharField(_("network"), max_length=10, choices=Network)
    handle = models.CharField(
        _("handle"),
        max_length=60,
        validators=[
            RegexValidator(r"^@?[A-Za-z0-9_.\-]+$", _("Letters, digits, dots and dashes only."))
        ],
    )
    followers = models.PositiveIntegerField(_("followers"))
    code = models.CharField(max_length=16, default=new_code, editable=False)
    status = models.CharField(max_length=7, choices=Status, default=Status.CLAIMED)
    asked_at = models.DateTimeField(null=True)
    code_seen_at = models.DateTimeField(null=True)
    proven_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    reason = models.TextField(blank=True)

    objects = SocialAccountQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                F("network"), F("handle"), condition=Q(status="proven"), name="proven_handle_once"
            ),
            models.UniqueConstraint(
                fields=["influencer", "network", "handle"], name="account_listed_once"
            ),
            models.CheckConstraint(
                condition=Q(handle=Lower("handle")) & ~Q(handle__startswith="@"),
                name="handle_is_plain",
            ),
            models.CheckConstraint(
                condition=Q(status="proven", proven_at__isnull=False)
                | (~Q(status="proven") & Q(proven_at=None)),
                name="proof_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(status="refused") | ~Q(reason=""), name="unproven_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_network_display()} {self.shown}"

    def save(self, *args: object, **kwargs: object) -> None:
        self.handle = plain_handle(self.handle)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def shown(self) -> str:
        return f"@{self.handle}"

    @property
    def is_proven(self) -> bool:
        return self.status == self.Status.PROVEN

    @property
    def weight(self) -> tuple[bool, bool, int]:
        """How much this account speaks for its owner, to be compared."""
        return self.is_proven, self.status != self.Status.REFUSED, self.followers
