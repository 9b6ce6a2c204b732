"""The brand's report and the influencer's receipts: the same clicks, the same numbers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.cases import decide_case, open_case
from campaigns.figures import click_receipts, click_report
from campaigns.figures.click_figures import claim_counts
from campaigns.models import Campaign, Case, Link, Verdict
from campaigns.reasons import WORDS
from tests import factories
from tests.payouts.verdicts import settle, suspicion

pytestmark = pytest.mark.django_db
BOT = "Googlebot/2.1 (+http://www.google.com/bot.html)"


def played() -> tuple[Campaign, Link]:
    """Two paid, one robot, one over the cap yesterday; one held for a ring today."""
    campaign = factories.live(cap_cents=70)
    link = factories.approved_link(campaign)
    yesterday = timezone.now() - timedelta(days=1)
    factories.clicks(link, 3, yesterday)
    factories.click(link, yesterday, user_agent=BOT)
    settle(campaign.pk)
    return campaign, link


def test_a_day_is_gross_less_what_was_filtered() -> None:
    campaign, _link = played()

    (line,) = click_report.by_day(campaign)

    assert (line.gross, line.general, line.sophisticated, line.outside) == (4, 1, 0, 1)
    assert (line.held, line.net) == (0, 2)
    assert line.by_reason == {"bot": 1, "cap_reached": 1}


def test_the_sum_of_the_days_is_what_both_pages_of_truth_say() -> None:
    campaign, link = played()
    factories.clicks(link, 2)
    settle(campaign.pk)

    total, counts = click_report.total(click_report.by_day(campaign)), claim_counts([link.claim_id])

    assert (total.gross, total.net, total.held) == (counts.received, counts.paid, counts.held)
    assert total.general + total.sophisticated + total.outside == counts.unpaid
    receipt = click_receipts.by_reason(click_receipts.unpaid(link.claim))
    assert {one.reason: one.clicks for one in receipt} == total.by_reason


def test_what_changes_on_a_later_day_is_restated_with_its_difference() -> None:
    campaign, link = played()
    valid = Verdict.objects.filter(outcome="valid").values_list("click_id", flat=True)
    open_case.hold(suspicion(link, valid))
    decide_case.decide_case(Case.objects.get().pk, factories.reviewer(), "rejected", "They agreed.")
    settle(campaign.pk)

    found = click_report.restatements(campaign)

    today, day = datetime.now(UTC).date(), (timezone.now() - timedelta(days=1)).date()
    assert [(one.on, one.day, one.verdict, one.reason, one.clicks) for one in found] == [
        (today, day, "valid", "", -3),
        (today, day, "rejected", "ring", 3),
    ]
    (line,) = click_report.by_day(campaign)
    assert (line.sophisticated, line.net, line.gross) == (3, 0, 4)


def test_clicks_of_today_are_not_restated() -> None:
    link = factories.approved_link(factories.live())
    factories.case(link)

    assert click_report.restatements(link.claim.campaign) == []


def test_the_export_has_the_same_figures() -> None:
    campaign, _link = played()
    client = Client()
    client.force_login(campaign.buyer.members.get())

    url, day = (
        f"/campaigns/{campaign.pk}/report/csv/",
        click_report.by_day(campaign)[0].day,
    )
    answers = {code: client.get(url, headers={"accept-language": code}) for code in ("en", "fr")}

    assert day is not None
    head, line = answers["en"].content.decode("utf-8-sig").splitlines()
    assert head == (
        "Day (Paris),Gross,General invalid traffic,Sophisticated invalid traffic,"
        "Outside the agreement,Being reviewed,Net,Robots,After the cap was reached"
    )
    assert line == f"{day:%Y-%m-%d},4,1,0,1,0,2,1,1"
    head, line = answers["fr"].content.decode("utf-8-sig").splitlines()
    assert head.startswith("Jour (Paris);")
    assert line == f"{day:%d/%m/%Y};4;1;0;1;0;2;1;1"
    assert f"franc-campagne-{campaign.pk}-clics.csv" in answers["fr"]["Content-Disposition"]


def test_every_reason_belongs_to_one_group_and_none_is_forgotten() -> None:
    assert click_report.GENERAL.isdisjoint(click_report.OUTSIDE)
    assert {code for code in WORDS if click_report.group_of(code) == "sophisticated"} == {
        "own_click", "exchange_group", "ring", "incited", "script", "even_growth", "spike",
        "disputed",
    }  # fmt: skip


def test_a_receipt_names_hours_and_never_minutes_or_people() -> None:
    campaign, link = played()
    client = Client()
    client.force_login(link.claim.influencer.user)

    page = client.get(f"/links/{link.claim_id}/clicks/").content.decode()

    assert {one.hour.minute for one in click_receipts.unpaid(link.claim)} == {0}
    assert all(claim.influencer.display_name not in page for claim in campaign.claims.exclude(
        pk=link.claim_id))  # fmt: skip


def test_an_influencer_appeals_on_the_page_of_their_clicks() -> None:
    link = factories.approved_link(factories.live())
    case = factories.case(link)
    decide_case.decide_case(case.pk, factories.reviewer(), "rejected", "They agreed.")
    client = Client()
    client.force_login(link.claim.influencer.user)
    url = f"/links/{link.claim_id}/cases/{case.pk}/appeal/"

    empty = client.post(url, {"text": " "})
    sent = [client.post(url, {"text": "We share an office."}) for _ in range(2)]

    assert (empty.status_code, [one.status_code for one in sent]) == (422, [302, 302])
    assert case.appeals.get().text == "We share an office."


def test_a_case_of_somebody_else_is_not_there() -> None:
    campaign = factories.live()
    mine, theirs = (factories.approved_link(campaign) for _ in range(2))
    case = factories.case(theirs)
    client = Client()
    client.force_login(mine.claim.influencer.user)

    answer = client.post(f"/links/{mine.claim_id}/cases/{case.pk}/appeal/", {"text": "Mine?"})

    assert answer.status_code == 404
