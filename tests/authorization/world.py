"""One tenant of each kind with objects of their own, a second with none, and staff."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from campaigns.cases import appeal_case, decide_case
from campaigns.disclosure import decide_post
from campaigns.models import (
    Campaign,
    Claim,
    JoinRequest,
    LandingCheck,
    LandingMatter,
    Picture,
    Post,
)
from campaigns.running import amend_campaign, dispute_clicks, lifecycle
from marketplace import encryption
from marketplace.accounts import invite_member
from marketplace.accounts.findings.note_finding import note_finding
from marketplace.accounts.models import (
    Finding,
    Influencer,
    Invitation,
    Organisation,
    StatementOfReasons,
    User,
)
from marketplace.accounts.proof import prove_sponsor
from marketplace.accounts.statements.write_statement import state
from marketplace.notifications.models import Notice
from marketplace.notifications.notices import notify
from marketplace.notifications.send_mail import send_mail
from payouts import top_up_transfers
from payouts.models import PayoutRun
from tests import factories
from tests.signing_in import signed_in_as, with_second_factor

Ids = dict[str, int | str]
SECRET_TITLE, SECRET_NAME = "Campaign of the first tenant", "Influencer of the first tenant"


@dataclass
class World:
    """Browsers by who uses them, and the ids of the first tenants' objects by their routes."""

    clients: dict[str, Client]
    ids: Ids


@pytest.fixture
def world() -> World:
    owner, organisation = factories.brand()
    influencer = factories.InfluencerFactory.create(display_name=SECRET_NAME)
    campaign = factories.live(organisation, title=SECRET_TITLE)
    claim = factories.claim(campaign, influencer)
    people = {
        "influencer": influencer.user,
        "other_influencer": factories.InfluencerFactory.create().user,
        "brand": owner,
        "other_brand": factories.brand()[0],
        "reviewer": with_second_factor(factories.reviewer()),
        "finance": with_second_factor(factories.finance()),
    }
    ids: Ids = {"mails": send_mail("a@test.example", "A mail", "Its text").pk}
    ids |= of_claim(claim) | of_campaign(campaign, influencer, owner)
    ids |= of_influencer(influencer, people["reviewer"]) | of_organisation(organisation, owner)
    ids |= of_money(organisation, owner, people["finance"])
    ids |= decided_case(claim) | {"review/work": factories.parked_task().pk}
    clients = {name: signed_in_as(user) for name, user in people.items()}
    return World({"nobody": Client()} | clients, ids)


def of_claim(claim: Claim) -> Ids:
    link = claim.links.get()
    post = decide_post.submit(link, "https://social.example/p/1")
    return {
        "links": claim.pk, "claims": claim.pk, "api/v1/claims": claim.pk,
        "l": link.code, "codes": link.code, "review/posts": post.pk,
    }  # fmt: skip


def of_campaign(campaign: Campaign, influencer: Influencer, owner: User) -> Ids:
    waiting = factories.draft(campaign.sponsor, title=SECRET_TITLE)
    lifecycle.submit(waiting, owner)
    picture = Picture.objects.create(campaign=campaign, image=b"jpeg", width=1, height=1)
    changes = {"title": "Other"}
    amendment = amend_campaign.amend_campaign(campaign.pk, campaign.version, changes, owner)
    assert amendment is not None
    asked = JoinRequest.objects.create(campaign=campaign, influencer=influencer)
    return {
        "campaigns": campaign.pk, "find": campaign.pk, "api/v1/campaigns": campaign.pk,
        "review/campaigns": waiting.pk, "review/landings": landing_matter(campaign).pk,
        "pictures": str(picture.pk),
        "changes": amendment.pk, "review/changes": amendment.pk, "requests": asked.pk,
        "messages": factories.message_that_waits(campaign).pk,
    }  # fmt: skip


def landing_matter(campaign: Campaign) -> LandingMatter:
    look = LandingCheck.objects.create(
        campaign=campaign, url=campaign.landing_url, outcome="opened", title=SECRET_TITLE
    )
    return LandingMatter.objects.create(
        campaign=campaign, look=look, kind="changed", due_at=timezone.now()
    )


def decided_case(claim: Claim) -> Ids:
    """A case that was decided against the claim, its appeal, and a dispute about its clicks."""
    owner = claim.campaign.sponsor.members.get()
    dispute = dispute_clicks.open_dispute(claim, owner, "All at night.")
    case = factories.case(claim.links.get())
    decide_case.decide_case(case.pk, factories.reviewer(), "rejected", "They clicked each other.")
    appeal = appeal_case.appeal(case.pk, claim, "We share an office.")
    return {
        "disputes": dispute.pk, "review/disputes": dispute.pk,
        "review/cases": case.pk, "review/appeals": appeal.pk,
    }  # fmt: skip


def of_influencer(influencer: Influencer, reviewer: User) -> Ids:
    user = influencer.user
    account = factories.social_account(influencer)
    post = Post.objects.get(link__claim__influencer=influencer)
    finding = note_finding(Finding.Kind.SAME_DEVICE, [influencer.pk], {})
    notify(user, SECRET_TITLE, ["Words"], "/links/", "See")
    statement = state(
        user, StatementOfReasons.Kind.POST, post.pk, SECRET_TITLE,
        StatementOfReasons.Decision.REFUSED, "The label is missing.", reviewer,
    )  # fmt: skip
    session = UserSession.objects.create(
        user=user, ip="192.0.2.1", session_key="x", user_agent="A browser"
    )
    return {
        "me/accounts": account.pk, "review/accounts": account.pk, "review/findings": finding.pk,
        "notices": Notice.objects.get(user=user, words__en__title=SECRET_TITLE).pk,
        "statements": statement.pk, "people": user.pk, "me/sessions": session.pk,
        "accounts/2fa/webauthn/keys": 1,
    }  # fmt: skip


def of_organisation(organisation: Organisation, owner: User) -> Ids:
    agency = factories.OrganisationFactory.create(kind=Organisation.Kind.AGENCY)
    invitation = invite_member.invite(organisation, "invited@test.example", "viewer", owner)
    Invitation.objects.filter(pk=invitation.pk).update(token_hash=invite_member.hash_of("a-token"))
    return {
        "organisations": organisation.pk, "brands": organisation.pk, "funds": organisation.pk,
        "review/organisations": organisation.pk, "team": owner.pk,
        "mandates": factories.mandate(agency, organisation).pk,
        "proofs": prove_sponsor.claim_domain(organisation, "shop.example").pk,
        "invitations": invitation.pk, "join": "a-token",
    }  # fmt: skip


def of_money(organisation: Organisation, owner: User, finance: User) -> Ids:
    top_up = top_up_transfers.announce_top_up(organisation, 10_000, owner, uuid4())
    file = encryption.wrap(b"<xml/>")
    run = PayoutRun.objects.create(
        created_by=finance, total_cents=0, file_encrypted=file, file_sha256="0" * 64
    )
    return {"transfers": top_up.pk, "payouts/top-ups": top_up.pk, "payouts": run.pk}
