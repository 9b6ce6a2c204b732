"""Two colleagues question the same clicks: one question is asked, the other stays to be copied."""

from __future__ import annotations

import pytest
from django.test import Client

from campaigns.models import Dispute
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_second_of_two_questions_is_not_called_sent_and_stays_in_its_form() -> None:
    owner, organisation = factories.brand()
    colleague, _ = factories.brand(organisation)
    claim = factories.claim(factories.live(organisation))
    address = f"/claims/{claim.pk}/dispute/"
    answers = []

    for user, words in ((owner, "All at night."), (colleague, "From one city.")):
        browser = Client()
        browser.force_login(user)
        answers.append(browser.post(address, {"reason": words}))

    assert [one.status_code for one in answers] == [302, 409]
    assert Dispute.objects.get().reason == "All at night."
    assert "From one city." in answers[1].content.decode()
