"""Who is on the site: users, the organisations they act for, and influencers."""

from marketplace.accounts.models.finding import Finding, FindingDecision
from marketplace.accounts.models.influencer import Influencer
from marketplace.accounts.models.organisation import Mandate, Membership, Organisation
from marketplace.accounts.models.social_account import SocialAccount
from marketplace.accounts.models.user import User, UserManager

__all__ = [
    "Finding",
    "FindingDecision",
    "Influencer",
    "Mandate",
    "Membership",
    "Organisation",
    "SocialAccount",
    "User",
    "UserManager",
]
