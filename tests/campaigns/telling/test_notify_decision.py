"""People are told what was decided, in their language, or nothing was decided."""

from __future__ import annotations

import pytest

from campaigns.disclosure import decide_post
from campaigns.running import lifecycle
from marketplace.models import OutboxMessage
from marketplace.notifications.models import Mail
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_refused_post_tells_its_author_why() -> None:
    link = factories.claim(factories.live(title="Trains")).links.get()
    Mail.objects.all().delete()

    decide_post.refuse(
        decide_post.submit(link, "https://x.example/1"), factories.reviewer(), "No label."
    )

    mail = Mail.objects.get()
    assert mail.to == link.claim.influencer.user.email
    assert "Trains" in mail.subject
    assert "No label." in mail.text
    assert "No label." in mail.html
    assert OutboxMessage.objects.filter(
        task="notifications.deliver", kwargs={"mail_id": mail.pk}
    ).exists()


def test_the_words_are_in_the_language_of_the_person() -> None:
    user, organisation = factories.brand()
    subjects = []
    for language in ("fr", "en"):
        user.language = language
        user.save()
        campaign = factories.draft(organisation, title="Trains")
        lifecycle.submit(campaign, user)
        lifecycle.send_back(campaign, factories.reviewer(), "Name the sponsor.")
        subjects.append(Mail.objects.latest("id").subject)

    assert subjects[1] == "Trains needs a change"
    assert subjects[0] != subjects[1]


def test_a_brand_is_told_what_its_agency_booked_for_it() -> None:
    agent, agency = factories.agency()
    owner, brand = factories.brand()
    factories.mandate(agency, brand)

    factories.live(brand, buyer=agency)

    told = Mail.objects.filter(to__in=[owner.email, agent.email]).values_list("to", flat=True)
    assert sorted(told) == sorted([owner.email, agent.email])
