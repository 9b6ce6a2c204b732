"""What was promised (campaign, claim, message, post) and what happened (click, verdict)."""

from campaigns.models.campaign import Campaign, CampaignTransition
from campaigns.models.claim import Claim, Link, LinkChange
from campaigns.models.click import Click, ClickToJudge, UserAgent
from campaigns.models.message import Message
from campaigns.models.post import Post
from campaigns.models.totals import HourlySettlement, HourlyVerdict
from campaigns.models.verdict import HeldClick, ToSettle, Verdict
from campaigns.models.visitor import Sighting, VisitorSecret, VisitWindow

__all__ = [
    "Campaign",
    "CampaignTransition",
    "Claim",
    "Click",
    "ClickToJudge",
    "HeldClick",
    "HourlySettlement",
    "HourlyVerdict",
    "Link",
    "LinkChange",
    "Message",
    "Post",
    "Sighting",
    "ToSettle",
    "UserAgent",
    "Verdict",
    "VisitWindow",
    "VisitorSecret",
]
