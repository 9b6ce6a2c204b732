"""What changed about bank accounts and payout runs; never an IBAN, whole or encrypted."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("payouts", "0005_history"),
    ]
    dependencies = [
        ("payouts", "0002_guards"),
        ("accounts", "0004_history"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="PayoutAccountEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        "payouts.payoutaccount",
                        models.DO_NOTHING,
                        db_constraint=False,
                        related_name="influencer_iban_masked_fingerprint_events",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        "pghistory.context",
                        models.DO_NOTHING,
                        db_constraint=False,
                        null=True,
                        related_name="+",
                    ),
                ),
                (
                    "influencer",
                    models.ForeignKey(
                        "accounts.influencer",
                        models.DO_NOTHING,
                        db_constraint=False,
                        related_name="+",
                        related_query_name="+",
                    ),
                ),
                ("iban_masked", models.CharField(max_length=40)),
                ("fingerprint", models.BinaryField(max_length=32)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PayoutRunEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        "payouts.payoutrun",
                        models.DO_NOTHING,
                        db_constraint=False,
                        related_name="status_total_cents_created_by_sent_by_sent_at_events",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        "pghistory.context",
                        models.DO_NOTHING,
                        db_constraint=False,
                        null=True,
                        related_name="+",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("filed", "File ready"), ("sent", "Sent to the bank")],
                        default="filed",
                        max_length=5,
                    ),
                ),
                ("total_cents", models.BigIntegerField()),
                (
                    "created_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL,
                        models.DO_NOTHING,
                        db_constraint=False,
                        related_name="+",
                        related_query_name="+",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL,
                        models.DO_NOTHING,
                        db_constraint=False,
                        null=True,
                        related_name="+",
                        related_query_name="+",
                    ),
                ),
                ("sent_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payoutaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        'INSERT INTO "payouts_payoutaccountevent" ("fingerprint", '
                        '"iban_masked", "influencer_id", "pgh_context_id", "pgh_created_at", '
                        '"pgh_label", "pgh_obj_id") '
                        'VALUES (NEW."fingerprint", NEW."iban_masked", NEW."influencer_id", '
                        "_pgh_attach_context(), NOW(), 'insert', NEW.\"id\"); "
                        "RETURN NULL;"
                    ),
                    hash="71daa4cb85f7daea5021b4f0e204f3334de7b527",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_df9a1",
                    table="payouts_payoutaccount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payoutaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition=(
                        'WHEN (OLD."fingerprint" IS DISTINCT FROM (NEW."fingerprint") '
                        'OR OLD."iban_masked" IS DISTINCT FROM (NEW."iban_masked") '
                        'OR OLD."influencer_id" IS DISTINCT FROM (NEW."influencer_id"))'
                    ),
                    func=(
                        'INSERT INTO "payouts_payoutaccountevent" ("fingerprint", '
                        '"iban_masked", "influencer_id", "pgh_context_id", "pgh_created_at", '
                        '"pgh_label", "pgh_obj_id") '
                        'VALUES (NEW."fingerprint", NEW."iban_masked", NEW."influencer_id", '
                        "_pgh_attach_context(), NOW(), 'update', NEW.\"id\"); "
                        "RETURN NULL;"
                    ),
                    hash="49125e2fd20bc502bf039e17a24584414fc7fd78",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c1494",
                    table="payouts_payoutaccount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payoutaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        'INSERT INTO "payouts_payoutaccountevent" ("fingerprint", '
                        '"iban_masked", "influencer_id", "pgh_context_id", "pgh_created_at", '
                        '"pgh_label", "pgh_obj_id") '
                        'VALUES (OLD."fingerprint", OLD."iban_masked", OLD."influencer_id", '
                        "_pgh_attach_context(), NOW(), 'delete', OLD.\"id\"); "
                        "RETURN NULL;"
                    ),
                    hash="924c8819ab44c9831cbf7825f483bfeb584de511",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5cf53",
                    table="payouts_payoutaccount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payoutrun",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        'INSERT INTO "payouts_payoutrunevent" ("created_by_id", '
                        '"pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", '
                        '"sent_at", "sent_by_id", "status", "total_cents") '
                        'VALUES (NEW."created_by_id", _pgh_attach_context(), NOW(), '
                        '\'insert\', NEW."id", NEW."sent_at", NEW."sent_by_id", '
                        'NEW."status", NEW."total_cents"); '
                        "RETURN NULL;"
                    ),
                    hash="281b9586f183ecbc4cb40ea98ce372cf8caed864",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4a706",
                    table="payouts_payoutrun",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payoutrun",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition=(
                        'WHEN (OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") '
                        'OR OLD."sent_at" IS DISTINCT FROM (NEW."sent_at") '
                        'OR OLD."sent_by_id" IS DISTINCT FROM (NEW."sent_by_id") '
                        'OR OLD."status" IS DISTINCT FROM (NEW."status") '
                        'OR OLD."total_cents" IS DISTINCT FROM (NEW."total_cents"))'
                    ),
                    func=(
                        'INSERT INTO "payouts_payoutrunevent" ("created_by_id", '
                        '"pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", '
                        '"sent_at", "sent_by_id", "status", "total_cents") '
                        'VALUES (NEW."created_by_id", _pgh_attach_context(), NOW(), '
                        '\'update\', NEW."id", NEW."sent_at", NEW."sent_by_id", '
                        'NEW."status", NEW."total_cents"); '
                        "RETURN NULL;"
                    ),
                    hash="b11f7a76521e45ff138b505a75812e81a9eddc31",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0884e",
                    table="payouts_payoutrun",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payoutrun",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        'INSERT INTO "payouts_payoutrunevent" ("created_by_id", '
                        '"pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", '
                        '"sent_at", "sent_by_id", "status", "total_cents") '
                        'VALUES (OLD."created_by_id", _pgh_attach_context(), NOW(), '
                        '\'delete\', OLD."id", OLD."sent_at", OLD."sent_by_id", '
                        'OLD."status", OLD."total_cents"); '
                        "RETURN NULL;"
                    ),
                    hash="6efae17ae1ceff4d6548c1291a2c5f04368e45d6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_418ac",
                    table="payouts_payoutrun",
                    when="AFTER",
                ),
            ),
        ),
    ]
