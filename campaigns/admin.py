"""Campaigns, claims, posts, clicks and cases in /admin/, to be looked up."""

from campaigns.models import (
    Amendment,
    Appeal,
    Campaign,
    CampaignTransition,
    Case,
    CaseDecision,
    Claim,
    Dispute,
    JoinRequest,
    LandingCheck,
    Link,
    Message,
    Post,
)
from marketplace.administration.read_only_tables import read

read(
    Campaign,
    ("title", "sponsor", "buyer", "status", "budget_cents", "spent_cents", "starts_on"),
    search=("title", "sponsor__name"),
    filters=("status", "category"),
    follow=("sponsor", "buyer"),
)
read(
    CampaignTransition,
    ("campaign", "from_status", "to_status", "by", "at"),
    search=("campaign__title",),
    filters=("to_status",),
    follow=("campaign", "by"),
)
read(
    Amendment,
    ("campaign", "status", "by", "created_at"),
    search=("campaign__title",),
    filters=("status",),
    follow=("campaign", "by"),
)
read(
    Claim,
    ("influencer", "campaign", "accrued_cents", "released_cents", "paid_clicks"),
    search=("influencer__display_name", "campaign__title"),
    follow=("influencer", "campaign"),
)
read(Link, ("id", "claim_id", "label", "created_at"), search=("code",))
read(Message, ("claim_id", "body", "status", "created_at"), search=("body",), filters=("status",))
read(
    Post,
    ("url", "status", "decided_by", "decided_at", "created_at"),
    search=("url",),
    filters=("status",),
    follow=("decided_by",),
)
read(Dispute, ("claim_id", "status", "reason", "created_at"), filters=("status",))
read(
    JoinRequest,
    ("campaign", "influencer", "status"),
    filters=("status",),
    follow=("campaign", "influencer"),
)
read(LandingCheck, ("campaign", "url", "outcome", "at"), search=("url",), filters=("outcome",),
     follow=("campaign",))  # fmt: skip
read(
    Case,
    ("campaign", "reason", "status", "opened_at", "decided_by"),
    search=("campaign__title", "key"),
    filters=("reason", "status"),
    follow=("campaign", "decided_by"),
)
read(
    CaseDecision,
    ("case_id", "outcome", "clicks", "by", "on_appeal", "at"),
    filters=("outcome",),
    follow=("by",),
)
read(Appeal, ("case_id", "claim_id", "status", "decided_by", "at"), filters=("status",),
     follow=("decided_by",))  # fmt: skip
