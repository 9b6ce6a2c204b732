"""Earnings that can be undone and earned again, and earnings set aside while a person decides."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from marketplace.roles import application_role

TABLE = """
ALTER TABLE payouts_clickearning
    DROP CONSTRAINT payouts_clickearning_pkey,
    DROP CONSTRAINT payouts_clickearning_cents_check,
    DROP CONSTRAINT earning_or_its_reason,
    ADD COLUMN seq smallint NOT NULL DEFAULT 1,
    ADD COLUMN reserved_cents integer NOT NULL DEFAULT 0 CHECK (reserved_cents >= 0);
ALTER TABLE payouts_clickearning
    ADD PRIMARY KEY (click_id, seq),
    ADD CONSTRAINT earning_or_its_reason CHECK (
        (cents > 0 AND reason = '' AND transfer_id IS NOT NULL)
        OR (cents < 0 AND reason = 'reversed' AND transfer_id IS NOT NULL)
        OR (cents = 0 AND reason <> '' AND transfer_id IS NULL)),
    ADD CONSTRAINT earning_and_reversal_alternate CHECK (
        seq >= 1 AND (seq % 2 = 0) = (reason = 'reversed')),
    ADD CONSTRAINT earning_reserved_was_earned CHECK (
        reserved_cents = 0 OR reserved_cents <= -cents);
"""

REVERSALS = """
CREATE FUNCTION refuse_loose_reversal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM payouts_clickearning
                   WHERE click_id = NEW.click_id AND seq = NEW.seq - 1
                     AND (NEW.reason <> 'reversed' OR cents = -NEW.cents)) THEN
        RAISE EXCEPTION 'row % of click % does not follow its earnings', NEW.seq, NEW.click_id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'reversal_undoes_its_earning';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reversal_undoes_its_earning BEFORE INSERT ON payouts_clickearning
    FOR EACH ROW WHEN (NEW.seq > 1) EXECUTE FUNCTION refuse_loose_reversal();
"""

RIGHTS = """
GRANT INSERT (seq, reserved_cents) ON payouts_clickearning TO {role};
REVOKE UPDATE ON payouts_setaside FROM {role};
"""


def change_table(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(TABLE, params=None)
    schema_editor.execute(REVERSALS, params=None)


def grant(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(RIGHTS.format(role=application_role()), params=None)


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0009_cases"), ("payouts", "0005_history")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(change_table)],
            state_operations=[
                migrations.DeleteModel("ClickEarning"),
                migrations.CreateModel(
                    name="ClickEarning",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "click_id",
                                "seq",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("click_id", models.UUIDField()),
                        ("seq", models.SmallIntegerField(db_default=1)),
                        ("click_at", models.DateTimeField()),
                        ("claim_id", models.BigIntegerField()),
                        ("cents", models.IntegerField()),
                        ("reserved_cents", models.PositiveIntegerField(db_default=0)),
                        (
                            "reason",
                            models.TextField(
                                choices=[
                                    ("", "Paid"),
                                    ("cap_reached", "Cap Reached"),
                                    ("budget_spent", "Budget Spent"),
                                    ("reversed", "Reversed"),
                                ]
                            ),
                        ),
                        ("transfer_id", models.BigIntegerField(null=True)),
                        (
                            "settled_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now()
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["claim_id"], name="earning_of_claim")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("cents__gt", 0),
                                        ("reason", ""),
                                        ("transfer_id__isnull", False),
                                    ),
                                    models.Q(
                                        ("cents__lt", 0),
                                        ("reason", "reversed"),
                                        ("transfer_id__isnull", False),
                                    ),
                                    models.Q(
                                        ("cents", 0),
                                        ("transfer_id", None),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="earning_or_its_reason",
                            )
                        ],
                    },
                ),
            ],
        ),
        migrations.RemoveConstraint(model_name="hold", name="hold_holds_something"),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("cents__gte", 0)), name="hold_not_negative"
            ),
        ),
        migrations.CreateModel(
            name="SetAside",
            fields=[
                ("click_id", models.UUIDField(primary_key=True, serialize=False)),
                ("cents", models.PositiveIntegerField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="campaigns.claim",
                    ),
                ),
            ],
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
