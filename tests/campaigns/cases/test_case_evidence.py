"""Evidence as it is drawn, and whatever shape it comes in, no page that fails."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from campaigns.cases import case_evidence
from campaigns.models import Case, CaseDecision
from tests import factories

pytestmark = pytest.mark.django_db
FULL: dict[str, dict[str, Any]] = {
    "ring": {"members": [1, 2, 3], "edges": [[1, 2, 4], [2, 1, 3], [3, 9, 1]]},
    "incited": {
        "posted_at": "2026-11-01T10:05:00+00:00",
        "bins": [["2026-11-01T10:00:00+00:00", 1, 0], ["2026-11-01T10:10:00+00:00", 9, 8]],
        "features": {"soon": [0.8, 0.2], "something_new": [1, 2]},
    },
    "script": {"gaps": [47.0, 48, 46.5], "cv": 0.02, "period": 47},
    "even_growth": {"before": [10, 20], "growth": [5, 10], "p": 0.0004},
    "spike": {"hours": [["2026-11-01T10:00:00+00:00", 160]], "limit": 118},
    "disputed": {"question": "All at night."},
}


def drawn(reason: str, of: object) -> case_evidence.Shown:
    return case_evidence.shown(Case(reason=reason, key="k", evidence=of))


def test_a_ring_is_a_graph_of_those_who_are_in_it() -> None:
    shown = drawn("ring", FULL["ring"])

    assert shown.graph is not None
    assert (len(shown.graph.nodes), len(shown.graph.edges), len(shown.rows)) == (3, 2, 2)


def test_an_incitement_is_a_timeline_that_marks_the_post() -> None:
    shown = drawn("incited", FULL["incited"])

    assert shown.columns is not None
    assert [one.bar.is_marked for one in shown.columns.drawn] == [True, False]
    assert [(bar.part_height, bar.height) for bar in shown.columns.drawn][1] == ("177.8", "200.0")


@pytest.mark.parametrize("reason", [*FULL, "late", "unheard_of"])
@pytest.mark.parametrize("of", [None, {}, {"edges": "x", "bins": [[1]], "gaps": ["a"]}, []])
def test_what_is_missing_is_left_out(reason: str, of: object) -> None:
    shown = drawn(reason, of)

    assert shown.graph is None or shown.graph.nodes == []
    assert shown.columns is None or shown.columns.drawn == []
    assert shown.facts == []
    assert [text for row in shown.rows for text in row if text] == []


def reviewer() -> Client:
    user = factories.reviewer()
    TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("reason", FULL)
def test_the_page_of_a_case_shows_its_evidence(reason: str) -> None:
    case = factories.case(factories.approved_link(factories.live()), reason)
    Case.objects.filter(pk=case.pk).update(evidence=FULL[reason])

    page = reviewer().get(f"/review/cases/{case.pk}/")

    assert page.status_code == 200
    assert drawn(reason, FULL[reason]).title in page.content.decode()


def test_a_reviewer_decides_the_clicks_that_are_ticked_and_says_why() -> None:
    case = factories.case(factories.approved_link(factories.live()), count=2)
    first = case.clicks.order_by("pk")[0]
    client, url = reviewer(), f"/review/cases/{case.pk}/decide/"
    ticked = {"scope": "ticked", "decision": "rejected"}

    nothing = client.post(url, {**ticked, "ready": "clicks_exchanged"})
    silent = client.post(url, {**ticked, "click": [str(first.click_id)]})
    done = client.post(url, {**ticked, "click": [str(first.click_id)], "ready": "clicks_exchanged"})

    assert (nothing.status_code, silent.status_code, done.status_code) == (422, 422, 302)
    assert CaseDecision.objects.get().clicks == 1


def test_the_desk_has_cases_and_appeals_among_the_rest() -> None:
    case = factories.case(factories.approved_link(factories.live()), count=2)

    page = reviewer().get("/review/?kind=case").content.decode()

    assert f"case-{case.pk}" in page
