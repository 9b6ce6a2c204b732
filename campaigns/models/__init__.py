"""What was promised (campaign, claim, message, post) and what happened (click, verdict)."""

from campaigns.models.absence import Absence
from campaigns.models.amendment import Amendment
from campaigns.models.campaign import Campaign, CampaignTransition
from campaigns.models.claim import Claim, Link, LinkChange
from campaigns.models.click import Click, ClickToJudge, Dwell, UserAgent
from campaigns.models.daily_spending import DailySpending
from campaigns.models.dispute import Dispute
from campaigns.models.join_request import JoinRequest
from campaigns.models.landing_check import LandingCheck
from campaigns.models.message import Message
from campaigns.models.origin_list import OriginList
from campaigns.models.picture import Picture
from campaigns.models.post import Post
from campaigns.models.totals import HourlySettlement, HourlyVerdict, LinkTotal
from campaigns.models.verdict import HeldClick, ToSettle, Verdict
from campaigns.models.visitor import Sighting, VisitorSecret, VisitWindow

__all__ = [
    "Absence",
    "Amendment",
    "Campaign",
    "CampaignTransition",
    "Claim",
    "Click",
    "ClickToJudge",
    "DailySpending",
    "Dispute",
    "Dwell",
    "HeldClick",
    "HourlySettlement",
    "HourlyVerdict",
    "JoinRequest",
    "LandingCheck",
    "Link",
    "LinkChange",
    "LinkTotal",
    "Message",
    "OriginList",
    "Picture",
    "Post",
    "Sighting",
    "ToSettle",
    "UserAgent",
    "Verdict",
    "VisitWindow",
    "VisitorSecret",
]
