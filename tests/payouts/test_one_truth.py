"""Every figure that two places show is one figure: pages, lists, report, export and API.

The campaign has clicks that are paid, held, rejected and still to be appealed, taken back for good,
and beyond a cap; one click was paid what was left.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from html import unescape
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags

from campaigns.cases import decide_case, open_case
from campaigns.models import Campaign, Claim
from marketplace.typography import euros, euros_each
from tests import factories
from tests.payouts.verdicts import breaches, change_to, one_case, settle, suspicion

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
CELL = re.compile(r'<td[^>]*data-label="([^"]*)"[^>]*>(.*?)</td>', re.DOTALL)


@dataclass
class Walked:
    campaign: Campaign
    claim: Claim
    brand: Client
    influencer: Client

    def text(self, client: Client, path: str) -> str:
        """The words of a page, in English, with single spaces."""
        answer = client.get(path, headers=ENGLISH)
        assert answer.status_code == 200, path
        return words_of(answer.content.decode())

    def api(self, client: Client, path: str) -> Any:
        return client.get(f"/api/v1/{path}").json()


@pytest.fixture
def walked() -> Walked:
    campaign = factories.live(cap_cents=360, fee_bps=1_000)
    link, other = (factories.approved_link(campaign) for _ in range(2))
    clicks = factories.clicks(link, 9)
    factories.clicks(link, 4)  # the eleventh gets 10 cents, the rest nothing
    more = factories.clicks(other, 3)
    settle(campaign.pk)
    change_to(other, more[:1], "rejected")  # for good: nobody may appeal
    open_case.hold(suspicion(link, clicks[:2], "ring"))
    decide_case.decide_case(one_case().pk, factories.reviewer(), "rejected", "They trade clicks.")
    open_case.hold(suspicion(link, clicks[2:5], "script"))
    settle(campaign.pk)
    campaign.refresh_from_db()
    link.claim.refresh_from_db()
    for user in (link.claim.influencer.user, campaign.buyer.members.get()):
        user.language = "en"
        user.save(update_fields=["language"])
    return Walked(
        campaign, link.claim,
        signed_in(campaign.buyer.members.get()), signed_in(link.claim.influencer.user),
    )  # fmt: skip


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_what_is_paid_and_what_is_set_aside_add_up(walked: Walked) -> None:
    claim, campaign = walked.claim, walked.campaign

    assert (claim.accrued_cents, claim.earned_clicks) == (360, 11)
    assert (claim.set_aside_clicks, claim.set_aside_cents) == (5, 175)
    assert (claim.paid_clicks, claim.paid_cents) == (6, 185)
    assert (campaign.paid_clicks, campaign.set_aside_clicks) == (8, 5)
    assert campaign.paid_spent_cents + campaign.set_aside_spent_cents == campaign.spent_cents
    assert breaches() == []


def test_the_brand_reads_one_number_of_paid_clicks_everywhere(walked: Walked) -> None:
    campaign = walked.campaign
    page = f"/campaigns/{campaign.pk}/"

    answer = walked.brand.get(f"{page}report/csv/", headers=ENGLISH)
    lines = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    shown = {
        "list": number_after("Paid clicks", cells(walked, "/campaigns/")),
        "page": number_after("Paid clicks", walked.text(walked.brand, page)),
        "live": number_after("Paid clicks", walked.text(walked.brand, f"{page}live/")),
        "report": number_after("Net", walked.text(walked.brand, f"{page}report/")),
        "csv": sum(int(line["Net"]) for line in lines),
        "api": walked.api(walked.brand, f"campaigns/{campaign.pk}/")["paid_clicks"],
        "api clicks": walked.api(walked.brand, f"campaigns/{campaign.pk}/clicks/")["paid"],
        "api claims": sum(
            one["paid_clicks"] for one in walked.api(walked.brand, "claims/")["results"]
        ),
    }

    assert shown == dict.fromkeys(shown, 8)


def test_what_a_paid_click_cost_is_what_paid_clicks_cost(walked: Walked) -> None:
    campaign = walked.campaign
    text = walked.text(walked.brand, f"/campaigns/{campaign.pk}/")
    with translation.override("en"):
        each = euros_each(campaign.paid_spent_cents, 8)

    assert each in text
    assert f"{in_euros(campaign.set_aside_spent_cents)} of it set aside for 5 clicks" in text
    assert in_euros(campaign.spent_cents) in text


def test_the_influencer_reads_one_sum_everywhere_and_its_parts(walked: Walked) -> None:
    claim = walked.claim
    page = walked.text(walked.influencer, reverse("campaigns:claim", args=[claim.pk]))
    listed = walked.text(walked.influencer, reverse("campaigns:claim_list"))
    told = walked.api(walked.influencer, f"claims/{claim.pk}/")
    counts = walked.api(walked.influencer, f"claims/{claim.pk}/clicks/")

    for text in (page, listed):
        assert in_euros(360) in text
        assert in_euros(175) in text
    assert f"6 paid clicks {in_euros(185)}" in page
    assert f"5 clicks set aside until somebody decides {in_euros(175)}" in page
    assert "6 paid clicks" in listed
    assert (told["accrued_cents"], told["set_aside_cents"], told["paid_clicks"]) == (360, 175, 6)
    assert counts["paid"] == 6
    assert counts["received"] == counts["paid"] + counts["held"] + counts["unpaid"] == 13
    assert in_euros(175) in walked.text(walked.influencer, reverse("payouts:earnings"))


def words_of(page: str) -> str:
    return " ".join(unescape(strip_tags(page)).split())


def cells(walked: Walked, path: str) -> str:
    """The cells of a table, each behind its label."""
    found = CELL.findall(walked.brand.get(path, headers=ENGLISH).content.decode())
    return " ".join(f"{label} {words_of(cell)}" for label, cell in found)


def in_euros(cents: int) -> str:
    with translation.override("en"):
        return euros(cents)


def number_after(words: str, text: str) -> int:
    found = re.search(re.escape(words) + r" ([\d,]+)", text)
    assert found, f"{words} is not in {text}"
    return int(found[1].replace(",", ""))
