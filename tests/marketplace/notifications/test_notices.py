"""Whoever is told something reads it on the site too, in the language that they read in then."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from marketplace.accounts.models import User
from marketplace.notifications.models import Mail, MutedTopic, Notice, NoticeQuerySet, Topic
from marketplace.notifications.notices import filled, notify
from tests import factories

pytestmark = pytest.mark.django_db


def told(user: User, topic: Topic = Topic.DECISION, title: str = "Trains") -> Notice:
    words = filled(_("%(campaign)s needs a change"), campaign=title)
    notify(user, words, ["Name the sponsor."], "/links/", _("See my link"), topic=topic)
    return of(user).latest("pk")


def of(user: User) -> NoticeQuerySet:
    return Notice.objects.filter(user=user)


def signed_in(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


@pytest.fixture
def user() -> User:
    return factories.InfluencerFactory.create().user


def test_a_notice_and_its_mail_say_the_same(user: User) -> None:
    notice = told(user)

    mail = Mail.objects.get()
    with override(user.language):
        assert mail.subject.split() == notice.title.split()
    assert mail.to == user.email
    assert notice.path in mail.text


def test_a_notice_is_read_in_the_language_of_the_moment(user: User) -> None:
    notice = told(user)

    with override("en"):
        assert notice.title == "Trains needs a change"
    with override("fr"):
        assert "Trains" in notice.title
        assert notice.title != "Trains needs a change"


def test_the_mail_follows_the_person_not_the_one_who_caused_it(user: User) -> None:
    user.language = "en"
    with override("fr"):
        told(user)

    assert Mail.objects.get().subject == "Trains needs a change"


def test_good_news_can_go_without_a_mail(user: User) -> None:
    signed_in(user).post("/notices/mails/", {"topics": ["reminder"]})

    told(user, Topic.PROGRESS)

    assert of(user).count() == 1
    assert not Mail.objects.exists()


@pytest.mark.parametrize("topic", [Topic.DECISION, Topic.MONEY])
def test_decisions_and_money_are_always_mailed(user: User, topic: Topic) -> None:
    signed_in(user).post("/notices/mails/", {})

    told(user, topic)

    assert Mail.objects.count() == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        MutedTopic.objects.create(user=user, topic=topic)


def test_mails_can_be_wanted_again(user: User) -> None:
    client = signed_in(user)
    client.post("/notices/mails/", {})
    client.post("/notices/mails/", {"topics": ["reminder", "progress"]})

    assert not MutedTopic.objects.exists()


def test_opening_a_notice_marks_it_read_and_leads_on(user: User) -> None:
    notice = told(user)

    response = signed_in(user).get(f"/notices/{notice.pk}/")

    assert response.headers["Location"] == "/links/"
    assert of(user).get().read_at


def test_a_notice_is_read_when_it_was_first_opened(user: User) -> None:
    notice, client = told(user), signed_in(user)
    client.get(f"/notices/{notice.pk}/")
    first = of(user).get().read_at

    client.get(f"/notices/{notice.pk}/")

    assert of(user).get().read_at == first


def test_all_can_be_marked_read_but_only_one_s_own(user: User) -> None:
    other = factories.InfluencerFactory.create().user
    told(user), told(user), told(other)

    signed_in(user).post("/notices/read/")

    assert not of(user).filter(read_at=None).exists()
    assert of(other).filter(read_at=None).exists()


def test_unread_ones_come_first(user: User) -> None:
    old, read = told(user, title="Old"), told(user, title="Read")
    signed_in(user).get(f"/notices/{read.pk}/")

    assert list(of(user).unread_first()) == [old, read]


def test_the_count_is_on_every_page(user: User) -> None:
    told(user), told(user)

    assert "2 unread" in signed_in(user).get("/find/").content.decode()


def test_a_notice_leads_nowhere_else(user: User) -> None:
    for path in ("https://evil.example/", "//evil.example/"):
        with pytest.raises(DatabaseError), transaction.atomic():
            notify(user, "Title", [], path, "See")
