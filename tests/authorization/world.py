"""One tenant of each kind with objects of their own, a second with none, and staff."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from campaigns.cases import appeal_case, decide_case
from campaigns.disclosure import decide_post
from campaigns.models import JoinRequest, Picture
from campaigns.running import amend_campaign, dispute_clicks, lifecycle
from marketplace import encryption
from marketplace.accounts import invite_member
from marketplace.accounts.findings.note_finding import note_finding
from marketplace.accounts.models import (
    Finding,
    Invitation,
    Organisation,
    StatementOfReasons,
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


@dataclass
class World:
    """One tenant of each kind with objects of their own, a second with none, and staff."""

    clients: dict[str, Client]
    ids: dict[str, int | str]


SECRET_TITLE, SECRET_NAME = "Campaign of the first tenant", "Influencer of the first tenant"


@pytest.fixture
def world() -> World:
    owner, organisation = factories.brand()
    influencer = factories.InfluencerFactory.create(display_name=SECRET_NAME)
    campaign = factories.live(organisation, title=SECRET_TITLE)
    claim = factories.claim(campaign, influencer)
    post = decide_post.submit(claim.links.get(), "https://social.example/p/1")
    account = factories.social_account(influencer)
    finding = note_finding(Finding.Kind.SAME_DEVICE, [influencer.pk], {})
    waiting = factories.draft(organisation, title=SECRET_TITLE)
    lifecycle.submit(waiting, owner)
    people = {
        "influencer": influencer.user,
        "other_influencer": factories.InfluencerFactory.create().user,
        "brand": owner,
        "other_brand": factories.brand()[0],
        "reviewer": with_second_factor(factories.reviewer()),
        "finance": with_second_factor(factories.finance()),
    }
    run = PayoutRun.objects.create(
        created_by=people["finance"],
        total_cents=0,
        file_encrypted=encryption.wrap(b"<xml/>"),
        file_sha256="0" * 64,
    )
    notify(influencer.user, SECRET_TITLE, ["Words"], "/links/", "See")
    notice = Notice.objects.get(user=influencer.user, words__en__title=SECRET_TITLE)
    agency = factories.OrganisationFactory.create(kind=Organisation.Kind.AGENCY)
    mandate = factories.mandate(agency, organisation)
    proof = prove_sponsor.claim_domain(organisation, "shop.example")
    invitation = invite_member.invite(organisation, "invited@test.example", "viewer", owner)
    Invitation.objects.filter(pk=invitation.pk).update(token_hash=invite_member.hash_of("a-token"))
    mail = send_mail("a@test.example", "A mail", "Its text")
    picture = Picture.objects.create(campaign=campaign, image=b"jpeg", width=1, height=1)
    amendment = amend_campaign.amend_campaign(
        campaign.pk, campaign.version, {"title": "Other"}, owner
    )
    asked = JoinRequest.objects.create(campaign=campaign, influencer=influencer)
    written = factories.message_that_waits(campaign)
    dispute = dispute_clicks.open_dispute(claim, owner, "All at night.")
    case = factories.case(claim.links.get())
    decide_case.decide_case(case.pk, factories.reviewer(), "rejected", "They clicked each other.")
    appeal = appeal_case.appeal(case.pk, claim, "We share an office.")
    assert amendment is not None
    top_up = top_up_transfers.announce_top_up(organisation, 10_000, owner, uuid4())
    statement = state(
        influencer.user, StatementOfReasons.Kind.POST, post.pk, SECRET_TITLE,
        StatementOfReasons.Decision.REFUSED, "The label is missing.", people["reviewer"],
    )  # fmt: skip
    session = UserSession.objects.create(
        user=influencer.user, ip="192.0.2.1", session_key="x", user_agent="A browser"
    )
    return World(
        clients={"nobody": Client()} | {name: signed_in_as(user) for name, user in people.items()},
        ids={
            "campaigns": campaign.pk, "find": campaign.pk, "links": claim.pk,
            "l": claim.links.get().code, "codes": claim.links.get().code,
            "me/accounts": account.pk, "review/accounts": account.pk,
            "review/findings": finding.pk, "review/work": factories.parked_task().pk,
            "review/changes": amendment.pk, "review/disputes": dispute.pk,
            "review/cases": case.pk, "review/appeals": appeal.pk,
            "statements": statement.pk, "people": influencer.user.pk, "brands": organisation.pk,
            "review/posts": post.pk, "review/campaigns": waiting.pk, "payouts": run.pk,
            "notices": notice.pk,
            "pictures": str(picture.pk), "funds": organisation.pk, "transfers": top_up.pk,
            "payouts/top-ups": top_up.pk,
            "changes": amendment.pk, "requests": asked.pk,
            "messages": written.pk, "claims": claim.pk, "disputes": dispute.pk,
            "organisations": organisation.pk, "team": owner.pk, "mandates": mandate.pk,
            "proofs": proof.pk, "invitations": invitation.pk, "join": "a-token",
            "review/organisations": organisation.pk, "mails": mail.pk,
            "accounts/2fa/webauthn/keys": 1, "me/sessions": session.pk,
            "api/v1/campaigns": campaign.pk, "api/v1/claims": claim.pk,
        },
    )  # fmt: skip
