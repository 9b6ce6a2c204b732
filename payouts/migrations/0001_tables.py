"""The ledger, what clicks earned, what is held, and what is paid."""

import uuid
from typing import Any

from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Now

# The key that Django gives a model.
ID: dict[str, Any] = {
    "auto_created": True,
    "primary_key": True,
    "serialize": False,
    "verbose_name": "ID",
}


# As databases from before the migrations were squashed have it, word by word.
EARNING_OR_ITS_REASON = """
ALTER TABLE payouts_clickearning ADD CONSTRAINT earning_or_its_reason CHECK (
    (cents > 0 AND reason = '' AND transfer_id IS NOT NULL)
    OR (cents < 0 AND reason = 'reversed' AND transfer_id IS NOT NULL)
    OR (cents = 0 AND reason <> '' AND transfer_id IS NULL))
"""


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("payouts", "0001_initial"),
        ("payouts", "0004_top_ups"),
        ("payouts", "0007_entries_by_statement"),
    ]
    dependencies = [
        ("accounts", "0002_organisations"),
        ("campaigns", "0002_claims"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(**ID)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("bank", "Bank"),
                            ("brand_funds", "Brand Funds"),
                            ("campaign_escrow", "Campaign Escrow"),
                            ("influencer_pending", "Influencer Pending"),
                            ("influencer_available", "Influencer Available"),
                            ("influencer_receivable", "Influencer Receivable"),
                            ("payout_clearing", "Payout Clearing"),
                            ("fee", "Fee"),
                            ("vat", "Vat"),
                        ],
                        max_length=24,
                    ),
                ),
                ("currency", models.CharField(default="EUR", max_length=3)),
                (
                    "organisation",
                    models.ForeignKey(
                        "accounts.organisation", models.PROTECT, null=True, related_name="+"
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        "campaigns.campaign", models.PROTECT, null=True, related_name="+"
                    ),
                ),
                (
                    "influencer",
                    models.ForeignKey(
                        "accounts.influencer", models.PROTECT, null=True, related_name="+"
                    ),
                ),
                ("balance_cents", models.BigIntegerField(db_default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "currency", "organisation", "campaign", "influencer"),
                        name="one_account_of_a_kind",
                        nulls_distinct=False,
                    ),
                    models.UniqueConstraint(
                        fields=("id", "currency"), name="account_with_its_currency"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["bank", "influencer_receivable"]),
                            ("balance_cents__gte", 0),
                            _connector="OR",
                        ),
                        name="account_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                campaign=None,
                                influencer=None,
                                kind="brand_funds",
                                organisation__isnull=False,
                            ),
                            models.Q(
                                campaign__isnull=False,
                                influencer=None,
                                kind__in=["campaign_escrow", "fee"],
                                organisation=None,
                            ),
                            models.Q(
                                campaign=None,
                                influencer__isnull=False,
                                kind__startswith="influencer_",
                                organisation=None,
                            ),
                            models.Q(
                                campaign=None,
                                influencer=None,
                                kind__in=["bank", "payout_clearing", "vat"],
                                organisation=None,
                            ),
                            _connector="OR",
                        ),
                        name="account_has_its_owner",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("kind", models.CharField(max_length=24)),
                ("idempotency_key", models.CharField(max_length=100, unique=True)),
                ("payload_hash", models.BinaryField(max_length=32)),
                ("memo", models.CharField(blank=True, max_length=200)),
                ("reverses", models.OneToOneField("payouts.transfer", models.PROTECT, null=True)),
                ("created_at", models.DateTimeField(db_default=Now())),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(**ID)),
                (
                    "transfer",
                    models.ForeignKey("payouts.transfer", models.PROTECT, related_name="entries"),
                ),
                (
                    "account",
                    models.ForeignKey("payouts.account", models.PROTECT, related_name="entries"),
                ),
                ("currency", models.CharField(max_length=3)),
                ("amount_cents", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["transfer", "id"], name="entry_of_transfer")],
                "constraints": [
                    models.CheckConstraint(
                        condition=~models.Q(amount_cents=0), name="entry_moves_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClickEarning",
            fields=[
                ("pk", models.CompositePrimaryKey("click_id", "seq", serialize=False)),
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
                            ("trial_cap", "Trial Cap"),
                            ("cap_reached", "Cap Reached"),
                            ("daily_budget", "Daily Budget"),
                            ("budget_spent", "Budget Spent"),
                            ("reversed", "Reversed"),
                        ]
                    ),
                ),
                ("transfer_id", models.BigIntegerField(null=True)),
                ("settled_at", models.DateTimeField(db_default=Now())),
            ],
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(EARNING_OR_ITS_REASON)],
            state_operations=[
                migrations.AddConstraint(
                    "clickearning",
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cents__gt", 0), ("reason", ""), ("transfer_id__isnull", False)
                            ),
                            models.Q(
                                ("cents__lt", 0),
                                ("reason", "reversed"),
                                ("transfer_id__isnull", False),
                            ),
                            models.Q(("cents", 0), ("transfer_id", None), ~models.Q(reason="")),
                            _connector="OR",
                        ),
                        name="earning_or_its_reason",
                    ),
                )
            ],
        ),
        migrations.CreateModel(
            name="SetAside",
            fields=[
                ("click_id", models.UUIDField(primary_key=True, serialize=False)),
                ("claim", models.ForeignKey("campaigns.claim", models.PROTECT, related_name="+")),
                ("cents", models.PositiveIntegerField()),
                ("at", models.DateTimeField(db_default=Now())),
            ],
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.BigAutoField(**ID)),
                (
                    "claim",
                    models.ForeignKey("campaigns.claim", models.PROTECT, related_name="holds"),
                ),
                ("cents", models.PositiveIntegerField()),
                ("due_at", models.DateTimeField()),
                (
                    "released_by",
                    models.OneToOneField("payouts.transfer", models.PROTECT, null=True),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(released_by=None), fields=["due_at"], name="hold_due"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(released_by=None),
                        fields=("claim", "due_at"),
                        name="one_open_hold_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(cents__gte=0), name="hold_not_negative"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PayoutAccount",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                (
                    "influencer",
                    models.OneToOneField(
                        "accounts.influencer", models.PROTECT, related_name="payout_account"
                    ),
                ),
                ("holder", models.CharField(max_length=70, verbose_name="account holder")),
                ("street", models.CharField(max_length=70, verbose_name="street and number")),
                ("postcode", models.CharField(max_length=16, verbose_name="postcode")),
                ("city", models.CharField(max_length=35, verbose_name="city")),
                ("country", models.CharField(default="FR", max_length=2, verbose_name="country")),
                ("iban_encrypted", models.BinaryField()),
                ("iban_masked", models.CharField(max_length=40)),
                ("fingerprint", models.BinaryField(db_index=True, max_length=32)),
                ("changed_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PayoutRun",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[("filed", "File ready"), ("sent", "Sent to the bank")],
                        default="filed",
                        max_length=5,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
                    ),
                ),
                ("sent_at", models.DateTimeField(null=True)),
                ("total_cents", models.BigIntegerField()),
                ("file_encrypted", models.BinaryField()),
                ("file_sha256", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(sent_at=None, status="filed"),
                            models.Q(sent_at__isnull=False, sent_by__isnull=False, status="sent"),
                            _connector="OR",
                        ),
                        name="run_sent_by_somebody",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Payout",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "run",
                    models.ForeignKey("payouts.payoutrun", models.PROTECT, related_name="payouts"),
                ),
                (
                    "influencer",
                    models.ForeignKey(
                        "accounts.influencer", models.PROTECT, related_name="payouts"
                    ),
                ),
                ("cents", models.BigIntegerField()),
                ("iban_masked", models.CharField(max_length=40)),
                (
                    "reserved_by",
                    models.OneToOneField("payouts.transfer", models.PROTECT, related_name="+"),
                ),
                (
                    "sent_by",
                    models.OneToOneField(
                        "payouts.transfer", models.PROTECT, null=True, related_name="+"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("run", "influencer"), name="payout_once_a_run"),
                    models.CheckConstraint(
                        condition=models.Q(cents__gte=1000), name="payout_of_ten_euros"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TopUp",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        "accounts.organisation", models.PROTECT, related_name="top_ups"
                    ),
                ),
                ("reference", models.CharField(max_length=25, unique=True)),
                ("net_cents", models.BigIntegerField()),
                ("vat_bps", models.PositiveSmallIntegerField()),
                ("vat_cents", models.BigIntegerField()),
                ("key", models.UUIDField(default=uuid.uuid4, unique=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for the transfer"),
                            ("booked", "Arrived"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                (
                    "transfer",
                    models.OneToOneField(
                        "payouts.transfer", models.PROTECT, null=True, related_name="top_up"
                    ),
                ),
                ("bank_reference", models.CharField(blank=True, max_length=80)),
                (
                    "decided_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(net_cents__gte=1, vat_cents__gte=0),
                        name="top_up_of_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                decided_at__isnull=False, status="booked", transfer__isnull=False
                            ),
                            models.Q(decided_at__isnull=False, status="cancelled", transfer=None),
                            models.Q(decided_at=None, status="waiting", transfer=None),
                            _connector="OR",
                        ),
                        name="booked_top_up_has_its_transfer",
                    ),
                ],
            },
        ),
    ]
