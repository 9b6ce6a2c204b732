"""Forget clicks on schedule: their prefixes, then all but sealed totals; and prove it."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from marketplace.roles import application_role

# The trigger of 0002, which now lets one thing pass: that a prefix is forgotten. The application
# has no right to UPDATE all the same. Without this, forgetting would have to switch the trigger
# off, under a lock for which shippers would wait.
PREFIXES = """
CREATE FUNCTION refuse_all_but_forgetting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.prefix IS NULL THEN
        OLD.prefix := NULL;
        IF NEW IS NOT DISTINCT FROM OLD THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '% of % is refused: it is append-only', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER click_append_only ON campaigns_click;
CREATE TRIGGER click_append_only BEFORE UPDATE OR DELETE ON campaigns_click
    FOR EACH ROW EXECUTE FUNCTION refuse_all_but_forgetting();

CREATE FUNCTION forget_click_prefixes(day date) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET timezone = 'UTC' SET lock_timeout = '500ms' AS $$
DECLARE
    forgotten bigint;
BEGIN
    IF day >= current_date - 30 THEN
        RAISE EXCEPTION 'prefixes of % are kept for 30 days', day;
    END IF;
    EXECUTE format('UPDATE %I SET prefix = NULL WHERE prefix IS NOT NULL',
                   'campaigns_click_' || to_char(day, 'YYYYMMDD'));
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    RETURN forgotten;
END $$;
"""

# Dropping a partition needs the whole table for a moment. Whoever ships a click would wait behind
# us while we wait for it, so we do not wait: lock_timeout ends it, and the next night tries again.
# NULL: something of the day is undecided, or may still be appealed, or the day is not there.
SEALING = """
CREATE FUNCTION seal_click_day(day date) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET timezone = 'UTC' SET lock_timeout = '500ms' AS $$
DECLARE
    clicks text := 'campaigns_click_' || to_char(day, 'YYYYMMDD');
    verdicts text := 'campaigns_verdict_' || to_char(day, 'YYYYMMDD');
    first timestamptz := day;
    after timestamptz := day + 1;
    this bigint;
    there bigint;
    sealed bigint;
BEGIN
    IF day >= current_date - interval '13 months' THEN
        RAISE EXCEPTION 'clicks of % are kept for 13 months', day;
    END IF;
    IF to_regclass(clicks) IS NULL OR to_regclass(verdicts) IS NULL THEN
        RETURN NULL;
    END IF;
    EXECUTE format('LOCK TABLE %I, %I IN SHARE ROW EXCLUSIVE MODE', clicks, verdicts);
    IF EXISTS (SELECT FROM campaigns_clicktojudge WHERE click_at >= first AND click_at < after)
        OR EXISTS (SELECT FROM campaigns_heldclick WHERE click_at >= first AND click_at < after)
        OR EXISTS (SELECT FROM campaigns_tosettle WHERE click_at >= first AND click_at < after)
        OR EXISTS (SELECT FROM campaigns_caseclick decided
                   WHERE click_at >= first AND click_at < after
                     AND (outcome = '' OR decided_at > now() - interval '32 days'
                          OR EXISTS (SELECT FROM campaigns_appeal appeal
                                     WHERE appeal.case_id = decided.case_id
                                       AND appeal.claim_id = decided.claim_id
                                       AND appeal.status = 'open')))
    THEN
        RETURN NULL;
    END IF;

    EXECUTE format('SELECT count(*) FROM %I', clicks) INTO there;
    INSERT INTO campaigns_sealing (day, clicks) VALUES (day, there) RETURNING id INTO this;
    EXECUTE format(
        'INSERT INTO campaigns_sealedtotal (sealing_id, claim_id, verdict, reason, clicks) '
        'SELECT $1, click.claim_id, last.outcome, coalesce(last.reasons[1], %L), count(*) '
        'FROM %I click JOIN (SELECT DISTINCT ON (click_at, click_id) * FROM %I '
        '                    ORDER BY click_at, click_id, seq DESC) AS last '
        '    ON last.click_at = click.at AND last.click_id = click.id GROUP BY 2, 3, 4',
        '', clicks, verdicts) USING this;
    SELECT coalesce(sum(total.clicks), 0) INTO sealed
        FROM campaigns_sealedtotal total WHERE sealing_id = this;
    IF sealed <> there THEN
        RAISE EXCEPTION '% of % clicks of % have a verdict: nothing is dropped', sealed, there, day;
    END IF;

    DELETE FROM campaigns_dwell WHERE click_at >= first AND click_at < after;
    EXECUTE format('DROP TABLE %I, %I', clicks, verdicts);
    RETURN there;
END $$;
"""

RIGHTS = """
CREATE TRIGGER purge_append_only BEFORE UPDATE OR DELETE ON campaigns_purge
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER sealing_append_only BEFORE UPDATE OR DELETE ON campaigns_sealing
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER sealed_total_append_only BEFORE UPDATE OR DELETE ON campaigns_sealedtotal
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE ON campaigns_purge FROM {role};
REVOKE INSERT, UPDATE, DELETE ON campaigns_sealing, campaigns_sealedtotal FROM {role};
REVOKE ALL ON FUNCTION forget_click_prefixes(date), seal_click_day(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_click_prefixes(date), seal_click_day(date) TO {role};
"""


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(PREFIXES, params=None)
    schema_editor.execute(SEALING, params=None)
    schema_editor.execute(RIGHTS.format(role=application_role()), params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0013_beacon"),
    ]

    operations = [
        migrations.CreateModel(
            name="Purge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("job", models.TextField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("up_to", models.DateTimeField()),
                ("counts", models.JSONField(default=dict)),
                ("purged", models.BigIntegerField(default=0)),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["job", "-id"], name="purge_latest"),
                    models.Index(
                        condition=models.Q(("purged__gt", 0)),
                        fields=["-id"],
                        name="purge_that_found",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("job", ""), _negated=True), name="purge_says_which"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Sealing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("clicks", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["day"], name="sealing_by_day")],
            },
        ),
        migrations.CreateModel(
            name="SealedTotal",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "sealing_id",
                        "claim_id",
                        "verdict",
                        "reason",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("verdict", models.TextField()),
                ("reason", models.TextField()),
                ("clicks", models.BigIntegerField()),
                (
                    "claim",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="campaigns.claim",
                    ),
                ),
                (
                    "sealing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="totals",
                        to="campaigns.sealing",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("clicks__gt", 0)), name="sealed_total_positive"
                    )
                ],
            },
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
