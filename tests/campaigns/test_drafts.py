"""A draft is made once, and two people editing it get a clear conflict."""

from __future__ import annotations

import re
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client

from campaigns.disclosure import disclosure_policy
from campaigns.drafts import save_draft
from campaigns.drafts.draft_missing import missing
from campaigns.models import Campaign
from campaigns.running import lifecycle
from marketplace.accounts.models import Organisation, User
from tests import factories

pytestmark = pytest.mark.django_db


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of a page's form, as a browser would send them back."""
    found = dict(re.findall(r'type="hidden" name="(version|draft_key)" value="([^"]*)"', page))
    return {name: unescape(value) for name, value in found.items()}


def offer(page: str, organisation: Organisation, **changes: str) -> dict[str, str]:
    """The first step as somebody fills it in."""
    return {
        **hidden(page), "sponsor": str(organisation.pk), "title": "Trains", "category": "travel",
        "is_political": "no", "landing_url": "https://a.example/", **changes,
    }  # fmt: skip


def test_a_form_sent_twice_makes_one_draft() -> None:
    user, organisation = factories.brand()
    client = client_of(user)
    form = offer(client.get("/campaigns/new/").content.decode(), organisation)

    answers = [client.post("/campaigns/new/", form) for _ in range(3)]

    campaign = Campaign.objects.get()
    assert {a.headers["Location"] for a in answers} == {f"/campaigns/{campaign.pk}/edit/words/"}


def test_back_and_save_again_after_the_first_step_saves_into_the_draft_that_is_there() -> None:
    user, organisation = factories.brand()
    client = client_of(user)
    form = offer(client.get("/campaigns/new/").content.decode(), organisation)
    client.post("/campaigns/new/", form)

    answer = client.post("/campaigns/new/", {**form, "title": "Other trains"})

    campaign = Campaign.objects.get()
    assert answer.headers["Location"] == f"/campaigns/{campaign.pk}/edit/words/"
    assert campaign.title == "Other trains"


def test_a_first_step_sent_again_never_overwrites_what_a_colleague_saved_meanwhile() -> None:
    user, organisation = factories.brand()
    colleague, _ = factories.brand(organisation)
    form = offer(client_of(user).get("/campaigns/new/").content.decode(), organisation)
    client_of(user).post("/campaigns/new/", form)
    path = f"/campaigns/{Campaign.objects.get().pk}/edit/offer/"
    theirs = offer(client_of(colleague).get(path).content.decode(), organisation, title="Theirs")
    client_of(colleague).post(path, theirs)

    answer = client_of(user).post("/campaigns/new/", {**form, "title": "Mine"})

    assert answer.status_code == 200
    assert "Theirs" in answer.content.decode()
    assert 'value="Mine"' in answer.content.decode()
    assert Campaign.objects.get().title == "Theirs"


def test_ones_own_last_save_wins_over_ones_own_earlier_ones() -> None:
    user, organisation = factories.brand()
    campaign = factories.draft(organisation, title="Before")
    path = f"/campaigns/{campaign.pk}/edit/offer/"
    page = client_of(user).get(path).content.decode()

    for title in ("First", "Second", "Third"):
        client_of(user).post(path, offer(page, organisation, title=title))

    assert Campaign.objects.get().title == "Third"


def test_ones_own_save_hides_nobody_elses_before_it() -> None:
    user, organisation = factories.brand()
    colleague, _ = factories.brand(organisation)
    campaign = factories.draft(organisation, title="Before")
    path = f"/campaigns/{campaign.pk}/edit/offer/"
    old = client_of(user).get(path).content.decode()
    for one, title in ((colleague, "Theirs"), (user, "Mine")):
        page = client_of(one).get(path).content.decode()
        client_of(one).post(path, offer(page, organisation, title=title))

    client_of(user).post(path, offer(old, organisation, title="From an old page"))

    assert Campaign.objects.get().title == "Mine"


def test_two_people_editing_get_a_conflict_and_keep_what_they_typed() -> None:
    user, organisation = factories.brand()
    colleague, _ = factories.brand(organisation)
    campaign = factories.draft(organisation, title="Before")
    path = f"/campaigns/{campaign.pk}/edit/offer/"
    pages = [client_of(one).get(path).content.decode() for one in (user, colleague)]
    client_of(user).post(path, offer(pages[0], organisation, title="First"))

    answer = client_of(colleague).post(path, offer(pages[1], organisation, title="Second"))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="Second"' in page
    assert "Saved now: First" in page or "First" in page
    assert Campaign.objects.get().title == "First"

    client_of(colleague).post(path, offer(page, organisation, title="Second"))

    assert Campaign.objects.get().title == "Second"


def test_a_draft_that_was_sent_to_review_meanwhile_is_not_changed() -> None:
    user, organisation = factories.brand()
    campaign = factories.draft(organisation, title="Before")
    path = f"/campaigns/{campaign.pk}/edit/offer/"
    page = client_of(user).get(path).content.decode()
    lifecycle.submit(campaign, user)

    client_of(user).post(path, offer(page, organisation, title="After"))

    assert Campaign.objects.get().title == "Before"


def test_a_draft_is_left_half_done_and_found_again_where_it_was_left() -> None:
    user, organisation = factories.brand()
    client = client_of(user)
    page = client.get("/campaigns/new/").content.decode()
    client.post("/campaigns/new/", {**offer(page, organisation), "go": "leave"})
    campaign = Campaign.objects.get()

    answer = client.get(f"/campaigns/{campaign.pk}/edit/")

    assert answer.headers["Location"] == f"/campaigns/{campaign.pk}/edit/words/"


