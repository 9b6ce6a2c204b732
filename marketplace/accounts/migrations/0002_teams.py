"""Invitations, the log of an organisation, mandates that are asked for, and proofs."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from marketplace.roles import application_role


def mandates_that_ended(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(
        "UPDATE accounts_mandate SET status = 'ended' WHERE ended_at IS NOT NULL", params=None
    )


def keep_the_log(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The application writes lines into the log of an organisation, and changes none."""
    role = application_role()
    schema_editor.execute(
        f"REVOKE UPDATE, DELETE ON accounts_organisationevent FROM {role}", params=None
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
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
                ("decided_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="OrganisationEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("about", models.CharField(blank=True, max_length=200)),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Proof",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
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
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-kind", "id"],
            },
        ),
        migrations.AddField(
            model_name="mandate",
            name="decided_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="mandate",
            name="ends_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="mandate",
            name="limit_cents",
            field=models.BigIntegerField(
                blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)]
            ),
        ),
        migrations.AddField(
            model_name="mandate",
            name="status",
            field=models.CharField(
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
        migrations.RunPython(mandates_that_ended, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("status__in", ["requested", "accepted"])),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("status__in", ["declined", "withdrawn", "ended"]),
                    ),
                    _connector="OR",
                ),
                name="mandate_over_has_its_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=models.Q(("limit_cents", None), ("limit_cents__gte", 1), _connector="OR"),
                name="mandate_limit_positive",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="invited_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="invitations",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="organisationevent",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="organisationevent",
            name="invitation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="accounts.invitation",
            ),
        ),
        migrations.AddField(
            model_name="organisationevent",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="events",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="organisationevent",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proof",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proof",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="proofs",
                to="accounts.organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                models.F("organisation"),
                condition=models.Q(("status", "open")),
                name="one_open_invitation_per_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("status", "open")),
                    models.Q(
                        ("decided_at__isnull", False), ("status__in", ["accepted", "revoked"])
                    ),
                    _connector="OR",
                ),
                name="invitation_decided_when_not_open",
            ),
        ),
        migrations.AddIndex(
            model_name="organisationevent",
            index=models.Index(fields=["organisation", "-id"], name="organisation_log"),
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.UniqueConstraint(
                fields=("organisation", "kind", "value"), name="proof_claimed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "number")),
                fields=("organisation",),
                name="one_number_each",
            ),
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "verified"), _negated=True),
                    models.Q(("decided_at__isnull", False), models.Q(("means", ""), _negated=True)),
                    _connector="OR",
                ),
                name="proof_says_how_and_when",
            ),
        ),
        migrations.RunPython(keep_the_log, migrations.RunPython.noop),
    ]
