"""Landing pages are looked at again while campaigns run; what follows is the rule of the file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.test import Client
from django.utils import timezone

from campaigns import tasks
from campaigns.drafts import check_landing_page
from campaigns.models import Campaign, Claim, LandingCheck, LandingMatter
from campaigns.running import lifecycle, watch_landing
from marketplace.accounts.models import User
from marketplace.fetching.guarded import Fetcher, FetchRefused, Reason
from marketplace.fetching.target import Rule
from marketplace.models import OutboxMessage
from marketplace.notifications.models import Notice
from tests import factories
from tests.signing_in import signed_in_as, with_second_factor

pytestmark = pytest.mark.django_db
Status = Campaign.Status
HERE = "127.0.0.1"
OFFER = " ".join(f"honey{number}" for number in range(200))
OTHER = " ".join(f"casino{number}" for number in range(200))


class Brand(ThreadingHTTPServer):
    """A brand's own server, whose page can change and vanish."""

    daemon_threads = True
    block_on_close = False
    words, status = OFFER, 200

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Page(BaseHTTPRequestHandler):
    server: Brand

    def do_GET(self) -> None:
        body = f"<title>Offer</title><p>{self.server.words}</p>".encode()
        self.send_response(self.server.status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *said: object) -> None:
        """The tests say what matters."""


@pytest.fixture
def brand() -> Iterator[Brand]:
    server = Brand((HERE, 0), Page)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def campaign(brand: Brand) -> Campaign:
    """A live campaign whose page was looked at when it was approved."""
    live = factories.live()
    look(live, brand)
    live.refresh_from_db()
    assert live.approved_look is not None
    return live


@pytest.fixture
def claim(campaign: Campaign) -> Claim:
    return factories.claim(campaign)


def look(campaign: Campaign, brand: Brand, names: tuple[str, ...] = (HERE,)) -> LandingCheck:
    """Open the brand's page for real, as the worker does, and draw what follows."""
    rule = Rule(ports=frozenset({brand.port}), allows=lambda address: str(address) == HERE)
    fetcher = Fetcher(resolve=lambda _name, _seconds: list(names), rule=rule)
    try:
        page = fetcher.fetch(f"http://shop.example:{brand.port}/", most_bytes=100_000, seconds=5)
    except FetchRefused as refused:
        seen = LandingCheck.objects.create(
            campaign=campaign, url=campaign.landing_url, outcome=refused.reason
        )
    else:
        seen = check_landing_page.keep_look(campaign.pk, campaign.landing_url, page)
    watch_landing.follow_look(seen)
    return seen


def long_ago(campaign: Campaign, minutes: int = 11) -> None:
    at = timezone.now() - timedelta(minutes=minutes)
    campaign.landing_checks.exclude(outcome="opened").update(at=at)


def gone(campaign: Campaign, brand: Brand) -> None:
    brand.status = 404
    look(campaign, brand)
    long_ago(campaign)
    look(campaign, brand)


def status(campaign: Campaign) -> str:
    campaign.refresh_from_db()
    return campaign.status


def told(user: User) -> list[str]:
    notices = Notice.objects.filter(user=user).order_by("pk")
    return [str(notice.words["en"]["title"]) for notice in notices]


def reviewing() -> Client:
    return signed_in_as(with_second_factor(factories.reviewer()))


def decide(client: Client, matter: LandingMatter, **typed: str) -> int:

    page = client.get("/review/?kind=landing").content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    posted = client.post(f"/review/landings/{matter.pk}/", {**typed, "seen": seen})
    return posted.status_code


def test_one_failure_is_a_hiccup(campaign: Campaign, brand: Brand) -> None:
    brand.status = 500
    look(campaign, brand)
    look(campaign, brand)

    assert status(campaign) == Status.LIVE
    assert not LandingMatter.objects.exists()


@pytest.mark.parametrize("names", [(), (HERE,)], ids=["unresolvable", "answers 404"])
def test_a_page_that_is_gone_pauses_its_campaign_and_everybody_is_told(
    campaign: Campaign, brand: Brand, claim: Claim, names: tuple[str, ...]
) -> None:
    brand.status = 404
    look(campaign, brand, names)
    long_ago(campaign)
    look(campaign, brand, names)

    assert status(campaign) == Status.PAUSED
    assert LandingMatter.objects.get().kind == "gone"
    owner = campaign.sponsor.members.get()
    assert f"The landing page of {campaign.title} does not open" in told(owner)
    assert told(claim.influencer.user)[-1] == f"{campaign.title} is paused"


def test_one_that_leads_into_a_private_network_pauses_at_once(
    campaign: Campaign, brand: Brand
) -> None:
    look(campaign, brand, ("127.0.0.2",))

    assert status(campaign) == Status.PAUSED


def test_a_mended_page_runs_again_by_itself(campaign: Campaign, brand: Brand, claim: Claim) -> None:
    gone(campaign, brand)
    brand.status = 200
    look(campaign, brand)

    assert status(campaign) == Status.LIVE
    assert LandingMatter.objects.get().status == "mended"
    assert told(claim.influencer.user)[-1] == f"{campaign.title} runs again"


def test_a_brand_cannot_resume_what_leads_nowhere(campaign: Campaign, brand: Brand) -> None:
    gone(campaign, brand)
    campaign.refresh_from_db()

    with pytest.raises(lifecycle.LandingStands):
        lifecycle.resume(campaign, campaign.sponsor.members.get())
    client = signed_in_as(campaign.sponsor.members.get())
    client.post(f"/campaigns/{campaign.pk}/move/", {"to": "live"})

    assert status(campaign) == Status.PAUSED


