"""What the application may not do with the tables of campaigns, and may with functions."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from marketplace.roles import application_role


# Clicks and verdicts are read and written through their partitioned tables alone.
CLICKS = """
REVOKE ALL ON campaigns_click, campaigns_click_default, campaigns_verdict,
    campaigns_verdict_default, campaigns_campaigntransition FROM {role};
GRANT SELECT, INSERT ON campaigns_click, campaigns_verdict, campaigns_campaigntransition TO {role};
GRANT SELECT ON SEQUENCE campaigns_click_arrival_seq TO {role};
"""

# Clicks of a time away may be judged long after it; what a page reported goes with its clicks; who
# loaded which list stays on record; what was proposed, questioned or asked is decided, never
# deleted.
KEPT = """
REVOKE UPDATE, DELETE ON campaigns_absence, campaigns_originlist, campaigns_purge FROM {role};
REVOKE UPDATE ON campaigns_dwell FROM {role};
REVOKE DELETE ON campaigns_amendment, campaigns_dispute, campaigns_joinrequest FROM {role};
REVOKE INSERT, UPDATE, DELETE ON campaigns_sealing, campaigns_sealedtotal FROM {role};
"""

CASES = """
REVOKE INSERT, UPDATE, DELETE ON campaigns_appealableclick FROM {role};
REVOKE DELETE ON campaigns_case FROM {role};
REVOKE UPDATE, DELETE ON campaigns_casedecision, campaigns_caseclick, campaigns_appeal FROM {role};
GRANT UPDATE (outcome, decided_at) ON campaigns_caseclick TO {role};
GRANT UPDATE (status, answer, decided_by_id, decided_at) ON campaigns_appeal TO {role};
"""

# They do as their owner what the application may not: make partitions, drop them, forget.
FUNCTIONS = """
REVOKE ALL ON FUNCTION ensure_click_partition(text, text, date) FROM PUBLIC;
REVOKE ALL ON FUNCTION ensure_click_partitions(date, date), click_days_without_partition(),
    forget_click_prefixes(date), seal_click_day(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_click_partitions(date, date), click_days_without_partition(),
    forget_click_prefixes(date), seal_click_day(date) TO {role};
"""


def grant(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rights = CLICKS + KEPT + CASES + FUNCTIONS
    schema_editor.execute(rights.format(role=application_role()), params=None)


class Migration(migrations.Migration):
    replaces = [
        ("campaigns", "0007_kept_for_good"),
    ]
    dependencies = [
        ("campaigns", "0007_partitions"),
    ]

    operations = [
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
