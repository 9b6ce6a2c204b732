"""Clicks, their verdicts and the queues between them; visitors; where clicks come from."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import migrations, models
from django.db.models.functions import Now

# The key that Django gives a model.
ID: dict[str, Any] = {
    "auto_created": True,
    "primary_key": True,
    "serialize": False,
    "verbose_name": "ID",
}


# RFC 9562, section 5.7: the first 48 bits are milliseconds since the epoch.
# uuid_extract_timestamp came with PostgreSQL 17; what stands without it goes through text. It
# knows nothing of other versions, and a check that knows nothing holds: hence -infinity.
CLICK_TIME = """
DO $do$ BEGIN
    IF current_setting('server_version_num')::int >= 170000 THEN
        CREATE FUNCTION uuid7_at(id uuid) RETURNS timestamptz
        LANGUAGE sql IMMUTABLE PARALLEL SAFE
        AS 'SELECT coalesce(uuid_extract_timestamp(id), timestamptz ''-infinity'')';
    ELSE
        CREATE FUNCTION uuid7_at(id uuid) RETURNS timestamptz
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    -- RFC 9562, section 5.7: the first 48 bits are milliseconds since the epoch
    SELECT to_timestamp(
        ('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0)
$$;
    END IF;
END $do$
"""

# Partitioned by day, for a day is forgotten by dropping its partition; fed by COPY. Rows of a day
# without a partition wait in the default one.
CLICKS = """
CREATE SEQUENCE campaigns_click_arrival_seq AS bigint CACHE 1;

CREATE TABLE campaigns_click (
    id uuid NOT NULL,
    at timestamptz NOT NULL,
    arrival bigint NOT NULL DEFAULT nextval('campaigns_click_arrival_seq'),
    link_id bigint NOT NULL,
    claim_id bigint NOT NULL,
    method text NOT NULL,
    prefetch boolean NOT NULL,
    user_agent_id bigint NOT NULL,
    referrer_host text NOT NULL,
    languages text NOT NULL,
    country text,
    prefix text,
    visitor_day bytea,
    visitor_period bytea,
    clicker_id bigint,
    late boolean NOT NULL DEFAULT false,
    shipped_at timestamptz NOT NULL DEFAULT now(),
    network text NOT NULL DEFAULT '',
    referrer_class text NOT NULL DEFAULT '',
    PRIMARY KEY (at, id),
    CONSTRAINT click_at_is_its_uuid CHECK (at = uuid7_at(id)),
    CONSTRAINT click_without_key_is_late CHECK (late OR visitor_day IS NOT NULL)
) PARTITION BY RANGE (at);
CREATE INDEX click_arrival ON campaigns_click USING brin (arrival);
CREATE TABLE campaigns_click_default PARTITION OF campaigns_click DEFAULT;
"""

TO_JUDGE = """
CREATE TABLE campaigns_clicktojudge (
    arrival bigint PRIMARY KEY,
    click_id uuid NOT NULL,
    click_at timestamptz NOT NULL,
    claim_id bigint NOT NULL,
    link_id bigint NOT NULL,
    visitor_before bytea,
    clicker_stated boolean NOT NULL DEFAULT false
);
"""

VERDICTS = """
CREATE TABLE campaigns_verdict (
    click_at timestamptz NOT NULL,
    click_id uuid NOT NULL,
    seq smallint NOT NULL,
    outcome text NOT NULL,
    reasons text[] NOT NULL,
    ruleset text NOT NULL,
    evidence jsonb,
    decided_by bigint,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (click_at, click_id, seq),
    CONSTRAINT verdict_outcome_known CHECK (outcome IN ('valid', 'held', 'rejected')),
    CONSTRAINT verdict_has_reasons_unless_valid
        CHECK ((outcome = 'valid') = (cardinality(reasons) = 0)),
    CONSTRAINT verdict_numbered_from_one CHECK (seq >= 1)
) PARTITION BY RANGE (click_at);
CREATE TABLE campaigns_verdict_default PARTITION OF campaigns_verdict DEFAULT;
"""

# A queue is nearly empty, and all of it dies every minute: a share of its size says nothing, so
# vacuum comes by count, and does not rest in between. Truncating an emptied table would lock it
# away from everybody, for space that is needed again at once.
VACUUM_OF_A_QUEUE = """
ALTER TABLE {table} SET (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000,
    autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 10000,
    autovacuum_vacuum_cost_delay = 0, vacuum_truncate = false
)
"""
QUEUES = ("campaigns_clicktojudge", "campaigns_tosettle", "campaigns_heldclick")
# Windows are many and live for days: a share of them, but a small one; and room on each page for
# a row's next version, which then needs no index of its own.
VACUUM_OF_WINDOWS = """
ALTER TABLE campaigns_visitwindow SET (
    fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 10000,
    autovacuum_analyze_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0
)
"""


class Migration(migrations.Migration):
    replaces = [
        ("campaigns", "0002_click_tables"),
        ("campaigns", "0008_facts_of_clicks"),
        ("campaigns", "0010_origin_lists"),
        ("campaigns", "0015_lighter_queues"),
        ("campaigns", "0016_poison_clicks"),
    ]
    dependencies = [
        ("campaigns", "0002_claims"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(CLICK_TIME, migrations.RunSQL.noop),
        migrations.RunSQL(CLICKS, migrations.RunSQL.noop),
        migrations.RunSQL(TO_JUDGE, migrations.RunSQL.noop),
        migrations.RunSQL(VERDICTS, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="UserAgent",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("digest", models.BinaryField(max_length=32, unique=True)),
                ("string", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Click",
            fields=[
                ("pk", models.CompositePrimaryKey("at", "id", serialize=False)),
                ("id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("arrival", models.BigIntegerField()),
                ("link_id", models.BigIntegerField()),
                ("claim_id", models.BigIntegerField()),
                ("method", models.TextField()),
                ("prefetch", models.BooleanField()),
                (
                    "user_agent",
                    models.ForeignKey(
                        "campaigns.useragent", models.DO_NOTHING, db_constraint=False
                    ),
                ),
                ("referrer_host", models.TextField()),
                ("languages", models.TextField()),
                ("country", models.TextField(null=True)),
                ("prefix", models.TextField(null=True)),
                ("visitor_day", models.BinaryField(null=True)),
                ("visitor_period", models.BinaryField(null=True)),
                ("clicker_id", models.BigIntegerField(null=True)),
                ("late", models.BooleanField()),
                ("network", models.TextField(default="")),
                ("referrer_class", models.TextField(default="")),
                ("shipped_at", models.DateTimeField(db_default=Now())),
            ],
            options={
                "db_table": "campaigns_click",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="ClickToJudge",
            fields=[
                ("arrival", models.BigIntegerField(primary_key=True, serialize=False)),
                ("click_id", models.UUIDField()),
                ("click_at", models.DateTimeField()),
                ("claim_id", models.BigIntegerField()),
                ("link_id", models.BigIntegerField()),
                ("visitor_before", models.BinaryField(null=True)),
                ("clicker_stated", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "campaigns_clicktojudge",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Verdict",
            fields=[
                ("pk", models.CompositePrimaryKey("click_at", "click_id", "seq", serialize=False)),
                ("click_at", models.DateTimeField()),
                ("click_id", models.UUIDField()),
                ("seq", models.SmallIntegerField()),
                (
                    "outcome",
                    models.TextField(
                        choices=[("valid", "Valid"), ("held", "Held"), ("rejected", "Rejected")]
                    ),
                ),
                ("reasons", ArrayField(base_field=models.TextField(), size=None)),
                ("ruleset", models.TextField()),
                ("evidence", models.JSONField(null=True)),
                ("decided_by", models.BigIntegerField(null=True)),
                ("created_at", models.DateTimeField(db_default=Now())),
            ],
            options={
                "db_table": "campaigns_verdict",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="HeldClick",
            fields=[
                ("click_id", models.UUIDField(primary_key=True, serialize=False)),
                ("click_at", models.DateTimeField()),
                ("claim_id", models.BigIntegerField()),
                ("link_id", models.BigIntegerField()),
                ("reasons", ArrayField(base_field=models.TextField(), size=None)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["link_id", "click_at"], name="held_by_link"),
                    models.Index(fields=["claim_id"], name="held_by_claim"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ToSettle",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "campaign_id", "click_at", "click_id", serialize=False
                    ),
                ),
                ("click_id", models.UUIDField()),
                ("click_at", models.DateTimeField()),
                ("campaign_id", models.BigIntegerField()),
                ("claim_id", models.BigIntegerField()),
                ("link_id", models.BigIntegerField()),
                ("queued_at", models.DateTimeField(db_default=Now())),
            ],
        ),
        migrations.CreateModel(
            name="ClaimOnTrial",
            fields=[
                ("claim_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("arrival", models.BigIntegerField(null=True)),
                ("tries", models.PositiveSmallIntegerField(db_default=0)),
                ("since", models.DateTimeField(db_default=Now())),
            ],
        ),
        migrations.CreateModel(
            name="ParkedClick",
            fields=[
                ("arrival", models.BigIntegerField(primary_key=True, serialize=False)),
                ("parked_at", models.DateTimeField(db_default=Now())),
            ],
        ),
        migrations.CreateModel(
            name="Dwell",
            fields=[
                ("click_id", models.UUIDField(primary_key=True, serialize=False)),
                ("click_at", models.DateTimeField()),
                ("bucket", models.SmallIntegerField()),
                ("reported_at", models.DateTimeField(db_default=Now())),
            ],
            options={
                "indexes": [models.Index(fields=["click_at"], name="dwell_by_time")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(bucket__gte=0), name="dwell_not_negative"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitorSecret",
            fields=[
                ("pk", models.CompositePrimaryKey("kind", "starts", serialize=False)),
                ("kind", models.TextField(choices=[("day", "Day"), ("period", "Period")])),
                ("starts", models.DateField()),
                ("ends", models.DateField()),
                ("wrapped", models.BinaryField(null=True)),
                ("destroyed_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("wrapped", None), ("destroyed_at", None), _connector="XOR"
                        ),
                        name="secret_is_there_or_destroyed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitWindow",
            fields=[
                ("pk", models.CompositePrimaryKey("visitor_day", "claim_id", serialize=False)),
                ("claim_id", models.BigIntegerField()),
                ("visitor_day", models.BinaryField()),
                ("opened_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField(db_default=Now())),
            ],
            options={
                "indexes": [BrinIndex(fields=["saved_at"], name="window_by_age")],
            },
        ),
        migrations.CreateModel(
            name="Sighting",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "visitor_day", "user_id", "seen_at", serialize=False
                    ),
                ),
                ("visitor_day", models.BinaryField()),
                (
                    "user",
                    models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"),
                ),
                ("seen_at", models.DateTimeField()),
                ("languages", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="OriginList",
            fields=[
                ("id", models.BigAutoField(**ID)),
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
                    "loaded_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
                    ),
                ),
                ("loaded_at", models.DateTimeField(db_default=Now())),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kind", "name", "-id"], name="origin_list_latest")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(kind__in=["network", "referrer"]),
                        name="origin_list_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(entries__gte=0), name="origin_list_entries_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ~models.Q(name=""), ~models.Q(source=""), ~models.Q(licence="")
                        ),
                        name="origin_list_says_where_it_is_from",
                    ),
                ],
            },
        ),
        *(
            migrations.RunSQL(VACUUM_OF_A_QUEUE.format(table=table), migrations.RunSQL.noop)
            for table in QUEUES
        ),
        migrations.RunSQL(VACUUM_OF_WINDOWS, migrations.RunSQL.noop),
    ]
