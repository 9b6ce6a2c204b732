import uuid

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Click",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "at", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("arrival", models.BigIntegerField()),
                ("link_id", models.BigIntegerField()),
                ("claim_id", models.BigIntegerField()),
                ("method", models.TextField()),
                ("prefetch", models.BooleanField()),
                ("referrer_host", models.TextField()),
                ("languages", models.TextField()),
                ("country", models.TextField(null=True)),
                ("prefix", models.TextField(null=True)),
                ("visitor_day", models.BinaryField(null=True)),
                ("visitor_period", models.BinaryField(null=True)),
                ("clicker_id", models.BigIntegerField(null=True)),
                ("late", models.BooleanField()),
                (
                    "shipped_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
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
            ],
            options={
                "db_table": "campaigns_clicktojudge",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Verdict",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "click_at",
                        "click_id",
                        "seq",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("click_at", models.DateTimeField()),
                ("click_id", models.UUIDField()),
                ("seq", models.SmallIntegerField()),
                (
                    "outcome",
                    models.TextField(
                        choices=[("valid", "Valid"), ("held", "Held"), ("rejected", "Rejected")]
                    ),
                ),
                (
                    "reasons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                ("ruleset", models.TextField()),
                ("evidence", models.JSONField(null=True)),
                ("decided_by", models.BigIntegerField(null=True)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "db_table": "campaigns_verdict",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="LinkChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=16)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name="UserAgent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.BinaryField(max_length=32, unique=True)),
                ("string", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Campaign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="title")),
                ("brief", models.TextField(max_length=2000, verbose_name="brief")),
                (
                    "landing_url",
                    models.URLField(
                        max_length=500,
                        validators=[django.core.validators.URLValidator(schemes=["https"])],
                        verbose_name="landing page",
                    ),
                ),
                ("destination_url", models.URLField(blank=True, editable=False, max_length=4000)),
                (
                    "rate_cents",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="price of a click",
                    ),
                ),
                (
                    "cap_cents",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="most an influencer can earn",
                    ),
                ),
                (
                    "budget_cents",
                    models.BigIntegerField(
                        validators=[django.core.validators.MinValueValidator(100)],
                        verbose_name="budget",
                    ),
                ),
                ("fee_bps", models.PositiveSmallIntegerField(default=1000, verbose_name="fee")),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
                (
                    "hold_days",
                    models.PositiveSmallIntegerField(
                        default=14,
                        validators=[
                            django.core.validators.MinValueValidator(7),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="days before earnings are available",
                    ),
                ),
                (
                    "required_words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="required words",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "In review"),
                            ("live", "Live"),
                            ("paused", "Paused"),
                            ("exhausted", "Budget spent"),
                            ("ended", "Ended"),
                            ("closed", "Closed"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "draft_key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                ("earned_cents", models.BigIntegerField(default=0, editable=False)),
                ("fee_cents", models.BigIntegerField(default=0, editable=False)),
                ("spent_cents", models.BigIntegerField(default=0, editable=False)),
                ("paid_clicks", models.BigIntegerField(default=0, editable=False)),
                (
                    "buyer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bought",
                        to="accounts.organisation",
                        verbose_name="buyer",
                    ),
                ),
                (
                    "sponsor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sponsored",
                        to="accounts.organisation",
                        verbose_name="sponsor",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="CampaignTransition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_status", models.CharField(max_length=10)),
                ("to_status", models.CharField(max_length=10)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("reason", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transitions",
                        to="campaigns.campaign",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("rate_cents", models.PositiveIntegerField()),
                ("cap_cents", models.PositiveIntegerField()),
                ("accrued_cents", models.PositiveIntegerField(default=0)),
                ("released_cents", models.PositiveIntegerField(default=0)),
                ("pending_until", models.DateTimeField(null=True)),
                ("paid_clicks", models.PositiveIntegerField(default=0)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "influencer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="accounts.influencer",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="HeldClick",
            fields=[
                ("click_id", models.UUIDField(primary_key=True, serialize=False)),
                ("click_at", models.DateTimeField()),
                ("claim_id", models.BigIntegerField()),
                ("link_id", models.BigIntegerField()),
                (
                    "reasons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["link_id", "click_at"], name="held_by_link"),
                    models.Index(fields=["claim_id"], name="held_by_claim"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HourlySettlement",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "claim_id",
                        "hour",
                        "reason",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("hour", models.DateTimeField()),
                ("reason", models.TextField()),
                ("clicks", models.BigIntegerField()),
                ("cents", models.BigIntegerField()),
                (
                    "claim",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="campaigns.claim",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HourlyVerdict",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "claim_id",
                        "hour",
                        "verdict",
                        "reason",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("hour", models.DateTimeField()),
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
            ],
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("code", models.CharField(max_length=16, unique=True)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="campaigns.claim",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("label", models.CharField(max_length=40)),
                ("body", models.TextField(max_length=600, verbose_name="your words")),
                (
                    "status",
                    models.CharField(
                        choices=[("accepted", "Accepted"), ("refused", "To be reworded")],
                        max_length=8,
                    ),
                ),
                ("findings", models.JSONField(default=list)),
                ("policy", models.CharField(max_length=20)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="campaigns.claim",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "url",
                    models.URLField(
                        max_length=500,
                        validators=[django.core.validators.URLValidator(schemes=["https"])],
                        verbose_name="address of the post",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("in_review", "In review"),
                            ("approved", "Approved"),
                            ("refused", "Refused"),
                        ],
                        default="in_review",
                        max_length=9,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="campaigns.link",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Sighting",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "visitor_day",
                        "user_id",
                        "seen_at",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("visitor_day", models.BinaryField()),
                ("seen_at", models.DateTimeField()),
                ("languages", models.TextField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ToSettle",
            fields=[
                ("click_id", models.UUIDField(primary_key=True, serialize=False)),
                ("click_at", models.DateTimeField()),
                ("campaign_id", models.BigIntegerField()),
                ("claim_id", models.BigIntegerField()),
                (
                    "queued_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["campaign_id", "click_at", "click_id"], name="to_settle_in_order"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitorSecret",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "kind",
                        "starts",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
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
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "claim_id",
                        "visitor_day",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("claim_id", models.BigIntegerField()),
                ("visitor_day", models.BinaryField()),
                ("opened_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                (
                    "saved_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["visitor_day"], name="window_by_visitor"),
                    models.Index(fields=["saved_at"], name="window_by_age"),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(("rate_cents__gte", 1)), name="campaign_rate_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(("cap_cents__gte", models.F("rate_cents"))),
                name="campaign_cap_covers_a_click",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(("budget_cents__gte", models.F("rate_cents"))),
                name="campaign_budget_covers_a_click",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(("fee_bps__lte", 5000)), name="campaign_fee_at_most_half"
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="campaign_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(("hold_days__gte", 7), ("hold_days__lte", 60)),
                name="campaign_hold_7_to_60_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("spent_cents__gte", 0), ("spent_cents__lte", models.F("budget_cents"))
                ),
                name="campaign_spent_within_budget",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "spent_cents",
                        django.db.models.expressions.CombinedExpression(
                            models.F("earned_cents"), "+", models.F("fee_cents")
                        ),
                    )
                ),
                name="campaign_spent_is_earned_and_fee",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("earned_cents__gte", 0), ("fee_cents__gte", 0), ("paid_clicks__gte", 0)
                ),
                name="campaign_counters_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(("landing_url__startswith", "https://")),
                name="campaign_landing_is_https",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        ["draft", "in_review", "live", "paused", "exhausted", "ended", "closed"],
                    )
                ),
                name="campaign_status_known",
            ),
        ),
        migrations.AddIndex(
            model_name="campaigntransition",
            index=models.Index(fields=["campaign", "at"], name="transition_timeline"),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                fields=("campaign", "influencer"), name="claim_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("accrued_cents__lte", models.F("cap_cents"))),
                name="claim_accrued_within_cap",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("rate_cents__gte", 1)), name="claim_rate_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("released_cents__lte", models.F("accrued_cents"))),
                name="claim_released_was_accrued",
            ),
        ),
        migrations.AddConstraint(
            model_name="hourlysettlement",
            constraint=models.CheckConstraint(
                condition=models.Q(("cents__gte", 0), ("clicks__gte", 0)),
                name="hourly_settlement_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="hourlyverdict",
            constraint=models.CheckConstraint(
                condition=models.Q(("clicks__gte", 0)), name="hourly_verdict_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("label", ""), _negated=True), name="message_has_its_label"
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "accepted"), _negated=True),
                    ("findings", []),
                    _connector="OR",
                ),
                name="accepted_message_has_no_finding",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "in_review")),
                fields=("link",),
                name="one_post_of_a_link_in_review",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("status", "in_review")),
                    models.Q(
                        ("decided_at__isnull", False), ("status__in", ["approved", "refused"])
                    ),
                    _connector="OR",
                ),
                name="post_decision_is_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "refused"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="post_refusal_has_a_reason",
            ),
        ),
    ]
