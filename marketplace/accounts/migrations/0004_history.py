"""What changed about users, organisations and memberships: kept by triggers."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


# The context of a request is written by its owner's function, so that the application cannot edit
# who did what.
CONTEXT = """
ALTER FUNCTION _pgh_attach_context() SECURITY DEFINER SET search_path = public, pg_temp
"""
# The addresses of somebody who leaves are the one thing that is taken out of history again.
FORGETTING = """
CREATE FUNCTION forget_addresses(whose bigint) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ UPDATE accounts_userevent SET email = '' WHERE pgh_obj_id = whose $$;
"""


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0005_history"),
    ]
    dependencies = [
        ("accounts", "0003_decisions"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="UserEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL,
                        models.DO_NOTHING,
                        db_constraint=False,
                        related_name="email_role_is_active_is_superuser_events",
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
                ("email", models.EmailField(max_length=254, verbose_name="email")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("influencer", "Influencer"),
                            ("brand", "Brand or agency"),
                            ("reviewer", "Reviewer"),
                            ("finance", "Finance"),
                        ],
                        default="influencer",
                        max_length=12,
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OrganisationChange",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        "accounts.organisation",
                        models.DO_NOTHING,
                        db_constraint=False,
                        related_name="kind_name_legal_name_siren_country_events",
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
                    "kind",
                    models.CharField(
                        choices=[("brand", "Brand"), ("agency", "Agency")],
                        default="brand",
                        max_length=6,
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="public name")),
                ("legal_name", models.CharField(max_length=120, verbose_name="legal name")),
                ("siren", models.CharField(blank=True, max_length=14, verbose_name="SIREN number")),
                ("country", models.CharField(default="FR", max_length=2)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MembershipEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        "accounts.membership",
                        models.DO_NOTHING,
                        db_constraint=False,
                        related_name="user_organisation_role_events",
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
                    "user",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL,
                        models.DO_NOTHING,
                        db_constraint=False,
                        related_name="+",
                        related_query_name="+",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        "accounts.organisation",
                        models.DO_NOTHING,
                        db_constraint=False,
                        related_name="+",
                        related_query_name="+",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner", "Owner"),
                            ("manager", "Campaign manager"),
                            ("finance", "Finance"),
                            ("viewer", "Viewer"),
                        ],
                        default="owner",
                        max_length=8,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        'INSERT INTO "accounts_membershipevent" ("organisation_id", '
                        '"pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", '
                        '"role", "user_id") '
                        'VALUES (NEW."organisation_id", _pgh_attach_context(), NOW(), '
                        '\'insert\', NEW."id", NEW."role", NEW."user_id"); '
                        "RETURN NULL;"
                    ),
                    hash="429ecb5ce6841bcb2bd0fa73d5c6e94805d6447d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fc05a",
                    table="accounts_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition=(
                        'WHEN (OLD."organisation_id" IS DISTINCT FROM '
                        '(NEW."organisation_id") '
                        'OR OLD."role" IS DISTINCT FROM (NEW."role") '
                        'OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))'
                    ),
                    func=(
                        'INSERT INTO "accounts_membershipevent" ("organisation_id", '
                        '"pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", '
                        '"role", "user_id") '
                        'VALUES (NEW."organisation_id", _pgh_attach_context(), NOW(), '
                        '\'update\', NEW."id", NEW."role", NEW."user_id"); '
                        "RETURN NULL;"
                    ),
                    hash="4ad7a8dbf743e0881ce41a04228cda4146cd1511",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_20ab5",
                    table="accounts_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        'INSERT INTO "accounts_membershipevent" ("organisation_id", '
                        '"pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", '
                        '"role", "user_id") '
                        'VALUES (OLD."organisation_id", _pgh_attach_context(), NOW(), '
                        '\'delete\', OLD."id", OLD."role", OLD."user_id"); '
                        "RETURN NULL;"
                    ),
                    hash="4eff2784d3b1445d91384095778449d9cfb689ad",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_19a8f",
                    table="accounts_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        'INSERT INTO "accounts_organisationchange" ("country", "kind", '
                        '"legal_name", "name", "pgh_context_id", "pgh_created_at", '
                        '"pgh_label", "pgh_obj_id", "siren") '
                        'VALUES (NEW."country", NEW."kind", NEW."legal_name", NEW."name", '
                        '_pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."siren"); '
                        "RETURN NULL;"
                    ),
                    hash="9e7b7c0f7f14691ab118b3bef0fd00cf98b72d8c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_66a5c",
                    table="accounts_organisation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition=(
                        'WHEN (OLD."country" IS DISTINCT FROM (NEW."country") '
                        'OR OLD."kind" IS DISTINCT FROM (NEW."kind") '
                        'OR OLD."legal_name" IS DISTINCT FROM (NEW."legal_name") '
                        'OR OLD."name" IS DISTINCT FROM (NEW."name") '
                        'OR OLD."siren" IS DISTINCT FROM (NEW."siren"))'
                    ),
                    func=(
                        'INSERT INTO "accounts_organisationchange" ("country", "kind", '
                        '"legal_name", "name", "pgh_context_id", "pgh_created_at", '
                        '"pgh_label", "pgh_obj_id", "siren") '
                        'VALUES (NEW."country", NEW."kind", NEW."legal_name", NEW."name", '
                        '_pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."siren"); '
                        "RETURN NULL;"
                    ),
                    hash="b3e6db49f9c2472651e0dd1524cfd6832ceafe2d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9e5fc",
                    table="accounts_organisation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        'INSERT INTO "accounts_organisationchange" ("country", "kind", '
                        '"legal_name", "name", "pgh_context_id", "pgh_created_at", '
                        '"pgh_label", "pgh_obj_id", "siren") '
                        'VALUES (OLD."country", OLD."kind", OLD."legal_name", OLD."name", '
                        '_pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."siren"); '
                        "RETURN NULL;"
                    ),
                    hash="9ee3477606e382cf0bfeed18d06035a7336b5429",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7b33b",
                    table="accounts_organisation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        'INSERT INTO "accounts_userevent" ("email", "is_active", '
                        '"is_superuser", "pgh_context_id", "pgh_created_at", "pgh_label", '
                        '"pgh_obj_id", "role") '
                        'VALUES (NEW."email", NEW."is_active", NEW."is_superuser", '
                        '_pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role"); '
                        "RETURN NULL;"
                    ),
                    hash="dbf32dc773c22cbeb8b03ec844a80fc97236fa0b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3867c",
                    table="accounts_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition=(
                        'WHEN (OLD."email" IS DISTINCT FROM (NEW."email") '
                        'OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") '
                        'OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") '
                        'OR OLD."role" IS DISTINCT FROM (NEW."role"))'
                    ),
                    func=(
                        'INSERT INTO "accounts_userevent" ("email", "is_active", '
                        '"is_superuser", "pgh_context_id", "pgh_created_at", "pgh_label", '
                        '"pgh_obj_id", "role") '
                        'VALUES (NEW."email", NEW."is_active", NEW."is_superuser", '
                        '_pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role"); '
                        "RETURN NULL;"
                    ),
                    hash="2e0bf074bade88fb549413c03bed1088f325b753",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0e890",
                    table="accounts_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        'INSERT INTO "accounts_userevent" ("email", "is_active", '
                        '"is_superuser", "pgh_context_id", "pgh_created_at", "pgh_label", '
                        '"pgh_obj_id", "role") '
                        'VALUES (OLD."email", OLD."is_active", OLD."is_superuser", '
                        '_pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role"); '
                        "RETURN NULL;"
                    ),
                    hash="037147403e0651bf9d5a2ac77260db0c2c6fbb77",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_19f14",
                    table="accounts_user",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(CONTEXT, migrations.RunSQL.noop),
        migrations.RunSQL(FORGETTING, migrations.RunSQL.noop),
    ]
