"""Who is on the site: users, the organisations they act for, and influencers."""

from marketplace.accounts.models.acting import Acting, ActingRequest
from marketplace.accounts.models.event import OrganisationEvent
from marketplace.accounts.models.finding import Finding, FindingDecision
from marketplace.accounts.models.influencer import Influencer
from marketplace.accounts.models.invitation import Invitation
from marketplace.accounts.models.mandate import Mandate
from marketplace.accounts.models.organisation import Membership, Organisation
from marketplace.accounts.models.proof import Proof
from marketplace.accounts.models.social_account import SocialAccount
from marketplace.accounts.models.statement import StatementOfReasons
from marketplace.accounts.models.suspension import Suspension, SuspensionLift
from marketplace.accounts.models.user import User, UserManager

__all__ = [
    "Acting",
    "ActingRequest",
    "Finding",
    "FindingDecision",
    "Influencer",
    "Invitation",
    "Mandate",
    "Membership",
    "Organisation",
    "OrganisationEvent",
    "Proof",
    "SocialAccount",
    "StatementOfReasons",
    "Suspension",
    "SuspensionLift",
    "User",
    "UserManager",
]
