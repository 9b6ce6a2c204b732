"""The lists by which a click's origin is classed; who loaded which stays on record."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from marketplace.roles import application_role


def only_append(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(
        f"REVOKE UPDATE, DELETE ON campaigns_originlist FROM {application_role()}"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0009_cases"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OriginList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.TextField(choices=[("network", "Networks"), ("referrer", "Referrers")]),
                ),
                ("name", models.TextField()),
                ("source", models.TextField()),
                ("licence", models.TextField()),
                ("dated", models.DateField()),
                ("entries", models.IntegerField()),
                ("content", models.BinaryField()),
                (
                    "loaded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "loaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kind", "name", "-id"], name="origin_list_latest")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["network", "referrer"])),
                        name="origin_list_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("entries__gte", 0)),
                        name="origin_list_entries_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            models.Q(("source", ""), _negated=True),
                            models.Q(("licence", ""), _negated=True),
                        ),
                        name="origin_list_says_where_it_is_from",
                    ),
                ],
            },
        ),
        migrations.RunPython(only_append, migrations.RunPython.noop),
    ]
