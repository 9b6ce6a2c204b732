"""Who leaves may waive what is available below the minimum."""

import uuid

from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models.functions import Now

from marketplace.roles import application_role

RIGHTS = "REVOKE UPDATE, DELETE ON payouts_waiver FROM {role}"


def grant(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(RIGHTS.format(role=application_role()), params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_organisations"),
        ("payouts", "0007_last_payouts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Waiver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                (
                    "influencer",
                    models.ForeignKey(
                        "accounts.influencer", models.PROTECT, related_name="waivers"
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"),
                ),
                ("cents", models.BigIntegerField()),
                ("key", models.UUIDField(default=uuid.uuid4, unique=True)),
                (
                    "transfer",
                    models.OneToOneField("payouts.transfer", models.PROTECT, related_name="+"),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(cents__gte=1, cents__lt=1000), name="waiver_is_small"
                    )
                ],
            },
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
