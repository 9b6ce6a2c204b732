from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from marketplace.roles import application_role

TABLES = ("campaigns_amendment", "campaigns_dispute", "campaigns_joinrequest")


def keep(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was proposed, questioned or asked is decided, never deleted."""
    schema_editor.execute(f"REVOKE DELETE ON {', '.join(TABLES)} FROM {application_role()}")


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0006_low_told")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
