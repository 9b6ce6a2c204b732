"""Every list costs the same number of queries whether it holds one item or fifty."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaigns.cases import appeal_case, decide_case
from campaigns.clicks.judging import judge_clicks
from campaigns.clicks.origins import origin_lists
from campaigns.clicks.origins.origin_lists import About
from campaigns.disclosure import decide_post
from campaigns.joining import add_links
from campaigns.models import CaseClick, HourlyVerdict, JoinRequest, Picture, Purge, Restatement
from campaigns.running import amend_campaign, dispute_clicks, lifecycle
from marketplace import encryption
from marketplace.accounts import invite_member, membership
from marketplace.accounts.findings.note_finding import note_finding
from marketplace.accounts.models import Finding, Organisation, Proof, User
from marketplace.accounts.proof import prove_sponsor
from marketplace.notifications.notices import notify
from marketplace.notifications.send_mail import send_mail
from marketplace.parking import decide_parked as deciding_work
from payouts import earnings, escrow, funds_statement
from payouts import top_up_transfers as announced
from payouts.models import Payout, PayoutRun
from tests import factories

pytestmark = pytest.mark.django_db
AddOne = Callable[[], None]


def client_of(user: User) -> Client:
    if user.is_staff:
        TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user)
    client.get("/me/")  # the sighting of this session is noted once
    return client


def queries(client: Client, url: str) -> int:
    """Count twice and take the fewer: what is noted once in a while is no question a row."""
    client.get(url)
    return min(counted(client, url), counted(client, url))


def counted(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def campaigns_of_a_brand() -> tuple[User, str, AddOne]:
    user, organisation = factories.brand()
    return user, "/campaigns/", lambda: keep(factories.draft(organisation))


def campaigns_in_the_api() -> tuple[User, str, AddOne]:
    user, organisation = factories.brand()
    return user, "/api/v1/campaigns/", lambda: keep(factories.draft(organisation))


def claims_in_the_api() -> tuple[User, str, AddOne]:
    user, organisation = factories.brand()
    campaign = factories.live(organisation)
    return user, "/api/v1/claims/", lambda: keep(factories.claim(campaign))


def influencers_of_a_campaign() -> tuple[User, str, AddOne]:
    user, organisation = factories.brand()
    campaign = factories.live(organisation)
    return user, f"/campaigns/{campaign.pk}/", lambda: earn(factories.approved_link(campaign))


def people_of_a_campaign() -> tuple[User, str, AddOne]:
    user, organisation = factories.brand()
    campaign = factories.live(organisation)

    def add_one() -> None:
        JoinRequest.objects.create(
            campaign=campaign, influencer=factories.InfluencerFactory.create()
        )
        factories.message_that_waits(campaign)
        dispute_clicks.open_dispute(factories.claim(campaign), user, "All at night.")

    return user, f"/campaigns/{campaign.pk}/people/", add_one


def pictures_of_a_draft() -> tuple[User, str, AddOne]:
    user, organisation = factories.brand()
    campaign = factories.draft(organisation)
    return (
        user, f"/campaigns/{campaign.pk}/edit/words/",
        lambda: keep(
            Picture.objects.create(campaign=campaign, image=b"jpeg", width=1, height=1)
        ),
    )  # fmt: skip


def movements_of_funds() -> tuple[User, str, AddOne]:
    user, organisation = factories.brand()
    return user, "/funds/", lambda: keep(factories.live(organisation))


def transfers_announced_by_a_brand() -> tuple[User, str, AddOne]:
    user, organisation = factories.brand()
    return (
        user,
        "/funds/",
        lambda: keep(announced.announce_top_up(organisation, 5_000, user, uuid4())),
    )


def transfers_announced() -> tuple[User, str, AddOne]:
    user, organisation = factories.brand()
    return (
        factories.finance(), "/payouts/top-ups/",
        lambda: keep(announced.announce_top_up(organisation, 5_000, user, uuid4())),
    )  # fmt: skip


def lines_of_a_statement() -> tuple[User, str, AddOne]:
    user, organisation = factories.brand()
    month = timezone.now().astimezone(funds_statement.PARIS).strftime("%Y-%m")
    return (
        user, f"/funds/{organisation.pk}/statements/{month}/",
        lambda: keep(escrow.top_up(organisation.pk, 500, str(uuid4()))),
    )  # fmt: skip


def offers() -> tuple[User, str, AddOne]:
    return factories.InfluencerFactory.create().user, "/find/", lambda: keep(factories.live())


def claims_of_an_influencer() -> tuple[User, str, AddOne]:
    influencer = factories.InfluencerFactory.create()
    return (
        influencer.user, "/links/",
        lambda: keep(factories.approved_link(factories.live(), influencer)),
    )  # fmt: skip


def holds_of_an_influencer() -> tuple[User, str, AddOne]:
    influencer = factories.InfluencerFactory.create()
    return (
        influencer.user, "/earnings/",
        lambda: earn(factories.approved_link(factories.live(), influencer)),
    )  # fmt: skip


def posts_to_review() -> tuple[User, str, AddOne]:
    return factories.reviewer(), "/review/", add_a_post


def campaigns_to_review() -> tuple[User, str, AddOne]:
    return factories.reviewer(), "/review/", add_a_campaign


def amendments_to_review() -> tuple[User, str, AddOne]:
    return factories.reviewer(), "/review/", add_an_amendment


def disputes_to_review() -> tuple[User, str, AddOne]:
    return factories.reviewer(), "/review/", add_a_dispute


def proofs_to_review() -> tuple[User, str, AddOne]:
    return factories.reviewer(), "/review/", add_a_proof


def cases_to_review() -> tuple[User, str, AddOne]:
    return factories.reviewer(), "/review/", add_a_case


def appeals_to_review() -> tuple[User, str, AddOne]:
    return factories.reviewer(), "/review/", add_an_appeal


def cases() -> tuple[User, str, AddOne]:
    return factories.reviewer(), "/review/cases/", add_a_case


def clicks_of_a_case() -> tuple[User, str, AddOne]:
    link = factories.approved_link(factories.live())
    case = factories.case(link)

    def add() -> None:
        clicks = [CaseClick(case=case, click_id=uuid4(), click_at=timezone.now(), claim=link.claim)]
        CaseClick.objects.bulk_create(clicks)

    return factories.reviewer(), f"/review/cases/{case.pk}/", add


def clicks_and_cases_of_a_claim() -> tuple[User, str, AddOne]:
    link = factories.approved_link(factories.live())
    user = link.claim.influencer.user
    return user, f"/links/{link.claim_id}/clicks/", lambda: keep(factories.case(link))


def days_of_a_report() -> tuple[User, str, AddOne]:
    user, organisation = factories.brand()
    link = factories.approved_link(factories.live(organisation))
    days = (timezone.now() - timedelta(days=number) for number in range(1, 60))

    def add() -> None:
        day = next(days)
        Restatement.objects.create(claim=link.claim, day=day, on=timezone.now(), verdict="valid",
                                   reason="", clicks=1)  # fmt: skip
        HourlyVerdict.objects.create(claim=link.claim, hour=day, verdict="valid", reason="",
                                     clicks=1)  # fmt: skip

    return user, f"/campaigns/{link.claim.campaign_id}/report/", add


def accounts_of_an_influencer() -> tuple[User, str, AddOne]:
    influencer = factories.InfluencerFactory.create()
    return influencer.user, "/me/accounts/", lambda: keep(factories.social_account(influencer))


def accounts_to_prove() -> tuple[User, str, AddOne]:
    def add() -> None:
        owner = factories.InfluencerFactory.create()
        keep(factories.social_account(owner, status="waiting", asked_at=timezone.now()))

    return factories.reviewer(), "/review/accounts/", add


def findings() -> tuple[User, str, AddOne]:
    def add() -> None:
        pair = factories.InfluencerFactory.create_batch(2)
        keep(note_finding(Finding.Kind.SAME_DEVICE, [one.pk for one in pair], {"days": []}))

    return factories.reviewer(), "/review/findings/", add


def work_that_failed() -> tuple[User, str, AddOne]:
    return factories.reviewer(), "/review/work/", lambda: keep(factories.parked_task())


def work_that_was_let_go() -> tuple[User, str, AddOne]:
    def add() -> None:
        deciding_work.dismiss(factories.parked_task(), factories.reviewer(), "Done by hand.")

    return factories.reviewer(), "/review/work/?show=decided", add


def lists_of_networks() -> tuple[User, str, AddOne]:
    number = itertools.count()

    def add() -> None:
        by = factories.reviewer().pk
        about = About(f"own-{next(number)}", "The tests", date(2026, 11, 1), "CC0-1.0", by)
        keep(origin_lists.load_networks(about, ["192.0.2.0/24"], "tor"))

    return factories.reviewer(), "/review/networks/", add


def purges() -> tuple[User, str, AddOne]:
    def add() -> None:
        counts = {"windows": 1, "sightings": 2}
        Purge.objects.create(job="visitors", up_to=timezone.now(), counts=counts, purged=3)

    return factories.reviewer(), "/review/purges/", add


def posts_of_an_influencer() -> tuple[User, str, AddOne]:
    influencer = factories.InfluencerFactory.create()
    return (
        influencer.user, "/posts/",
        lambda: keep(factories.approved_link(factories.live(), influencer)),
    )  # fmt: skip


def links_of_a_claim() -> tuple[User, str, AddOne]:
    claim = factories.claim(factories.live())
    return (
        claim.influencer.user, f"/links/{claim.pk}/",
        lambda: keep(add_links.add(claim, f"Link {next(factories.NUMBERS)}")),
    )  # fmt: skip


def payout_runs() -> tuple[User, str, AddOne]:
    user = factories.finance()
    return user, "/payouts/", lambda: keep(PayoutRun.objects.create(
        created_by=user, total_cents=1, file_encrypted=encryption.wrap(b"<xml/>"),
        file_sha256="0" * 64))  # fmt: skip


def top_ups() -> tuple[User, str, AddOne]:
    return factories.finance(), "/payouts/top-ups/", lambda: book(factories.brand()[1])


def members_invitations_and_log() -> tuple[User, str, AddOne]:
    user, organisation = factories.brand()

    def add_one() -> None:
        address = f"invited-{organisation.invitations.count()}@test.example"
        invite_member.invite(organisation, address, "viewer", user)
        other = factories.UserFactory.create(role=User.Role.BRAND)
        membership.join(organisation, other, "viewer")

    return user, f"/organisations/{organisation.pk}/team/", add_one


def mandates_of_an_agency() -> tuple[User, str, AddOne]:
    user, agency = factories.agency()
    return (
        user, f"/organisations/{agency.pk}/mandates/",
        lambda: keep(factories.mandate(agency, factories.OrganisationFactory.create())),
    )  # fmt: skip


def campaigns_of_an_agency() -> tuple[User, str, AddOne]:
    user, agency = factories.agency()

    def add_one() -> None:
        brand = factories.OrganisationFactory.create()
        factories.mandate(agency, brand)
        factories.draft(brand, buyer=agency)

    return user, "/campaigns/", add_one


def domains_to_prove() -> tuple[User, str, AddOne]:
    user, brand = factories.brand()
    return (
        user, f"/organisations/{brand.pk}/proof/",
        lambda: keep(prove_sponsor.claim_domain(brand, f"shop-{brand.proofs.count()}.example")),
    )  # fmt: skip


def invitations_to_one_address() -> tuple[User, str, AddOne]:
    user, _brand = factories.brand()

    def add_one() -> None:
        owner, other = factories.brand()
        invite_member.invite(other, user.email, "viewer", owner)

    return user, "/invitations/", add_one


def brands_to_a_reviewer() -> tuple[User, str, AddOne]:
    return factories.reviewer(), "/review/organisations/", lambda: keep(factories.brand())


def proofs_of_a_brand_to_a_reviewer() -> tuple[User, str, AddOne]:
    _user, brand = factories.brand()
    return (
        factories.reviewer(), f"/review/organisations/{brand.pk}/",
        lambda: keep(prove_sponsor.claim_domain(brand, f"shop-{brand.proofs.count()}.example")),
    )  # fmt: skip


def people_to_staff() -> tuple[User, str, AddOne]:
    return factories.finance(), "/people/", lambda: keep(factories.InfluencerFactory.create())


def organisations_to_staff() -> tuple[User, str, AddOne]:
    return factories.finance(), "/people/?show=organisations", lambda: keep(factories.brand())


def history_of_a_person() -> tuple[User, str, AddOne]:
    influencer = factories.InfluencerFactory.create()

    def add_one() -> None:
        campaign = factories.live()
        joined = factories.approved_link(campaign, influencer).claim
        dispute_clicks.open_dispute(joined, campaign.sponsor.members.get(), "All at night.")
        other = factories.InfluencerFactory.create()
        note_finding(Finding.Kind.SAME_DEVICE, [influencer.pk, other.pk], {"days": []})

    return factories.reviewer(), f"/people/{influencer.user_id}/", add_one


def history_of_an_organisation() -> tuple[User, str, AddOne]:
    user, organisation = factories.brand()

    def add_one() -> None:
        joined = factories.claim(factories.live(organisation))
        dispute_clicks.open_dispute(joined, user, "All at night.")
        membership.join(organisation, factories.UserFactory.create(role="brand"), "viewer")

    return factories.reviewer(), f"/brands/{organisation.pk}/", add_one


def mails() -> tuple[User, str, AddOne]:
    return (
        factories.brand()[0],
        "/mails/",
        lambda: keep(send_mail("a@test.example", "Mail", "Text")),
    )


def notices() -> tuple[User, str, AddOne]:
    user = factories.brand()[0]
    return user, "/notices/", lambda: notify(user, "Title", ["Words"], "/campaigns/", "See")


def sponsors_to_choose_from() -> tuple[User, str, AddOne]:
    user, agency = factories.agency()
    return (
        user, "/campaigns/new/",
        lambda: keep(factories.mandate(agency, factories.OrganisationFactory.create())),
    )  # fmt: skip


def mandates_of_a_brand() -> tuple[User, str, AddOne]:
    user, brand = factories.brand()

    def add_one() -> None:
        agency = factories.OrganisationFactory.create(kind=Organisation.Kind.AGENCY)
        factories.mandate(agency, brand)

    return user, f"/organisations/{brand.pk}/mandates/", add_one


def sessions_of_a_person() -> tuple[User, str, AddOne]:
    user = factories.brand()[0]
    return user, "/accounts/sessions/", lambda: keep(UserSession.objects.create(
        user=user, ip="192.0.2.1", session_key=f"key-{next(factories.NUMBERS)}", user_agent="A"
    ))  # fmt: skip


def addresses_of_a_person() -> tuple[User, str, AddOne]:
    user = factories.brand()[0]
    return user, "/accounts/email/", lambda: keep(EmailAddress.objects.create(
        user=user, email=f"address-{next(factories.NUMBERS)}@test.example"
    ))  # fmt: skip


def payouts_of_an_influencer() -> tuple[User, str, AddOne]:
    influencer = factories.InfluencerFactory.create()
    finance, organisation = factories.finance(), factories.OrganisationFactory.create()

    def add_one() -> None:
        run = PayoutRun.objects.create(
            created_by=finance, total_cents=1_000, file_encrypted=b"", file_sha256="0" * 64
        )
        moved = escrow.top_up(organisation.pk, 100, f"ref-{next(factories.NUMBERS)}")
        keep(
            Payout.objects.create(
                run=run, influencer=influencer, cents=1_000, iban_masked="FR", reserved_by_id=moved
            )
        )

    return influencer.user, "/earnings/", add_one


def clicks_in_the_api() -> tuple[User, str, AddOne]:
    user, organisation = factories.brand()
    campaign = factories.live(organisation)
    return (
        user, f"/api/v1/campaigns/{campaign.pk}/clicks/",
        lambda: keep(factories.claim(campaign)),
    )  # fmt: skip


def add_a_post() -> None:
    decide_post.submit(factories.claim(factories.live()).links.get(), "https://social.example/p/1")


def add_a_campaign() -> None:
    campaign = factories.draft()
    lifecycle.submit(campaign, campaign.sponsor.members.get())


def add_an_amendment() -> None:
    running = factories.live()
    changes = {"title": "Other", "landing_url": "https://brand.example/b"}
    amend_campaign.amend_campaign(running.pk, 1, changes, running.sponsor.members.get())


def add_a_dispute() -> None:
    claim = factories.claim(factories.live())
    dispute_clicks.open_dispute(claim, claim.campaign.sponsor.members.get(), "All at night.")


def add_a_case() -> None:
    factories.case(factories.approved_link(factories.live()))


def add_an_appeal() -> None:
    link = factories.approved_link(factories.live())
    case = factories.case(link)
    decide_case.decide_case(case.pk, factories.reviewer(), "rejected", "They clicked each other.")
    appeal_case.appeal(case.pk, link.claim, "We share an office.")


def add_a_proof() -> None:
    proof = prove_sponsor.claim_domain(factories.brand()[1], "unproved.example")
    Proof.objects.filter(pk=proof.pk).update(status="failed", decided_at=timezone.now())


def earn(link: object) -> None:
    from campaigns.models import Link

    assert isinstance(link, Link)
    factories.click(link)
    judge_clicks.judge_batch()
    earnings.settle_batch(link.claim.campaign_id)


def book(organisation: Organisation) -> None:
    escrow.top_up(organisation.pk, 100, f"ref-{organisation.pk}")


def keep(made: object) -> None:
    assert made


LISTS = [
    people_of_a_campaign, pictures_of_a_draft, transfers_announced_by_a_brand,
    transfers_announced, lines_of_a_statement,
    campaigns_of_a_brand, campaigns_in_the_api, claims_in_the_api, influencers_of_a_campaign,
    movements_of_funds, offers, claims_of_an_influencer, holds_of_an_influencer,
    posts_to_review, campaigns_to_review, amendments_to_review, disputes_to_review,
    cases_to_review, appeals_to_review, cases, clicks_of_a_case, clicks_and_cases_of_a_claim,
    days_of_a_report, proofs_to_review, payout_runs, top_ups, mails, notices,
    members_invitations_and_log,
    mandates_of_an_agency, campaigns_of_an_agency, domains_to_prove, invitations_to_one_address,
    brands_to_a_reviewer, proofs_of_a_brand_to_a_reviewer,
    accounts_of_an_influencer, accounts_to_prove, findings, lists_of_networks, purges,
    work_that_failed, work_that_was_let_go,
    posts_of_an_influencer,
    links_of_a_claim, sponsors_to_choose_from, mandates_of_a_brand, sessions_of_a_person,
    addresses_of_a_person, payouts_of_an_influencer, clicks_in_the_api,
    people_to_staff, organisations_to_staff, history_of_a_person, history_of_an_organisation,
]  # fmt: skip


# Lists that are never longer than this: the product says so before.
MOST = {
    # The desk takes its time: five show a query an item as well as fifty do.
    campaigns_to_review: 5,
    amendments_to_review: 5,
    disputes_to_review: 5,
    cases_to_review: 5,
    appeals_to_review: 5,
    cases: 5,
    clicks_and_cases_of_a_claim: 5,
    proofs_to_review: 5,
    lists_of_networks: 5,
    purges: 5,
    history_of_a_person: 5,
    history_of_an_organisation: 5,
    members_invitations_and_log: invite_member.MOST_OPEN - 1,
    links_of_a_claim: add_links.MOST - 1,  # the first comes with the message
}


@pytest.mark.parametrize("make", LISTS, ids=lambda make: make.__name__)
def test_one_item_costs_what_fifty_cost(make: Callable[[], tuple[User, str, AddOne]]) -> None:
    user, url, add_one = make()
    client = client_of(user)
    add_one()
    with_one = queries(client, url)

    for _ in range(MOST.get(make, 50) - 1):
        add_one()

    assert queries(client, url) == with_one