def test_a_step_that_is_left_by_its_bar_is_saved() -> None:
    user, organisation = factories.brand()
    campaign = factories.draft(organisation)
    client = client_of(user)
    path = f"/campaigns/{campaign.pk}/edit/words/"
    page = client.get(path).content.decode()

    answer = client.post(path, {**hidden(page), "brief": "Say it.", "go": "worth"})

    assert answer.headers["Location"] == f"/campaigns/{campaign.pk}/edit/worth/"
    campaign.refresh_from_db()
    assert campaign.brief == "<p>Say it.</p>"


@pytest.mark.parametrize("category", disclosure_policy.FORBIDDEN_CATEGORIES)
def test_a_forbidden_category_is_refused_with_its_article(category: str) -> None:
    user, organisation = factories.brand()
    client = client_of(user)
    page = client.get("/campaigns/new/").content.decode()

    answer = client.post("/campaigns/new/", offer(page, organisation, category=category))

    assert disclosure_policy.FORBIDDEN_CATEGORIES[category].law in answer.content.decode()
    assert not Campaign.objects.exists()


def test_a_political_campaign_is_refused_with_its_law() -> None:
    user, organisation = factories.brand()
    client = client_of(user)
    page = client.get("/campaigns/new/").content.decode()

    answer = client.post("/campaigns/new/", offer(page, organisation, is_political="yes"))

    assert "2024/900" in answer.content.decode()
    assert not Campaign.objects.exists()


def test_opening_to_everyday_people_asks_for_a_confirmation_and_keeps_who_gave_it() -> None:
    user, organisation = factories.brand()
    campaign = factories.draft(organisation, tiers=["nano"], everyday_confirmed_at=None)
    client = client_of(user)
    path = f"/campaigns/{campaign.pk}/edit/audience/"
    form = {"version": "1", "tiers": ["everyday", "nano"], "admission": "open"}

    refused = client.post(path, form)
    client.post(path, {**form, "confirm_everyday": "on"})

    campaign.refresh_from_db()
    assert refused.status_code == 200
    assert campaign.tiers == ["everyday", "nano"]
    assert campaign.everyday_confirmed_by == user


def test_what_a_colleague_changed_meanwhile_is_not_sent_unseen() -> None:
    user, organisation = factories.brand()
    colleague, _ = factories.brand(organisation)
    campaign = factories.draft(organisation)
    check = f"/campaigns/{campaign.pk}/check/"
    seen = hidden(client_of(user).get(check).content.decode())
    save_draft.update_draft(campaign.pk, campaign.version, {"title": "Unseen"}, colleague)

    answer = client_of(user).post(check, seen)

    campaign.refresh_from_db()
    assert (answer.headers["Location"], campaign.status) == (check, Campaign.Status.DRAFT)


def test_an_incomplete_draft_cannot_be_sent() -> None:
    user, organisation = factories.brand()
    campaign = factories.draft(organisation, brief="", category="")

    client_of(user).post(f"/campaigns/{campaign.pk}/check/", {"version": "1"})

    campaign.refresh_from_db()
    assert campaign.status == Campaign.Status.DRAFT
    assert [one.step for one in missing(campaign)] == ["offer", "words"]


def test_a_copy_pressed_twice_is_one_draft_with_everyday_to_be_confirmed_anew() -> None:
    organisation = factories.brand()[1]
    campaign = factories.live(organisation, title="Trains", rate_cents=70)
    client = client_of(campaign.buyer.members.get())

    key = str(uuid4())
    for _ in range(2):
        client.post(f"/campaigns/{campaign.pk}/duplicate/", {"key": key})

    copy = Campaign.objects.get(draft_key=key)
    assert (copy.title, copy.rate_cents, copy.status) == ("Trains", 70, Campaign.Status.DRAFT)
    assert "everyday" in copy.tiers
    assert copy.everyday_confirmed_at is None
    assert Campaign.objects.exclude(pk=campaign.pk).count() == 1


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/", "https://127.1/", "https://2130706433/", "https://[::1]/",
        "https://[::ffff:127.0.0.1]/", "https://169.254.169.254/latest/", "https://localhost/",
        "https://me:secret@brand.example/", "https://brand.example:8443/", "http://brand.example/",
    ],
)  # fmt: skip
def test_a_landing_page_is_named_as_people_name_a_site(url: str) -> None:
    user, organisation = factories.brand()
    client = client_of(user)
    page = client.get("/campaigns/new/").content.decode()

    answer = client.post("/campaigns/new/", offer(page, organisation, landing_url=url))

    assert answer.status_code == 200
    assert url in unescape(answer.content.decode())
    assert not Campaign.objects.exists()


def test_a_key_of_somebody_elses_form_makes_nothing_and_shows_nothing() -> None:
    other = factories.draft(title="Not yours")
    user, organisation = factories.brand()
    client = client_of(user)
    page = client.get("/campaigns/new/").content.decode()
    form = offer(page, organisation, draft_key=str(other.draft_key))

    answer = client.post("/campaigns/new/", form)

    assert answer.status_code == 200
    assert "Not yours" not in answer.content.decode()
    assert list(Campaign.objects.all()) == [other]


def test_what_is_kept_for_good_cannot_be_deleted() -> None:
    from django.db import ProgrammingError, connection, transaction

    for table in ("amendment", "dispute", "joinrequest"):
        with (
            pytest.raises(ProgrammingError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"DELETE FROM campaigns_{table}")
