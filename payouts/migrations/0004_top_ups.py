import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from marketplace.roles import application_role

# What was announced stays as it was announced; only what became of it is written later.
LATER = "status, transfer_id, bank_reference, decided_by_id, decided_at"


def guard_top_ups(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    role = application_role()
    schema_editor.execute(f"REVOKE UPDATE, DELETE ON payouts_topup FROM {role}")
    schema_editor.execute(f"GRANT UPDATE ({LATER}) ON payouts_topup TO {role}")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_social_accounts"),
        ("payouts", "0003_days_from_before"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TopUp",
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
                ("reference", models.CharField(max_length=25, unique=True)),
                ("net_cents", models.BigIntegerField()),
                ("vat_bps", models.PositiveSmallIntegerField()),
                ("vat_cents", models.BigIntegerField()),
                ("key", models.UUIDField(default=uuid.uuid4, unique=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for the transfer"),
                            ("booked", "Arrived"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                ("bank_reference", models.CharField(blank=True, max_length=80)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="top_ups",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "transfer",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="top_up",
                        to="payouts.transfer",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("net_cents__gte", 1), ("vat_cents__gte", 0)),
                        name="top_up_of_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", False),
                                ("status", "booked"),
                                ("transfer__isnull", False),
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("status", "cancelled"),
                                ("transfer", None),
                            ),
                            models.Q(
                                ("decided_at", None), ("status", "waiting"), ("transfer", None)
                            ),
                            _connector="OR",
                        ),
                        name="booked_top_up_has_its_transfer",
                    ),
                ],
            },
        ),
        migrations.RunPython(guard_top_ups, migrations.RunPython.noop),
    ]
