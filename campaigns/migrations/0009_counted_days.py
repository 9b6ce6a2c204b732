"""Days of clicks are those of Paris, from a boundary on; what was counted before stays."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from marketplace.roles import application_role

# Two midnights ahead: the hosts are changed one by one until then, and count alike.
BOUNDARY = """
INSERT INTO campaigns_countedinparis (since)
SELECT CASE WHEN EXISTS (SELECT FROM campaigns_hourlyverdict)
    OR EXISTS (SELECT FROM campaigns_dailyspending) OR EXISTS (SELECT FROM campaigns_restatement)
THEN (date_trunc('day', now() AT TIME ZONE 'Europe/Paris') + interval '2 days')
    AT TIME ZONE 'Europe/Paris'
ELSE timestamp '2000-01-01' AT TIME ZONE 'Europe/Paris' END;
"""
DAY = """
CREATE FUNCTION campaigns_counted_day(at timestamptz) RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT (at AT TIME ZONE CASE WHEN at < (SELECT since FROM public.campaigns_countedinparis)
        THEN 'UTC' ELSE 'Europe/Paris' END)::date
$$;
"""

# Days are counted on the calendar: a change of the clock between them makes no difference.
MIDNIGHT = """
CREATE FUNCTION paris_midnight(at timestamptz, days integer) RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT (date_trunc('day', at AT TIME ZONE 'Europe/Paris') + make_interval(days => days))
        AT TIME ZONE 'Europe/Paris'
$$;
"""


def grant(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    table = "INSERT, UPDATE, DELETE, TRUNCATE ON campaigns_countedinparis"
    schema_editor.execute(f"REVOKE {table} FROM {application_role()}", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0008_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="CountedInParis",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
            ],
        ),
        migrations.RunSQL(BOUNDARY, migrations.RunSQL.noop),
        migrations.RunSQL(DAY, "DROP FUNCTION campaigns_counted_day(timestamptz)"),
        migrations.RunSQL(MIDNIGHT, "DROP FUNCTION paris_midnight(timestamptz, integer)"),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
