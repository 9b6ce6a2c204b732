"""Brands and agencies: who belongs to them, who acts for whom, and what was proven."""

from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import migrations, models
from django.db.models.functions import Lower, Now

# The key that Django gives a model.
ID: dict[str, Any] = {
    "auto_created": True,
    "primary_key": True,
    "serialize": False,
    "verbose_name": "ID",
}


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0002_teams"),
    ]
    dependencies = [
        ("accounts", "0001_people"),
    ]

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("brand", "Brand"), ("agency", "Agency")],
                        default="brand",
                        max_length=6,
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="public name")),
                ("legal_name", models.CharField(max_length=120, verbose_name="legal name")),
                ("siren", models.CharField(blank=True, max_length=14, verbose_name="SIREN number")),
                ("country", models.CharField(default="FR", max_length=2)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                (
                    "user",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        "accounts.organisation", models.CASCADE, related_name="memberships"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner", "Owner"),
                            ("manager", "Campaign manager"),
                            ("finance", "Finance"),
                            ("viewer", "Viewer"),
                        ],
                        default="owner",
                        max_length=8,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "organisation"), name="member_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="organisation",
            name="members",
            field=models.ManyToManyField(
                related_name="organisations",
                through="accounts.Membership",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        "accounts.organisation", models.CASCADE, related_name="invitations"
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="email")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner", "Owner"),
                            ("manager", "Campaign manager"),
                            ("finance", "Finance"),
                            ("viewer", "Viewer"),
                        ],
                        max_length=8,
                        verbose_name="role",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("accepted", "Accepted"),
                            ("revoked", "Taken back"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField()),
                (
                    "invited_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        Lower("email"),
                        models.F("organisation"),
                        condition=models.Q(status="open"),
                        name="one_open_invitation_per_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(decided_at=None, status="open"),
                            models.Q(decided_at__isnull=False, status__in=["accepted", "revoked"]),
                            _connector="OR",
                        ),
                        name="invitation_decided_when_not_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganisationEvent",
            fields=[
                ("id", models.BigAutoField(**ID)),
                (
                    "organisation",
                    models.ForeignKey(
                        "accounts.organisation", models.PROTECT, related_name="events"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("invited", "Invited"),
                            ("invited_again", "Invited Again"),
                            ("invitation_revoked", "Invitation Revoked"),
                            ("joined", "Joined"),
                            ("role_changed", "Role Changed"),
                            ("removed", "Removed"),
                            ("left", "Left"),
                            ("mandate_requested", "Mandate Requested"),
                            ("mandate_accepted", "Mandate Accepted"),
                            ("mandate_declined", "Mandate Declined"),
                            ("mandate_withdrawn", "Mandate Withdrawn"),
                            ("mandate_ended", "Mandate Ended"),
                            ("proof_asked", "Proof Asked"),
                            ("proof_verified", "Proof Verified"),
                            ("proof_failed", "Proof Failed"),
                            ("proof_confirmed", "Proof Confirmed"),
                            ("proof_removed", "Proof Removed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField(db_default=Now())),
                (
                    "by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        "accounts.invitation", models.SET_NULL, null=True, related_name="+"
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=200)),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["organisation", "-id"], name="organisation_log")],
            },
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        "accounts.organisation", models.PROTECT, related_name="mandates_held"
                    ),
                ),
                (
                    "brand",
                    models.ForeignKey(
                        "accounts.organisation", models.PROTECT, related_name="mandates_given"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("requested", "Asked for"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                            ("ended", "Ended"),
                        ],
                        default="accepted",
                        max_length=9,
                    ),
                ),
                (
                    "limit_cents",
                    models.BigIntegerField(
                        blank=True, null=True, validators=[MinValueValidator(1)]
                    ),
                ),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(ended_at=None),
                        fields=("agency", "brand"),
                        name="one_running_mandate",
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(agency=models.F("brand")), name="mandate_to_another"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(ended_at=None, status__in=["requested", "accepted"]),
                            models.Q(
                                ended_at__isnull=False,
                                status__in=["declined", "withdrawn", "ended"],
                            ),
                            _connector="OR",
                        ),
                        name="mandate_over_has_its_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("limit_cents", None), ("limit_cents__gte", 1), _connector="OR"
                        ),
                        name="mandate_limit_positive",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proof",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        "accounts.organisation", models.CASCADE, related_name="proofs"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("number", "Company number"), ("domain", "Domain")], max_length=6
                    ),
                ),
                ("value", models.CharField(max_length=253)),
                ("token", models.CharField(blank=True, max_length=64)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "To prove"),
                            ("checking", "Being checked"),
                            ("verified", "Proved"),
                            ("failed", "Not proved"),
                        ],
                        default="pending",
                        max_length=8,
                    ),
                ),
                (
                    "means",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("register", "European VAT register (VIES)"),
                            ("made_up", "answered by Franc itself, for show"),
                            ("dns", "DNS record"),
                            ("file", "file"),
                            ("hand", "by hand"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "failure",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unknown_number", "The register does not know this number."),
                            (
                                "register_silent",
                                "The register did not answer, several times over. Check again later.",
                            ),
                            ("no_such_domain", "This domain does not exist."),
                            (
                                "not_shown",
                                "Neither the DNS record nor the file was found. A new record can take an hour.",
                            ),
                        ],
                        max_length=15,
                    ),
                ),
                ("evidence", models.CharField(blank=True, max_length=500)),
                ("asked_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
                    ),
                ),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-kind", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "kind", "value"), name="proof_claimed_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(kind="number"),
                        fields=("organisation",),
                        name="one_number_each",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ~models.Q(status="verified"),
                            models.Q(("decided_at__isnull", False), ~models.Q(means="")),
                            _connector="OR",
                        ),
                        name="proof_says_how_and_when",
                    ),
                ],
            },
        ),
    ]
