"""Who may do what, as a table over EVERY url of the resolver.

A url that is absent from the table fails. Each row is asked by nobody, by two influencers, by two
brands, by a reviewer and by a finance admin; the first of each pair owns the objects in the
address, the second must find nothing there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

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
    User,
)
from marketplace.accounts.proof import prove_sponsor
from marketplace.accounts.statements.write_statement import state
from marketplace.administration.site import site
from marketplace.notifications.models import Notice
from marketplace.notifications.notices import notify
from marketplace.notifications.send_mail import send_mail
from payouts import top_up_transfers
from payouts.models import PayoutRun
from tests import factories

pytestmark = pytest.mark.django_db
LOGIN = "login"


@dataclass(frozen=True)
class Expected:
    """The status for each kind of person; the second tenants have columns of their own."""

    nobody: int | str
    influencer: int
    other_influencer: int
    brand: int
    other_brand: int
    reviewer: int
    finance: int

    def of(self, who: str) -> int | str:
        value: int | str = getattr(self, who)
        return value


def everybody(status: int) -> Expected:
    return Expected(*[status] * 7)


def signed_in(status: int) -> Expected:
    return Expected(LOGIN, *[status] * 6)


def one_factor_or_two(one: int, two: int) -> Expected:
    """Staff have a second factor; their sign-in in these tests is not a fresh one."""
    return Expected(LOGIN, one, one, one, one, two, two)


def influencers(mine: int, others: int | None = None) -> Expected:
    return Expected(LOGIN, mine, mine if others is None else others, 403, 403, 403, 403)


def brands(mine: int, others: int | None = None) -> Expected:
    return Expected(LOGIN, 403, 403, mine, mine if others is None else others, 403, 403)


def reviewers(status: int) -> Expected:
    return Expected(LOGIN, 403, 403, 403, 403, status, 403)


def staff(status: int) -> Expected:
    return Expected(LOGIN, 403, 403, 403, 403, status, status)


def finances(status: int) -> Expected:
    return Expected(LOGIN, 403, 403, 403, 403, 403, status)


GET, POST = "GET", "POST"
# (route, method) -> who gets what. `entered` pages of allauth need a fresh sign-in: 302 to it.
TABLE: dict[tuple[str, str], Expected] = {
    ("healthz", GET): everybody(200),
    ("metrics", GET): everybody(200),  # on this machine; tests/marketplace/monitoring knows others
    ("readyz", GET): everybody(503),  # no worker has ever worked in this database
    ("", GET): Expected(200, *[302] * 6),
    ("start/", GET): signed_in(302),
    ("welcome/", GET): Expected(LOGIN, 302, 302, 302, 302, 403, 403),
    ("welcome/terms/", GET): signed_in(302),  # all have accepted, or are staff
    ("legal/<slug:slug>/", GET): everybody(200),
    ("legal/<slug:slug>/<str:version>/", GET): everybody(200),
    ("me/", GET): signed_in(200),
    ("organisation/", GET): brands(302),
    ("organisations/<int:pk>/team/", GET): brands(200, 404),
    ("organisations/<int:pk>/team/", POST): brands(200, 404),
    ("organisations/<int:pk>/team/<int:member>/role/", POST): brands(302, 404),
    ("organisations/<int:pk>/team/<int:member>/remove/", POST): brands(302, 404),
    ("organisations/<int:pk>/leave/", POST): brands(302, 404),
    ("organisations/<int:pk>/mandates/", GET): brands(200, 404),
    ("organisations/<int:pk>/mandates/", POST): brands(200, 404),
    ("organisations/<int:pk>/proof/", GET): brands(200, 404),
    ("organisations/<int:pk>/proof/", POST): brands(200, 404),
    ("mandates/<int:pk>/move/", POST): brands(302, 404),
    ("proofs/<int:pk>/", GET): brands(200, 404),
    ("proofs/<int:pk>/check/", POST): brands(302, 404),
    ("proofs/<int:pk>/remove/", POST): brands(302, 404),
    ("invitations/", GET): signed_in(200),
    # only the address that was invited finds the invitation
    ("invitations/<int:pk>/accept/", POST): Expected(LOGIN, *[404] * 6),
    ("invitations/<int:pk>/again/", POST): brands(302, 404),
    ("invitations/<int:pk>/revoke/", POST): brands(302, 404),
    ("join/<str:token>/", GET): everybody(200),
    ("working-for/", POST): brands(302),
    ("review/organisations/", GET): reviewers(200),
    ("review/organisations/<int:pk>/", GET): reviewers(200),
    ("review/organisations/<int:pk>/", POST): reviewers(422),
    ("me/about/", GET): influencers(200),
    ("me/voice/", GET): influencers(200),
    ("me/accounts/", GET): influencers(200),
    ("me/accounts/new/", GET): influencers(200),
    ("me/accounts/new/", POST): influencers(200),
    ("me/accounts/<int:pk>/prove/", POST): influencers(302, 404),
    ("me/accounts/<int:pk>/remove/", POST): influencers(302, 404),
    ("mails/", GET): everybody(200),
    ("mails/<int:pk>/", GET): everybody(200),
    ("notices/", GET): signed_in(200),
    ("notices/<int:pk>/", GET): Expected(LOGIN, 302, 404, 404, 404, 404, 404),
    ("notices/read/", POST): signed_in(302),
    ("notices/mails/", GET): signed_in(200),
    # One's data and one's leaving ask for a fresh sign-in: 302 to it.
    ("me/data/", GET): signed_in(302),
    ("me/data/progress/", GET): signed_in(200),
    ("me/data/ask/", POST): signed_in(302),
    ("me/data/download/", GET): signed_in(302),
    ("me/leave/", GET): signed_in(302),
    ("goodbye/", GET): everybody(200),
    ("i18n/setlang/", POST): everybody(302),
    ("campaigns/", GET): brands(200),
    ("campaigns/new/", GET): brands(200),
    ("campaigns/estimate/", GET): brands(200),
    ("campaigns/<int:pk>/", GET): brands(200, 404),
    ("campaigns/<int:pk>/live/", GET): brands(200, 404),
    ("campaigns/<int:pk>/edit/", GET): brands(302, 404),
    ("campaigns/<int:pk>/edit/<step:step>/", GET): brands(302, 404),
    ("campaigns/<int:pk>/landing/", GET): brands(200, 404),
    ("campaigns/<int:pk>/landing/again/", POST): brands(302, 404),
    ("campaigns/<int:pk>/pictures/", POST): brands(302, 404),
    ("campaigns/<int:pk>/pictures/<uuid:picture>/remove/", POST): brands(302, 404),
    ("campaigns/<int:pk>/duplicate/", POST): brands(302, 404),
    ("campaigns/<int:pk>/change/", GET): brands(200, 404),
    ("campaigns/<int:pk>/change/", POST): brands(200, 404),
    ("campaigns/<int:pk>/people/", GET): brands(200, 404),
    ("campaigns/<int:pk>/check/", GET): brands(302, 404),
    ("campaigns/<int:pk>/check/", POST): brands(302, 404),
    ("campaigns/<int:pk>/budget/", GET): brands(200, 404),
    ("campaigns/<int:pk>/budget/", POST): brands(200, 404),
    ("campaigns/<int:pk>/end/", GET): brands(200, 404),
    ("campaigns/<int:pk>/end/", POST): brands(302, 404),
    ("campaigns/<int:pk>/report/", GET): brands(200, 404),
    ("campaigns/<int:pk>/report/csv/", GET): brands(200, 404),
    ("changes/<int:pk>/withdraw/", POST): brands(302, 404),
    ("requests/<int:pk>/", POST): brands(422, 404),
    ("messages/<int:pk>/", POST): brands(422, 404),
    ("claims/<int:pk>/dispute/", POST): brands(422, 404),
    ("disputes/<int:pk>/withdraw/", POST): brands(302, 404),
    # the campaign is live: influencers see its pictures, and so does the reviewer
    ("pictures/<uuid:picture>/", GET): Expected(LOGIN, 200, 200, 200, 404, 200, 403),
    ("campaigns/<int:pk>/move/", POST): brands(302, 404),
    ("find/", GET): influencers(200),
    ("find/<int:pk>/", GET): influencers(200),
    ("find/<int:pk>/claim/", POST): influencers(302),
    ("find/<int:pk>/ask/", POST): influencers(302),
    ("find/<int:pk>/withdraw/", POST): influencers(302),
    ("links/", GET): influencers(200),
    ("links/<int:pk>/", GET): influencers(200, 404),
    ("links/<int:pk>/live/", GET): influencers(200, 404),
    ("links/<int:pk>/message/", GET): influencers(200, 404),
    ("links/<int:pk>/message/", POST): influencers(200, 404),
    ("links/<int:pk>/post/", GET): influencers(200, 404),
    ("links/<int:pk>/post/", POST): influencers(200, 404),
    ("links/<int:pk>/clicks/", GET): influencers(200, 404),
    ("links/<int:pk>/cases/<int:case>/appeal/", POST): influencers(422, 404),
    ("links/<int:pk>/leave/", POST): influencers(302, 404),
    ("links/<int:pk>/more/", POST): influencers(422, 404),
    ("codes/<str:code>/name/", POST): influencers(302, 404),
    ("codes/<str:code>/qr.png", GET): influencers(200, 404),
    ("codes/<str:code>/qr.svg", GET): influencers(200, 404),
    ("posts/", GET): influencers(200),
    ("l/<str:code>/", GET): everybody(200),
    ("rules/", GET): everybody(200),
    ("beacon.js", GET): everybody(200),
    ("beacon/", POST): everybody(204),
    ("review/", GET): reviewers(200),
    ("review/networks/", GET): reviewers(200),
    ("review/purges/", GET): reviewers(200),
    ("review/accounts/", GET): reviewers(200),
    ("review/accounts/<int:pk>/", POST): reviewers(422),
    ("review/findings/", GET): reviewers(200),
    ("review/findings/<int:pk>/", POST): reviewers(422),
    ("review/work/", GET): staff(200),
    ("review/work/<int:pk>/", GET): staff(200),
    # of two who try again, the second is told that somebody had decided
    ("review/work/<int:pk>/retry/", POST): staff(302),
    ("review/work/<int:pk>/dismiss/", POST): staff(422),
    ("review/posts/<int:pk>/", POST): reviewers(422),
    ("review/campaigns/<int:pk>/", POST): reviewers(422),
    ("review/changes/<int:pk>/", POST): reviewers(422),
    ("review/disputes/<int:pk>/", POST): reviewers(422),
    ("review/cases/", GET): reviewers(200),
    ("review/cases/<int:pk>/", GET): reviewers(200),
    ("review/cases/<int:pk>/decide/", POST): reviewers(422),
    ("review/appeals/<int:pk>/", POST): reviewers(422),
    ("suspended/", GET): signed_in(302),  # nobody of them is
    ("acting/end/", POST): signed_in(302),
    ("people/", GET): staff(200),
    ("people/<int:pk>/", GET): staff(200),
    ("people/<int:pk>/suspend/", POST): reviewers(422),
    ("people/<int:pk>/act/", POST): reviewers(422),
    ("brands/<int:pk>/", GET): staff(200),
    ("brands/<int:pk>/suspend/", POST): reviewers(422),
    ("statements/<int:pk>/", GET): Expected(LOGIN, 200, 404, 404, 404, 200, 200),
    ("earnings/", GET): influencers(200),
    ("earnings/account/", GET): influencers(200),
    ("funds/", GET): brands(200),
    ("funds/", POST): brands(200),
    ("transfers/<int:pk>/cancel/", POST): brands(302, 404),
    ("funds/<int:pk>/statements/", GET): brands(200, 404),
    ("funds/<int:pk>/statements/<str:month>/", GET): brands(200, 404),
    ("funds/<int:pk>/statements/<str:month>/csv/", GET): brands(200, 404),
    ("payouts/top-ups/<int:pk>/", POST): finances(422),
    ("payouts/", GET): finances(200),
    ("payouts/new/", POST): finances(302),
    ("payouts/<int:pk>/file/", GET): finances(200),
    ("payouts/<int:pk>/sent/", POST): finances(302),
    ("payouts/top-ups/", GET): finances(200),
    ("payouts/top-ups/", POST): finances(200),
    ("api/v1/campaigns/", GET): Expected(403, *[200] * 6),
    ("api/v1/campaigns/<pk>/", GET): Expected(403, 404, 404, 200, 404, 404, 404),
    ("api/v1/campaigns/<pk>/clicks/", GET): Expected(403, 404, 404, 200, 404, 404, 404),
    ("api/v1/claims/", GET): Expected(403, *[200] * 6),
    ("api/v1/claims/<pk>/", GET): Expected(403, 200, 404, 200, 404, 404, 404),
    ("api/v1/claims/<pk>/clicks/", GET): Expected(403, 200, 404, 200, 404, 404, 404),
    ("api/schema/", GET): everybody(200),
    ("api/docs/", GET): everybody(200),
    ("accounts/login/", GET): Expected(200, *[302] * 6),
    ("accounts/logout/", GET): Expected(302, *[200] * 6),
    ("accounts/inactive/", GET): everybody(200),
    ("accounts/signup/", GET): Expected(200, *[302] * 6),
    ("accounts/reauthenticate/", GET): signed_in(200),
    ("accounts/email/", GET): signed_in(200),
    ("accounts/confirm-email/", GET): everybody(200),
    ("accounts/confirm-email/<key>/", GET): everybody(200),
    ("accounts/password/change/", GET): signed_in(200),
    ("accounts/password/set/", GET): signed_in(302),
    ("accounts/password/reset/", GET): everybody(200),
    ("accounts/password/reset/done/", GET): everybody(200),
    ("accounts/password/reset/key/<uidb36>-<key>/", GET): everybody(200),
    ("accounts/password/reset/key/done/", GET): everybody(200),
    ("accounts/login/code/confirm/", GET): everybody(302),
    ("accounts/2fa/", GET): signed_in(200),
    ("accounts/2fa/authenticate/", GET): everybody(302),
    ("accounts/2fa/reauthenticate/", GET): one_factor_or_two(302, 200),
    ("accounts/2fa/totp/activate/", GET): signed_in(302),
    ("accounts/2fa/totp/deactivate/", GET): one_factor_or_two(404, 302),
    ("accounts/2fa/recovery-codes/", GET): signed_in(404),
    ("accounts/2fa/recovery-codes/generate/", GET): signed_in(302),
    ("accounts/2fa/recovery-codes/download/", GET): signed_in(404),
    ("accounts/2fa/webauthn/", GET): signed_in(200),
    ("accounts/2fa/webauthn/add/", GET): signed_in(302),
    ("accounts/2fa/webauthn/login/", GET): everybody(302),
    ("accounts/2fa/webauthn/reauthenticate/", GET): signed_in(302),
    ("accounts/2fa/webauthn/keys/<int:pk>/remove/", GET): signed_in(302),
    ("accounts/2fa/webauthn/keys/<int:pk>/edit/", GET): signed_in(302),
    ("accounts/3rdparty/", GET): signed_in(200),
    ("accounts/3rdparty/signup/", GET): everybody(302),
    ("accounts/3rdparty/login/cancelled/", GET): everybody(200),
    ("accounts/3rdparty/login/error/", GET): everybody(401),
    ("accounts/social/login/cancelled/", GET): everybody(301),
    ("accounts/social/login/error/", GET): everybody(301),
    ("accounts/social/signup/", GET): everybody(301),
    ("accounts/social/connections/", GET): everybody(301),
    ("me/sessions/<int:pk>/end/", POST): Expected(LOGIN, 302, *[404] * 5),
    ("accounts/sessions/", GET): signed_in(200),
}


def tables() -> Iterator[tuple[tuple[str, str], Expected]]:
    """Every address of /admin/: staff looks things up, nobody else sees that there is anything.

    Adding, changing and deleting have no address. The row that is asked for is not there: staff
    is led back to the list.
    """
    yield ("admin/", GET), staff(200)
    yield ("admin/search/", GET), staff(200)
    yield ("admin/jsi18n/", GET), staff(200)
    yield ("admin/password_change/", GET), staff(302)  # to where everybody changes theirs
    yield ("admin/login/", GET), everybody(302)  # to where everybody signs in
    yield ("admin/logout/", GET), staff(302)
    yield ("admin/<app_label>/", GET), staff(200)
    for model in site._registry:
        name = f"admin/{model._meta.app_label}/{model._meta.model_name}/"
        yield (name, GET), staff(200)
        yield (f"{name}<path:object_id>/change/", GET), staff(302)


TABLE |= dict(tables())
PEOPLE = list(Expected.__dataclass_fields__)


def routes() -> Iterator[str]:
    """Every address of the resolver, regular expressions made readable."""
    yield from walk(get_resolver().url_patterns, "")


def walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for pattern in patterns:
        here = prefix + readable(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, here)
        else:
            yield here


def readable(pattern: str) -> str:
    import re

    plain = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", pattern)
    return plain.replace("^", "").replace("$", "").replace("\\", "").replace("/?", "/")


def test_every_url_is_in_the_table() -> None:
    assert sorted(set(routes())) == sorted({route for route, _method in TABLE})


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


def with_second_factor(user: User) -> User:
    TOTP.activate(user, generate_totp_secret())
    return user


def signed_in_as(user: User) -> Client:
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client = Client()
    client.force_login(user)
    return client


def address(route: str, ids: dict[str, int | str]) -> str:
    """Return the route with the first tenant's objects in it."""
    route = route.replace(
        "<int:pk>/pictures/<uuid:picture>", f"<int:pk>/pictures/{ids['pictures']}"
    )
    for name, pk in sorted(ids.items(), key=lambda item: -len(item[0])):
        if route.startswith(f"{name}/<"):
            route = (
                route.replace("<int:pk>", str(pk))
                .replace("<pk>", str(pk))
                .replace("<str:code>", str(pk))
                .replace("<str:token>", str(pk))
                .replace("<uuid:picture>", str(pk))
            )
    route = route.replace("<slug:slug>", "privacy").replace("<str:version>", "1")
    route = route.replace("<str:month>", "2026-11")
    route = route.replace("<int:case>", str(ids["review/cases"]))
    route = route.replace("<int:member>", str(ids["team"])).replace("<step:step>", "words")
    route = route.replace("<path:object_id>", "0").replace("<app_label>", "accounts")
    return "/" + route.replace("<uidb36>", "1").replace("<key>", "a-key")


