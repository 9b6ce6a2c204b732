"""What was promised (campaign, claim, message, post) and what happened (click, verdict)."""

from campaigns.models.absence import Absence
from campaigns.models.amendment import Amendment
from campaigns.models.campaign import Campaign, CampaignTransition
from campaigns.models.case import Appeal, AppealableClick, Case, CaseClick, CaseDecision
from campaigns.models.claim import Claim, Link, LinkChange
from campaigns.models.click import Click, ClickToJudge, Dwell, UserAgent
from campaigns.models.counted_days import CountedInParis
from campaigns.models.daily_spending import DailySpending
from campaigns.models.dispute import Dispute
from campaigns.models.join_request import JoinRequest
from campaigns.models.landing_check import LandingCheck
from campaigns.models.landing_matter import LandingMatter
from campaigns.models.message import Message
from campaigns.models.origin_list import OriginList
from campaigns.models.pattern import ClickEdge, ClickProfile, LinkDay, PatternLook
from campaigns.models.picture import Picture
from campaigns.models.poison import ClaimOnTrial, ParkedClick
from campaigns.models.post import Post
from campaigns.models.purge import Purge, SealedTotal, Sealing
from campaigns.models.totals import HourlySettlement, HourlyVerdict, LinkTotal, Restatement
from campaigns.models.verdict import HeldClick, ToSettle, Verdict
from campaigns.models.visitor import Sighting, VisitorSecret, VisitWindow

__all__ = [
    "Absence",
    "Amendment",
    "Appeal",
    "AppealableClick",
    "Campaign",
    "CampaignTransition",
    "Case",
    "CaseClick",
    "CaseDecision",
    "Claim",
    "ClaimOnTrial",
    "Click",
    "ClickEdge",
    "ClickProfile",
    "ClickToJudge",
    "CountedInParis",
    "DailySpending",
    "Dispute",
    "Dwell",
    "HeldClick",
    "HourlySettlement",
    "HourlyVerdict",
    "JoinRequest",
    "LandingCheck",
    "LandingMatter",
    "Link",
    "LinkChange",
    "LinkDay",
    "LinkTotal",
    "Message",
    "OriginList",
    "ParkedClick",
    "PatternLook",
    "Picture",
    "Post",
    "Purge",
    "Restatement",
    "SealedTotal",
    "Sealing",
    "Sighting",
    "ToSettle",
    "UserAgent",
    "Verdict",
    "VisitWindow",
    "VisitorSecret",
]
