"""What the application may not do with the tables of accounts."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from marketplace.roles import application_role


# What was decided, done and said is written and read, never edited. The end of acting is its one
# later change.
APPENDED = """
REVOKE UPDATE, DELETE ON accounts_organisationevent, accounts_findingdecision,
    accounts_statementofreasons, accounts_suspension, accounts_suspensionlift,
    accounts_acting, accounts_actingrequest FROM {role};
GRANT UPDATE (ended_at) ON accounts_acting TO {role};
"""
# History is written by triggers and read: the application can neither change nor delete it.
HISTORY = """
REVOKE UPDATE, DELETE ON accounts_userevent, accounts_membershipevent,
    accounts_organisationchange, pghistory_context FROM {role};
REVOKE ALL ON FUNCTION forget_addresses(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_addresses(bigint) TO {role};
"""


def grant(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute((APPENDED + HISTORY).format(role=application_role()), params=None)


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0006_proof_removed"),
    ]
    dependencies = [
        ("accounts", "0004_history"),
    ]

    operations = [
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
