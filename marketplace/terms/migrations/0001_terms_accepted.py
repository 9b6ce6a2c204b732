import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from marketplace.roles import application_role

APPEND_ONLY = """
CREATE TRIGGER acceptance_append_only BEFORE UPDATE OR DELETE ON terms_acceptance
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER acceptance_not_truncated BEFORE TRUNCATE ON terms_acceptance
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""


def take_rights(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The application may add and read what was accepted."""
    schema_editor.execute(f"REVOKE UPDATE, DELETE ON terms_acceptance FROM {application_role()}")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("marketplace", "0001_roles_and_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Acceptance",
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
                            ("legal-notice", "Legal notice"),
                            ("terms-influencers", "Terms for people who share links"),
                            ("terms-brands", "Terms for brands and agencies"),
                            ("privacy", "Privacy"),
                        ],
                        max_length=20,
                    ),
                ),
                ("version", models.CharField(max_length=20)),
                ("language", models.CharField(max_length=5)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acceptances",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "kind", "version"), name="version_accepted_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(APPEND_ONLY, migrations.RunSQL.noop),
        migrations.RunPython(take_rights, migrations.RunPython.noop),
    ]
