"""One bad payee never stops the others: left out, named with the reason, paid once corrected."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from campaigns.clicks.judging import judge_clicks
from campaigns.models import Link
from marketplace.notifications.models import Notice
from payouts import audit, earnings, holds, payment_file, payout_runs
from payouts.bank_accounts import set_iban
from payouts.models import Payout, PayoutAccount
from payouts.payee_problems import find_problems
from payouts.payout_runs import NothingToPay
from tests import factories
from tests.harness.cluster import Cluster
from tests.payouts.bank_account import with_account
from tests.payouts.verdicts import make_due
from tests.signing_in import signed_in_as, with_second_factor

BAD: dict[str, dict[str, Any]] = {
    "street": {"street": "o" * 69 + "œ"},
    "holder": {"holder": "Æ" * 36},
    "postcode": {"postcode": "Œ" * 9},
    "city": {"city": "😀"},
    "country": {"country": "F1"},
    "iban": {"iban_encrypted": b"of another key"},
}


@pytest.fixture(autouse=True)
def days(cluster: Cluster) -> None:
    """A database of its own, with the partitions of these days."""
    factories.prepare_days()


def owed(clicks: int = 40) -> PayoutAccount:
    """Somebody with EUR 14 available, and a bank account."""
    campaign = factories.live()
    link: Link = factories.approved_link(campaign)
    factories.clicks(link, clicks)
    judge_clicks.judge_batch()
    earnings.settle_batch(campaign.pk)
    make_due()
    holds.release_due()
    return with_account(link)


def spoil(account: PayoutAccount, **fields: Any) -> PayoutAccount:
    """As it was saved under other limits, or with another key."""
    PayoutAccount.objects.filter(pk=account.pk).update(**fields)
    account.refresh_from_db()
    return account


def breaches() -> list[str]:
    return [check.name for check in audit.run_audit() if not check.holds]


def test_many_kinds_of_bad_payees_are_left_out_and_the_good_one_is_paid() -> None:
    good = owed()
    bad = {name: spoil(owed(), **fields) for name, fields in BAD.items()}
    outside = owed()
    set_iban(outside, "SA0380000000608010167519")
    outside.save()

    run = payout_runs.create(factories.finance())

    assert [one.influencer_id for one in Payout.objects.all()] == [good.influencer_id]
    why = {one["influencer"]: [p["field"] for p in one["problems"]] for one in run.left_out}
    assert why == {
        **{account.influencer_id: [name] for name, account in bad.items()},
        outside.influencer_id: ["iban"],
    }
    assert run.total_cents == 1_400
    assert breaches() == []


def test_who_was_left_out_is_told_and_paid_by_the_next_run_once_corrected() -> None:
    owed()
    account = spoil(owed(), street="o" * 69 + "œ")
    finance = factories.finance()
    payout_runs.create(finance)
    with pytest.raises(NothingToPay):
        payout_runs.create(finance)

    told = Notice.objects.filter(user=account.influencer.user, topic="money").latest("pk")
    assert "71" in told.words["en"]["paragraphs"][0]
    spoil(account, street="1 rue du Lac")

    run = payout_runs.create(finance)

    assert [one.influencer_id for one in run.payouts.all()] == [account.influencer_id]
    assert run.left_out == []
    assert breaches() == []


def test_finance_reads_who_is_left_out_and_why_before_and_after() -> None:
    owed()
    account = spoil(owed(), street="o" * 69 + "œ")
    client = signed_in_as(with_second_factor(factories.finance()))
    client.cookies["django_language"] = "en"
    named = f"{account.influencer.display_name} – street and number: 71 characters"

    before = client.get("/payouts/").content.decode()
    made = client.post("/payouts/new/", follow=True)
    after = made.content.decode()

    assert named in before
    assert "to be paid to 1 influencer" in " ".join(before.split())
    assert after.count(named) == 2  # those who wait, and the run that left them out
    assert "1 payee is left out of this file" in after


def test_a_payee_sees_what_to_correct_beside_their_earnings() -> None:
    account = spoil(owed(), city="😀")
    client = signed_in_as(account.influencer.user)
    client.cookies["django_language"] = "en"

    page = client.get("/earnings/").content.decode()

    assert "city: nothing that a bank can read" in page
    assert "It leaves with the next payout." not in page


def test_a_payee_whom_only_the_schema_refuses_is_found_by_building_each_alone() -> None:
    """What our own checks do not know yet must not stop the others either."""
    good, bad = owed(), spoil(owed(), country="F1")
    due = [(Payout(influencer_id=one.influencer_id, cents=1_400), one) for one in (bad, good)]

    file, kept = payment_file.build_sound(due, date(2026, 12, 1))

    assert [account for _payout, account in kept] == [good]
    assert file.count(b"<CdtTrfTxInf>") == 1


def test_a_payer_whom_the_schema_refuses_is_no_fault_of_the_payees(settings: Any) -> None:
    account = owed()
    settings.OPERATOR_IBAN = "no IBAN"
    due = [(Payout(influencer_id=account.influencer_id, cents=1_400), account)]

    with pytest.raises(Exception, match="IBAN"):
        payment_file.build_sound(due, date(2026, 12, 1))


def test_a_sound_account_has_no_problem() -> None:
    assert find_problems(owed()) == []