def test_what_its_brand_paused_stays_paused_when_the_page_is_back(
    campaign: Campaign, brand: Brand
) -> None:
    lifecycle.pause(campaign, campaign.sponsor.members.get())
    gone(campaign, brand)
    brand.status = 200
    look(campaign, brand)

    assert status(campaign) == Status.PAUSED
    assert LandingMatter.objects.get().status == "mended"


def test_another_page_is_for_a_reviewer_and_runs_until_the_day_that_is_told(
    campaign: Campaign, brand: Brand
) -> None:
    brand.words = OTHER
    look(campaign, brand)
    look(campaign, brand)

    assert status(campaign) == Status.LIVE
    assert LandingMatter.objects.get().kind == "changed"
    assert (
        told(campaign.sponsor.members.get()).count(
            f"The landing page of {campaign.title} has changed"
        )
        == 1
    )
    assert campaign.title in reviewing().get("/review/?kind=landing").content.decode()


def test_without_an_answer_in_time_it_is_paused(
    campaign: Campaign, brand: Brand, claim: Claim
) -> None:
    brand.words = OTHER
    look(campaign, brand)
    assert watch_landing.pause_overdue() == 0
    LandingMatter.objects.update(due_at=timezone.now() - timedelta(seconds=1))

    assert watch_landing.pause_overdue() == 1
    assert watch_landing.pause_overdue() == 0
    assert status(campaign) == Status.PAUSED
    assert told(claim.influencer.user)[-1] == f"{campaign.title} is paused"


def test_a_reviewer_lets_the_new_page_be_and_it_is_the_approved_one(
    campaign: Campaign, brand: Brand
) -> None:
    brand.words = OTHER
    look(campaign, brand)
    LandingMatter.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    watch_landing.pause_overdue()

    assert decide(reviewing(), LandingMatter.objects.get(), decision="approve") == 302

    assert status(campaign) == Status.LIVE
    look(campaign, brand)
    assert not LandingMatter.objects.standing().exists()


def test_refused_it_stays_paused_until_it_is_as_approved(campaign: Campaign, brand: Brand) -> None:
    brand.words = OTHER
    look(campaign, brand)
    matter, reason = LandingMatter.objects.get(), "A casino is not what was approved."

    assert decide(reviewing(), matter, decision="refuse", reason=reason) == 302
    assert status(campaign) == Status.PAUSED
    look(campaign, brand)
    assert not LandingMatter.objects.open().exists()

    brand.words = OFFER
    look(campaign, brand)
    assert status(campaign) == Status.LIVE


def test_after_a_refusal_a_third_page_is_shown_to_a_reviewer_again(
    campaign: Campaign, brand: Brand
) -> None:
    brand.words = OTHER
    look(campaign, brand)
    watch_landing.refuse(LandingMatter.objects.get(), factories.reviewer(), "Not this.")
    brand.words = " ".join(f"train{number}" for number in range(200))
    look(campaign, brand)

    assert LandingMatter.objects.open().count() == 1
    assert status(campaign) == Status.PAUSED


def test_to_let_a_page_be_that_does_not_open_a_reviewer_says_why(
    campaign: Campaign, brand: Brand
) -> None:
    gone(campaign, brand)
    client, matter = reviewing(), LandingMatter.objects.get()

    assert decide(client, matter, decision="approve") == 422
    assert status(campaign) == Status.PAUSED

    assert decide(client, matter, decision="approve", reason="It blocks machines.") == 302
    matter.refresh_from_db()
    assert (status(campaign), matter.reason) == (Status.LIVE, "It blocks machines.")
    look(campaign, brand)
    assert status(campaign) == Status.LIVE


def test_looks_are_due_every_six_hours_and_soon_after_a_failure(
    campaign: Campaign, brand: Brand
) -> None:
    assert watch_landing.look_again() == 0
    campaign.landing_checks.update(at=timezone.now() - timedelta(hours=7))
    assert watch_landing.look_again() == 1

    brand.status = 500
    look(campaign, brand)
    assert watch_landing.look_again() == 0
    long_ago(campaign, minutes=16)
    assert watch_landing.look_again() == 1


def test_drafts_and_what_is_over_are_left_alone(brand: Brand) -> None:
    draft, over = factories.draft(), factories.live()
    lifecycle.end_campaign(over, None)
    for one in (draft, over):
        gone(one, brand)

    assert watch_landing.look_again() == 0
    assert not LandingMatter.objects.exists()


def test_a_launch_and_a_resumption_ask_for_a_look(campaign: Campaign) -> None:
    asked = OutboxMessage.objects.filter(task="campaigns.look_at_landing")
    before = asked.count()
    assert before >= 1

    lifecycle.pause(campaign, campaign.sponsor.members.get())
    lifecycle.resume(campaign, campaign.sponsor.members.get())

    assert asked.count() == before + 1


def test_the_worker_s_task_draws_what_follows(campaign: Campaign) -> None:
    """Whatever this machine's names say, the address is nobody's: it does not open."""
    tasks.look_at_landing(campaign.pk, campaign.landing_url)
    campaign.landing_checks.exclude(outcome="opened").update(at=timezone.now() - timedelta(hours=1))
    tasks.look_at_landing(campaign.pk, campaign.landing_url)

    assert status(campaign) == Status.PAUSED
    assert LandingMatter.objects.get().look.outcome != Reason.ADDRESS
