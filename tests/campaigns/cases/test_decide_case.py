"""A person decides: for all, for one claim, for some; logged, reversible, told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.models import F

from campaigns.cases import appeal_case, decide_case, open_case, rule_precision
from campaigns.cases.suspicion import Suspicion
from campaigns.models import Appeal, Campaign, Case, CaseClick, CaseDecision, Claim, Verdict
from campaigns.running import dispute_clicks
from marketplace.accounts.models import StatementOfReasons
from marketplace.notifications.models import Notice
from payouts import ledger, revisit_set_aside
from payouts.ledger import Kind
from tests import factories
from tests.campaigns.cases.standing_verdict import stands
from tests.payouts.verdicts import breaches, paid_link, settle, suspicion

pytestmark = pytest.mark.django_db
WHY = "They clicked each other."


def rejected_case() -> tuple[Case, Claim]:
    link, clicks = paid_link(3)
    open_case.hold(suspicion(link, clicks))
    case = Case.objects.get()
    decide_case.decide_case(case.pk, factories.reviewer(), "rejected", WHY)
    settle(case.campaign_id)
    return case, link.claim


def test_all_clicks_of_a_case_are_decided_and_the_influencer_reads_why() -> None:
    case, claim = rejected_case()

    case.refresh_from_db()
    statement = StatementOfReasons.objects.get(user=claim.influencer.user)
    assert case.status == Case.Status.DECIDED
    assert set(Verdict.objects.filter(seq=3).values_list("outcome", flat=True)) == {"rejected"}
    assert (statement.kind, statement.reason) == (StatementOfReasons.Kind.CASE, WHY)
    assert Notice.objects.filter(user__memberships__organisation=case.campaign.buyer).exists()


def test_only_the_clicks_that_are_named_are_decided() -> None:
    link, clicks = paid_link(3)
    open_case.hold(suspicion(link, clicks))
    case = Case.objects.get()

    decide_case.decide_case(case.pk, factories.reviewer(), "valid", WHY, clicks=clicks[:1])

    case.refresh_from_db()
    assert [stands(click)[0] for click in clicks] == ["valid", "held", "held"]
    assert case.status == Case.Status.OPEN


def test_one_claim_of_a_ring_is_decided_alone() -> None:
    campaign = factories.live()
    links = [factories.approved_link(campaign) for _ in range(2)]
    made = [factories.clicks(link, 1) for link in links]
    settle(campaign.pk)
    parts = [suspicion(link, clicks) for link, clicks in zip(links, made, strict=True)]
    open_case.hold(Suspicion("ring", "both", campaign.pk, [*parts[0].clicks, *parts[1].clicks]))

    decide_case.decide_case(
        Case.objects.get().pk, factories.reviewer(), "valid", WHY, claim_id=links[0].claim_id
    )

    assert [stands(clicks[0])[0] for clicks in made] == ["valid", "held"]


def test_deciding_the_same_twice_changes_nothing() -> None:
    case, _claim = rejected_case()
    decided_at = CaseClick.objects.values_list("decided_at", flat=True)[0]

    assert decide_case.decide_case(case.pk, factories.reviewer(), "rejected", WHY) == 0

    assert CaseDecision.objects.count() == 1
    assert set(CaseClick.objects.values_list("decided_at", flat=True)) == {decided_at}


def test_a_later_decision_replaces_it_and_both_are_kept() -> None:
    case, claim = rejected_case()

    decide_case.decide_case(case.pk, factories.reviewer(), "valid", "I was wrong.")
    settle(case.campaign_id)

    claim.refresh_from_db()
    assert list(case.decisions.values_list("outcome", flat=True)) == ["valid", "rejected"]
    assert claim.accrued_cents == 105
    assert breaches() == []


def test_a_decision_is_never_edited() -> None:
    rejected_case()

    with pytest.raises(ProgrammingError), transaction.atomic():
        CaseDecision.objects.update(reason="Another.")


def test_an_appeal_that_is_upheld_pays_the_clicks_after_all() -> None:
    case, claim = rejected_case()
    appeal = appeal_case.appeal(case.pk, claim, "We share an office.")

    appeal_case.decide_appeal(appeal, factories.reviewer(), "It is so.", upheld=True)
    settle(case.campaign_id)

    claim.refresh_from_db()
    granted = StatementOfReasons.objects.filter(decision="granted")
    assert claim.accrued_cents == 105
    assert granted.filter(user=claim.influencer.user).exists()
    assert granted.filter(organisation=case.campaign.buyer).exists()
    assert breaches() == []


def test_an_appeal_that_is_refused_gives_the_money_back() -> None:
    case, claim = rejected_case()
    appeal = appeal_case.appeal(case.pk, claim, "We share an office.")

    appeal_case.decide_appeal(appeal, factories.reviewer(), "It is not so.", upheld=False)
    wake_and_settle(case)

    claim.refresh_from_db()
    assert claim.accrued_cents == 0
    assert ledger.balance(Kind.INFLUENCER_PENDING, influencer=claim.influencer_id) == 0
    assert breaches() == []


def wake_and_settle(case: Case) -> None:
    revisit_set_aside.wake_decided()
    settle(case.campaign_id)


def test_who_decided_the_case_does_not_answer_the_appeal() -> None:
    case, claim = rejected_case()
    appeal = appeal_case.appeal(case.pk, claim, "We share an office.")
    decider = case.decisions.get().by

    with pytest.raises(appeal_case.SamePerson):
        appeal_case.decide_appeal(appeal, decider, "No.", upheld=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(
            status="refused", decided_by=decider, decided_at=F("at"), answer="No."
        )


def test_a_case_is_appealed_once_and_within_thirty_days() -> None:
    case, claim = rejected_case()
    first = appeal_case.appeal(case.pk, claim, "We share an office.")

    assert appeal_case.appeal(case.pk, claim, "A second tab.") == first


def test_after_thirty_days_nobody_appeals() -> None:
    case, claim = rejected_case()
    CaseClick.objects.update(decided_at=F("decided_at") - timedelta(days=appeal_case.DAYS + 1))

    with pytest.raises(appeal_case.CannotAppeal):
        appeal_case.appeal(case.pk, claim, "Too late.")


def test_what_is_under_appeal_only_the_appeal_decides() -> None:
    case, claim = rejected_case()
    appeal_case.appeal(case.pk, claim, "We share an office.")

    with pytest.raises(decide_case.UnderAppeal):
        decide_case.decide_case(case.pk, factories.reviewer(), "valid", "I was wrong.")


def test_what_is_closed_is_not_paid_after_all() -> None:
    case, _claim = rejected_case()
    Campaign.objects.filter(pk=case.campaign_id).update(status=Campaign.Status.CLOSED)

    with pytest.raises(decide_case.CampaignIsClosed):
        decide_case.decide_case(case.pk, factories.reviewer(), "valid", "I was wrong.")


def test_a_question_of_the_brand_that_is_justified_is_a_decided_case() -> None:
    link, clicks = paid_link(3)
    brand = link.claim.campaign.buyer.members.get()
    dispute = dispute_clicks.open_dispute(link.claim, brand, "All at night.")
    after = factories.click(link)
    settle(link.claim.campaign_id)

    dispute_clicks.answer(dispute, factories.reviewer(), "They are not people.", upheld=True)
    settle(link.claim.campaign_id)

    case = Case.objects.get(reason="disputed")
    assert [stands(click) for click in clicks] == [("rejected", ["disputed"])] * 3
    assert stands(after) == ("valid", [])
    assert appeal_case.appealable_until(case, link.claim) is not None
    assert breaches() == []


def test_the_precision_of_a_rule_is_what_people_refused_of_what_they_decided() -> None:
    link, clicks = paid_link(4)
    open_case.hold(suspicion(link, clicks))
    case = Case.objects.get()
    decide_case.decide_case(case.pk, factories.reviewer(), "rejected", WHY, clicks=clicks[:3])
    decide_case.decide_case(case.pk, factories.reviewer(), "valid", WHY, clicks=clicks[3:])

    found = rule_precision.by_reason()

    assert [(one.reason, one.clicks, one.clicks_rejected, one.bps) for one in found] == [
        ("ring", 4, 3, 7_500)
    ]
    assert (found[0].cases, found[0].cases_rejected) == (1, 1)