def test_who_may_look(world: World) -> None:
    """All pages in one world: looking changes nothing."""
    pages = [route for route, method in TABLE if method == GET]

    found = {route: statuses(world, GET, route) for route in pages}

    assert found == {route: expected(GET, route) for route in pages}


def test_who_may_act(world: World) -> None:
    """All acts in one world: each is taken back before the next."""
    acts = [route for route, method in TABLE if method == POST]

    found = {route: taken_back(world, route) for route in acts}

    assert found == {route: expected(POST, route) for route in acts}


def taken_back(world: World, route: str) -> dict[str, int | str]:
    with transaction.atomic():
        found = statuses(world, POST, route)
        transaction.set_rollback(True)
    return found


def statuses(world: World, method: str, route: str) -> dict[str, int | str]:
    url = address(route, world.ids)
    return {who: outcome(world.clients[who], method, url) for who in PEOPLE}


def expected(method: str, route: str) -> dict[str, int | str]:
    return {who: TABLE[route, method].of(who) for who in PEOPLE}


def outcome(client: Client, method: str, url: str) -> int | str:
    """Return the status, or LOGIN when the answer leads to sign-in and back."""
    response = client.generic(method, url)
    where = response.headers.get("Location", "")
    return LOGIN if where.startswith("/accounts/login/?next=") else response.status_code


