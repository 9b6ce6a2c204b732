"""A brand that looks first: silence lets a message out, a veto says why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.disclosure import veto_message, write_message
from campaigns.joining import claim_campaign
from campaigns.models import Claim, Message
from marketplace.accounts.models import User
from marketplace.notifications.models import Mail
from marketplace.states import IllegalTransition
from tests import factories

pytestmark = pytest.mark.django_db
Status = Message.Status


@pytest.fixture
def claim() -> Claim:
    campaign = factories.live(veto_hours=24)
    return claim_campaign.claim(campaign.pk, factories.InfluencerFactory.create())


@pytest.fixture
def waits(claim: Claim) -> Message:
    return write_message.write(claim, "Vraiment bien.", "fr")


def brand_of(claim: Claim) -> User:
    return claim.campaign.buyer.members.get()


def overdue(message: Message) -> Message:
    Message.objects.filter(pk=message.pk).update(decide_by=timezone.now() - timedelta(minutes=1))
    return Message.objects.get(pk=message.pk)


def test_a_message_waits_without_its_link_and_the_brand_is_told(claim: Claim) -> None:
    Mail.objects.all().delete()

    message = write_message.write(claim, "Vraiment bien.", "fr")

    assert message.status == Status.WAITING
    assert message.decide_by is not None
    assert abs(message.decide_by - timezone.now() - timedelta(hours=24)) < timedelta(minutes=1)
    assert not claim.links.exists()
    mail = Mail.objects.get()
    assert mail.to == brand_of(claim).email
    assert "Vraiment bien." in mail.text


def test_the_same_words_wait_once_and_others_must_wait(claim: Claim, waits: Message) -> None:
    assert write_message.write(claim, "Vraiment bien.", "fr") == waits
    with pytest.raises(write_message.AlreadyWaiting):
        write_message.write(claim, "Encore mieux.", "fr")


def test_what_was_typed_is_kept_while_another_version_is_with_the_brand(
    claim: Claim, waits: Message
) -> None:
    browser = Client()
    browser.force_login(claim.influencer.user)

    answer = browser.post(f"/links/{claim.pk}/message/", {"body": "Encore mieux."})

    assert answer.status_code == 200
    assert "Encore mieux." in answer.content.decode()


def test_a_yes_gives_the_link_and_is_told(claim: Claim, waits: Message) -> None:
    Mail.objects.all().delete()

    veto_message.let_out(waits, brand_of(claim))

    assert claim.links.count() == 1
    assert write_message.current(claim) == waits
    assert Mail.objects.get().to == claim.influencer.user.email


def test_a_veto_gives_no_link_and_says_why(claim: Claim, waits: Message) -> None:
    Mail.objects.all().delete()

    veto_message.veto(waits, brand_of(claim), "Not beside our competitors.")

    assert not claim.links.exists()
    assert "Not beside our competitors." in Mail.objects.get().text
    assert write_message.write(claim, "Autre chose.", "fr").status == Status.WAITING


def test_nothing_is_decided_twice(claim: Claim, waits: Message) -> None:
    veto_message.veto(waits, brand_of(claim), "No.")

    with pytest.raises(IllegalTransition):
        veto_message.let_out(waits, brand_of(claim))


def test_silence_lets_it_out_by_the_clock_of_the_database(claim: Claim, waits: Message) -> None:
    assert veto_message.let_out_due() == 0
    overdue(waits)

    assert veto_message.let_out_due() == 1

    assert claim.links.count() == 1
    assert veto_message.let_out_due() == 0


def test_a_veto_that_comes_too_late_is_none(claim: Claim, waits: Message) -> None:
    with pytest.raises(veto_message.TooLate):
        veto_message.veto(overdue(waits), brand_of(claim), "No.")


def test_words_that_the_brand_forbids_are_marked(claim: Claim) -> None:
    claim.campaign.forbidden_words = ["avion"]

    message = write_message.write(claim, "Sans avion, avec avions.", "fr")

    assert message.status == Status.REFUSED
    assert message.findings == [{"code": "forbidden", "start": 5, "end": 10, "word": "avion"}]
