"""Claims: influencers in campaigns, with their links, messages and posts."""

from typing import Any

from django.conf import settings
from django.core.validators import URLValidator
from django.db import migrations, models
from django.db.models.functions import Now

# The key that Django gives a model.
ID: dict[str, Any] = {
    "auto_created": True,
    "primary_key": True,
    "serialize": False,
    "verbose_name": "ID",
}


# Redirect hosts read what was changed by a transaction they have not seen the end of yet.
CHANGES_BY_TRANSACTION = """
ALTER TABLE campaigns_linkchange ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX link_change_by_transaction ON campaigns_linkchange (xid);
"""
# All that a redirect host may know.
DESTINATIONS = """
CREATE VIEW link_destination AS
    SELECT link.code, link.id AS link_id, link.claim_id, campaign.destination_url
    FROM campaigns_link link
    JOIN campaigns_claim claim ON claim.id = link.claim_id
    JOIN campaigns_campaign campaign ON campaign.id = claim.campaign_id;
"""


class Migration(migrations.Migration):
    replaces = [
        ("campaigns", "0004_whole_life"),
        ("campaigns", "0005_absences_and_link_totals"),
        ("campaigns", "0012_post_words"),
    ]
    dependencies = [
        ("campaigns", "0001_campaigns"),
    ]

    operations = [
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                (
                    "campaign",
                    models.ForeignKey("campaigns.campaign", models.PROTECT, related_name="claims"),
                ),
                (
                    "influencer",
                    models.ForeignKey("accounts.influencer", models.PROTECT, related_name="claims"),
                ),
                ("rate_cents", models.PositiveIntegerField()),
                ("cap_cents", models.PositiveIntegerField()),
                ("accrued_cents", models.PositiveIntegerField(default=0)),
                ("released_cents", models.PositiveIntegerField(default=0)),
                ("pending_until", models.DateTimeField(null=True)),
                ("paid_clicks", models.PositiveIntegerField(default=0)),
                ("trial_cap_cents", models.PositiveIntegerField(null=True)),
                ("trial_accrued_cents", models.PositiveIntegerField(default=0)),
                ("trial_ended_at", models.DateTimeField(null=True)),
                ("left_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("campaign", "influencer"), name="claim_once"),
                    models.CheckConstraint(
                        condition=models.Q(accrued_cents__lte=models.F("cap_cents")),
                        name="claim_accrued_within_cap",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(rate_cents__gte=1), name="claim_rate_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(released_cents__lte=models.F("accrued_cents")),
                        name="claim_released_was_accrued",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("trial_cap_cents", None),
                            ("trial_accrued_cents__lte", models.F("trial_cap_cents")),
                            _connector="OR",
                        ),
                        name="claim_trial_within_its_cap",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(**ID)),
                (
                    "claim",
                    models.ForeignKey("campaigns.claim", models.PROTECT, related_name="absences"),
                ),
                ("left_at", models.DateTimeField()),
                ("back_at", models.DateTimeField(db_default=Now())),
            ],
            options={
                "ordering": ["left_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(back_at__gte=models.F("left_at")),
                        name="absence_ends_after_it_began",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                (
                    "claim",
                    models.ForeignKey("campaigns.claim", models.PROTECT, related_name="links"),
                ),
                ("code", models.CharField(max_length=16, unique=True)),
                (
                    "label",
                    models.CharField(blank=True, max_length=40, verbose_name="name of the link"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LinkChange",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("code", models.CharField(max_length=16)),
                ("at", models.DateTimeField(db_default=Now())),
            ],
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                (
                    "claim",
                    models.ForeignKey("campaigns.claim", models.PROTECT, related_name="messages"),
                ),
                ("label", models.CharField(max_length=40)),
                ("body", models.TextField(max_length=600, verbose_name="your words")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("accepted", "Accepted"),
                            ("refused", "To be reworded"),
                            ("waiting", "With the brand"),
                            ("vetoed", "Vetoed by the brand"),
                        ],
                        max_length=8,
                    ),
                ),
                ("findings", models.JSONField(default=list)),
                ("policy", models.CharField(max_length=20)),
                ("decide_by", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
                    ),
                ),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=~models.Q(label=""), name="message_has_its_label"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ~models.Q(status="accepted"), ("findings", []), _connector="OR"
                        ),
                        name="accepted_message_has_no_finding",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ~models.Q(status="waiting"),
                            models.Q(decide_by__isnull=False, findings=[]),
                            _connector="OR",
                        ),
                        name="waiting_message_has_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ~models.Q(status="vetoed"), ~models.Q(reason=""), _connector="OR"
                        ),
                        name="veto_has_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(status="waiting"),
                        fields=("claim",),
                        name="one_waiting_message",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                ("link", models.ForeignKey("campaigns.link", models.PROTECT, related_name="posts")),
                (
                    "url",
                    models.URLField(
                        max_length=500,
                        validators=[URLValidator(schemes=["https"])],
                        verbose_name="address of the post",
                    ),
                ),
                (
                    "words",
                    models.TextField(blank=True, default="", verbose_name="what your post says"),
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
                        fields=("link",),
                        name="one_post_of_a_link_in_review",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(decided_at=None, status="in_review"),
                            models.Q(decided_at__isnull=False, status__in=["approved", "refused"]),
                            _connector="OR",
                        ),
                        name="post_decision_is_dated",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ~models.Q(status="refused"), ~models.Q(reason=""), _connector="OR"
                        ),
                        name="post_refusal_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Dispute",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                (
                    "claim",
                    models.ForeignKey("campaigns.claim", models.PROTECT, related_name="disputes"),
                ),
                (
                    "reason",
                    models.TextField(
                        max_length=1000, verbose_name="what is wrong with these clicks"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("upheld", "Upheld"),
                            ("rejected", "Rejected"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("answer", models.TextField(blank=True)),
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
                    models.UniqueConstraint(
                        condition=models.Q(status="open"),
                        fields=("claim",),
                        name="one_open_dispute_a_claim",
                    ),
                    models.CheckConstraint(condition=~models.Q(reason=""), name="dispute_says_why"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ~models.Q(status__in=["upheld", "rejected"]),
                            ~models.Q(answer=""),
                            _connector="OR",
                        ),
                        name="dispute_answer_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(decided_at=None, status="open"),
                            models.Q(~models.Q(status="open"), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="dispute_decision_is_dated",
                    ),
                ],
            },
        ),
        migrations.RunSQL(CHANGES_BY_TRANSACTION, migrations.RunSQL.noop),
        migrations.RunSQL(DESTINATIONS, migrations.RunSQL.noop),
    ]