LISTS = [
    # /mails/ is for everybody, and only in the embedded default
    route
    for route, method in TABLE
    if method == GET
    and "<" not in route
    and not route.startswith(("find", "mails", "organisation/"))
]


@pytest.mark.parametrize("who", ["other_influencer", "other_brand"])
def test_the_second_tenants_see_nothing_of_the_first(world: World, who: str) -> None:
    for route in LISTS:
        page = b"".join(world.clients[who].get(f"/{route}")).decode()

        assert SECRET_NAME not in page, route
        assert SECRET_TITLE not in page, route


def test_the_first_tenants_do_see_their_own(world: World) -> None:
    """Else the test above would find nothing anywhere."""
    assert SECRET_TITLE in world.clients["brand"].get("/campaigns/").content.decode()
    assert SECRET_TITLE in world.clients["influencer"].get("/links/").content.decode()


def test_staff_without_a_second_factor_are_led_to_its_set_up() -> None:
    response = signed_in_as(factories.reviewer()).get("/review/")

    assert response.headers["Location"] == "/accounts/2fa/"


def test_a_brand_that_has_not_said_who_it_is_is_asked_first() -> None:
    user = factories.UserFactory.create(role=User.Role.BRAND)

    assert signed_in_as(user).get("/campaigns/").headers["Location"] == "/welcome/"
