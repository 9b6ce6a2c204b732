"""Opening a case: what is held, what is left alone, and nothing twice."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from django.db import transaction

from campaigns.cases import decide_case, gather_held, open_case
from campaigns.clicks.judging import judge_clicks, rejudge_held
from campaigns.models import Case, CaseClick, HeldClick, HourlyVerdict, Link, LinkTotal, Verdict
from tests import factories
from tests.campaigns.cases.standing_verdict import stands
from tests.payouts.verdicts import change_to, paid_link, suspicion

pytestmark = pytest.mark.django_db


def test_the_clicks_of_a_suspicion_are_held_and_counted_as_held() -> None:
    link, clicks = paid_link(3)

    held = open_case.hold(suspicion(link, clicks[:2]))

    assert held == 2
    assert [stands(click) for click in clicks] == [("held", ["ring"])] * 2 + [("valid", [])]
    assert set(HeldClick.objects.values_list("click_id", flat=True)) == set(clicks[:2])
    assert counted("held") == 2
    assert LinkTotal.objects.get(link=link, outcome="held").clicks == 2


def counted(verdict: str) -> int:
    return sum(HourlyVerdict.objects.filter(verdict=verdict).values_list("clicks", flat=True))


def test_a_suspicion_found_again_extends_its_case() -> None:
    link, clicks = paid_link(3)
    open_case.hold(suspicion(link, clicks[:2]))

    again = open_case.hold(suspicion(link, clicks[:2]))
    more = open_case.hold(suspicion(link, clicks))

    assert (again, more) == (0, 1)
    assert Case.objects.get().clicks.count() == 3
    assert Verdict.objects.filter(seq=2).count() == 3


def test_a_second_suspicion_adds_its_reason() -> None:
    link, clicks = paid_link(1)
    open_case.hold(suspicion(link, clicks, "ring"))

    open_case.hold(suspicion(link, clicks, "script"))

    assert stands(clicks[0]) == ("held", ["ring", "script"])


def test_rejected_clicks_are_left_alone_and_make_no_case() -> None:
    link, clicks = paid_link(1)
    change_to(link, clicks, "rejected", "bot")

    assert open_case.hold(suspicion(link, clicks)) == 0

    assert not Case.objects.exists()


def test_what_a_person_decided_is_not_asked_again_for_the_same_reason() -> None:
    link, clicks = paid_link(2)
    open_case.hold(suspicion(link, clicks[:1]))
    decide_case.decide_case(Case.objects.get().pk, factories.reviewer(), "valid", "Honest friends.")

    held = open_case.hold(suspicion(link, clicks, key="another ring"))

    assert held == 1
    assert stands(clicks[0]) == ("valid", [])


def test_new_clicks_of_a_decided_case_are_a_case_of_their_own() -> None:
    link, clicks = paid_link(2)
    open_case.hold(suspicion(link, clicks[:1]))
    decide_case.decide_case(Case.objects.get().pk, factories.reviewer(), "rejected", "They agreed.")

    open_case.hold(suspicion(link, clicks))

    decided, opened = Case.objects.order_by("pk")
    assert (decided.status, opened.status) == (Case.Status.DECIDED, Case.Status.OPEN)
    assert [click.click_id for click in opened.clicks.all()] == clicks[1:]


def test_the_latest_evidence_is_kept() -> None:
    link, clicks = paid_link(2)
    open_case.hold(suspicion(link, clicks[:1]))

    open_case.hold(replace(suspicion(link, clicks), evidence={"members": [1, 2]}))

    assert Case.objects.get().evidence == {"members": [1, 2]}


def late_click(link: Link) -> UUID:
    made = factories.click(link, late=True)
    judge_clicks.judge_batch()
    return made


def test_what_pass_a_holds_is_gathered_into_a_case_of_its_claim_and_reason() -> None:
    link = factories.approved_link(factories.live())
    clicks = {late_click(link), late_click(link)}

    assert (gather_held.gather(), gather_held.gather()) == (2, 0)

    case = Case.objects.get()
    assert (case.reason, case.key) == ("late", f"late:claim:{link.claim_id}")
    assert set(case.clicks.values_list("click_id", flat=True)) == clicks
    assert Verdict.objects.filter(seq=2).count() == 0


def test_what_waits_for_its_post_alone_is_no_case() -> None:
    link = factories.claim(factories.live()).links.get()
    factories.click(link)
    judge_clicks.judge_batch()

    assert gather_held.gather() == 0
    assert not CaseClick.objects.exists()


def test_nobody_gives_up_the_clicks_of_an_open_case() -> None:
    link = factories.approved_link(factories.live())
    late_click(link)
    before = rejected_by_giving_up(link)
    gather_held.gather()

    assert before == "would be given up"
    assert rejudge_held.give_up_batch(link) == 0


def rejected_by_giving_up(link: Link) -> str:
    with transaction.atomic():
        given_up = rejudge_held.give_up_batch(link)
        transaction.set_rollback(True)
    return "would be given up" if given_up else ""
