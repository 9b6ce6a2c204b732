"""Who leaves may ask once for what is available to be paid below the minimum."""

from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models.functions import Now

from marketplace.roles import application_role

# That somebody asked stays; only that they took it back is written later.
RIGHTS = """
REVOKE UPDATE, DELETE ON payouts_lastpayout FROM {role};
GRANT UPDATE (withdrawn_at) ON payouts_lastpayout TO {role};
"""


def grant(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(RIGHTS.format(role=application_role()), params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_organisations"),
        ("payouts", "0006_payees_left_out"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LastPayout",
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
                        "accounts.influencer", models.PROTECT, related_name="last_payouts"
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"),
                ),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(withdrawn_at=None),
                        fields=("influencer",),
                        name="one_last_payout",
                    )
                ],
            },
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
