"""Campaigns: what a brand asks for, what it is asked to change, and what a day has cost."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import migrations, models
from django.db.models.functions import Now

from campaigns.models.audience import every_tier_but_everyday

# The key that Django gives a model.
ID: dict[str, Any] = {
    "auto_created": True,
    "primary_key": True,
    "serialize": False,
    "verbose_name": "ID",
}


class Migration(migrations.Migration):
    initial = True
    replaces = [
        # In one new migration each (docs/decisions/0021).
        ("campaigns", "0001_initial"),
        ("campaigns", "0003_campaign_that_ran_was_approved"),
        ("campaigns", "0006_low_told"),
        ("campaigns", "0013_beacon"),
        ("campaigns", "0019_tries_of_a_trial"),
    ]
    dependencies = [
        ("accounts", "0002_organisations"),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                (
                    "networks",
                    ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("instagram", "Instagram"),
                                ("tiktok", "TikTok"),
                                ("facebook", "Facebook"),
                                ("x", "X"),
                                ("youtube", "YouTube"),
                                ("whatsapp", "WhatsApp"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="networks",
                    ),
                ),
                (
                    "tiers",
                    ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("everyday", "everyday"),
                                ("nano", "nano"),
                                ("micro", "micro"),
                                ("mid", "mid"),
                                ("macro", "macro"),
                            ],
                            max_length=8,
                        ),
                        default=every_tier_but_everyday,
                        size=None,
                        verbose_name="size of audience",
                    ),
                ),
                (
                    "languages",
                    ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("fr", "French"),
                                ("en", "English"),
                                ("de", "German"),
                                ("es", "Spanish"),
                                ("it", "Italian"),
                                ("nl", "Dutch"),
                                ("pt", "Portuguese"),
                                ("ar", "Arabic"),
                                ("pl", "Polish"),
                            ],
                            max_length=2,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="languages",
                    ),
                ),
                (
                    "countries",
                    ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("FR", "France"),
                                ("BE", "Belgium"),
                                ("CH", "Switzerland"),
                                ("LU", "Luxembourg"),
                                ("DE", "Germany"),
                                ("ES", "Spain"),
                                ("IT", "Italy"),
                                ("NL", "Netherlands"),
                                ("PT", "Portugal"),
                                ("AT", "Austria"),
                                ("IE", "Ireland"),
                                ("PL", "Poland"),
                            ],
                            max_length=2,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="countries",
                    ),
                ),
                (
                    "admission",
                    models.CharField(
                        choices=[("open", "Anybody who fits"), ("chosen", "Those I choose")],
                        default="open",
                        max_length=6,
                        verbose_name="who may join",
                    ),
                ),
                (
                    "veto_hours",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[MinValueValidator(1), MaxValueValidator(72)],
                        verbose_name="time to veto a message",
                    ),
                ),
                (
                    "joins_per_day",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[MinValueValidator(1)],
                        verbose_name="influencers a day",
                    ),
                ),
                (
                    "trial_cap_cents",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="newcomers' cap"
                    ),
                ),
                ("everyday_confirmed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "everyday_confirmed_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL,
                        models.SET_NULL,
                        editable=False,
                        null=True,
                        related_name="+",
                    ),
                ),
                (
                    "sponsor",
                    models.ForeignKey(
                        "accounts.organisation",
                        models.PROTECT,
                        related_name="sponsored",
                        verbose_name="sponsor",
                    ),
                ),
                (
                    "buyer",
                    models.ForeignKey(
                        "accounts.organisation",
                        models.PROTECT,
                        related_name="bought",
                        verbose_name="buyer",
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="title")),
                ("brief", models.TextField(blank=True, max_length=8000, verbose_name="brief")),
                (
                    "category",
                    models.CharField(blank=True, max_length=20, verbose_name="what it is about"),
                ),
                ("is_political", models.BooleanField(null=True, verbose_name="is it political?")),
                (
                    "landing_url",
                    models.URLField(
                        blank=True,
                        max_length=500,
                        validators=[URLValidator(schemes=["https"])],
                        verbose_name="landing page",
                    ),
                ),
                (
                    "has_beacon",
                    models.BooleanField(
                        default=False, verbose_name="The landing page carries Franc’s beacon"
                    ),
                ),
                (
                    "utm_source",
                    models.CharField(blank=True, max_length=60, verbose_name="utm_source"),
                ),
                (
                    "utm_medium",
                    models.CharField(blank=True, max_length=60, verbose_name="utm_medium"),
                ),
                (
                    "utm_campaign",
                    models.CharField(blank=True, max_length=60, verbose_name="utm_campaign"),
                ),
                ("destination_url", models.URLField(blank=True, editable=False, max_length=4000)),
                (
                    "rate_cents",
                    models.PositiveIntegerField(
                        validators=[MinValueValidator(1)], verbose_name="price of a click"
                    ),
                ),
                (
                    "cap_cents",
                    models.PositiveIntegerField(
                        validators=[MinValueValidator(1)],
                        verbose_name="most an influencer can earn",
                    ),
                ),
                (
                    "budget_cents",
                    models.BigIntegerField(
                        validators=[MinValueValidator(100)], verbose_name="budget"
                    ),
                ),
                (
                    "daily_budget_cents",
                    models.BigIntegerField(
                        blank=True,
                        null=True,
                        validators=[MinValueValidator(100)],
                        verbose_name="most in a day",
                    ),
                ),
                ("fee_bps", models.PositiveSmallIntegerField(default=1000, verbose_name="fee")),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
                (
                    "hold_days",
                    models.PositiveSmallIntegerField(
                        default=14,
                        validators=[MinValueValidator(7), MaxValueValidator(60)],
                        verbose_name="days before earnings are available",
                    ),
                ),
                (
                    "required_words",
                    ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="required words",
                    ),
                ),
                (
                    "forbidden_words",
                    ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="forbidden words",
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
                ("draft_key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("low_told_at", models.DateTimeField(editable=False, null=True)),
                ("earned_cents", models.BigIntegerField(default=0, editable=False)),
                ("fee_cents", models.BigIntegerField(default=0, editable=False)),
                ("spent_cents", models.BigIntegerField(default=0, editable=False)),
                ("paid_clicks", models.BigIntegerField(default=0, editable=False)),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(rate_cents__gte=1), name="campaign_rate_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(cap_cents__gte=models.F("rate_cents")),
                        name="campaign_cap_covers_a_click",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(budget_cents__gte=models.F("rate_cents")),
                        name="campaign_budget_covers_a_click",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(fee_bps__lte=5000), name="campaign_fee_at_most_half"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(ends_on__gte=models.F("starts_on")),
                        name="campaign_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(hold_days__gte=7, hold_days__lte=60),
                        name="campaign_hold_7_to_60_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            spent_cents__gte=0, spent_cents__lte=models.F("budget_cents")
                        ),
                        name="campaign_spent_within_budget",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("spent_cents", models.F("earned_cents") + models.F("fee_cents"))
                        ),
                        name="campaign_spent_is_earned_and_fee",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            earned_cents__gte=0, fee_cents__gte=0, paid_clicks__gte=0
                        ),
                        name="campaign_counters_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("landing_url__startswith", "https://"),
                            models.Q(landing_url="", status="draft"),
                            _connector="OR",
                        ),
                        name="campaign_landing_is_https",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("daily_budget_cents", None),
                            ("daily_budget_cents__gte", models.F("rate_cents")),
                            _connector="OR",
                        ),
                        name="campaign_daily_budget_covers_a_click",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"),
                            models.Q(is_political=False, is_political__isnull=False),
                            _connector="OR",
                        ),
                        name="campaign_that_left_draft_is_not_political",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"),
                            ~models.Q(tiers__contains=["everyday"]),
                            ("everyday_confirmed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="campaign_for_everyday_was_confirmed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "in_review"]),
                            ~models.Q(destination_url=""),
                            _connector="OR",
                        ),
                        name="campaign_that_ran_was_approved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            status__in=[
                                "draft",
                                "in_review",
                                "live",
                                "paused",
                                "exhausted",
                                "ended",
                                "closed",
                            ]
                        ),
                        name="campaign_status_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CampaignTransition",
            fields=[
                ("id", models.BigAutoField(**ID)),
                (
                    "campaign",
                    models.ForeignKey(
                        "campaigns.campaign", models.PROTECT, related_name="transitions"
                    ),
                ),
                ("from_status", models.CharField(max_length=10)),
                ("to_status", models.CharField(max_length=10)),
                ("at", models.DateTimeField(db_default=Now())),
                (
                    "by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
                    ),
                ),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["at", "id"],
                "indexes": [models.Index(fields=["campaign", "at"], name="transition_timeline")],
            },
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                (
                    "campaign",
                    models.ForeignKey(
                        "campaigns.campaign", models.PROTECT, related_name="amendments"
                    ),
                ),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("in_review", "In review"),
                            ("applied", "Applied"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="in_review",
                        max_length=9,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(status="in_review"),
                        fields=("campaign",),
                        name="one_amendment_in_review",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ~models.Q(status="refused"), ~models.Q(reason=""), _connector="OR"
                        ),
                        name="amendment_refusal_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(decided_at=None, status="in_review"),
                            models.Q(~models.Q(status="in_review"), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="amendment_decision_is_dated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DailySpending",
            fields=[
                ("id", models.BigAutoField(**ID)),
                (
                    "campaign",
                    models.ForeignKey("campaigns.campaign", models.PROTECT, related_name="days"),
                ),
                ("day", models.DateField()),
                ("earned_cents", models.BigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("campaign", "day"), name="one_spending_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(earned_cents__gte=0), name="daily_spending_not_negative"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LandingCheck",
            fields=[
                ("id", models.BigAutoField(**ID)),
                (
                    "campaign",
                    models.ForeignKey(
                        "campaigns.campaign", models.CASCADE, related_name="landing_checks"
                    ),
                ),
                ("url", models.URLField(max_length=500)),
                ("outcome", models.CharField(max_length=20)),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField(db_default=Now())),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        "campaigns.campaign", models.CASCADE, related_name="pictures"
                    ),
                ),
                ("image", models.BinaryField()),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                (
                    "words",
                    models.CharField(blank=True, max_length=200, verbose_name="what is seen"),
                ),
            ],
            options={
                "ordering": ["created_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(height__gte=1, width__gte=1), name="picture_has_a_size"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="JoinRequest",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                (
                    "campaign",
                    models.ForeignKey(
                        "campaigns.campaign", models.PROTECT, related_name="join_requests"
                    ),
                ),
                (
                    "influencer",
                    models.ForeignKey(
                        "accounts.influencer", models.PROTECT, related_name="join_requests"
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        blank=True, max_length=300, verbose_name="a word to the brand"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for the brand"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(status="waiting"),
                        fields=("campaign", "influencer"),
                        name="one_waiting_request",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ~models.Q(status="declined"), ~models.Q(reason=""), _connector="OR"
                        ),
                        name="declined_request_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(decided_at=None, status="waiting"),
                            models.Q(~models.Q(status="waiting"), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="request_decision_is_dated",
                    ),
                ],
            },
        ),
    ]
