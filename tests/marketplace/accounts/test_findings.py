"""A person judges a finding; every decision is kept, and nothing follows by itself."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, transaction

from marketplace.accounts.findings import decide_finding
from marketplace.accounts.findings.note_finding import note_finding
from marketplace.accounts.models import Finding, FindingDecision
from marketplace.states import IllegalTransition
from payouts import bank_accounts, same_iban
from payouts.models import PayoutAccount
from tests import factories

pytestmark = pytest.mark.django_db
Kind, Status = Finding.Kind, Finding.Status
IBAN = "FR1420041010050500013M02606"


@pytest.fixture
def finding() -> Finding:
    pair = factories.InfluencerFactory.create_batch(2)
    return note_finding(Kind.SAME_DEVICE, [one.pk for one in pair], {"days": ["2026-11-20"]})


def test_the_same_sign_is_found_once_and_stays_explained(finding: Finding) -> None:
    decide_finding.decide_finding(finding, Status.EXPLAINED, factories.reviewer(), "A couple.")
    people = list(finding.influencers.values_list("pk", flat=True))

    again = note_finding(Kind.SAME_DEVICE, list(reversed(people)), {"days": ["2026-11-21"]})

    again.refresh_from_db()
    assert (again.pk, again.status) == (finding.pk, Status.EXPLAINED)
    assert again.evidence == {"days": ["2026-11-20", "2026-11-21"]}


def test_a_judgement_can_be_turned_round_and_both_are_kept(finding: Finding) -> None:
    reviewer = factories.reviewer()
    decide_finding.decide_finding(finding, Status.EXPLAINED, reviewer, "A couple.")

    decide_finding.decide_finding(
        finding, Status.CONFIRMED, reviewer, "They wrote that they are one."
    )

    kept = FindingDecision.objects.values_list("from_status", "to_status", "reason")
    assert list(kept) == [
        ("open", "explained", "A couple."),
        ("explained", "confirmed", "They wrote that they are one."),
    ]
    with pytest.raises(IllegalTransition):
        decide_finding.decide_finding(finding, Status.CONFIRMED, reviewer, "Again.")


def test_the_application_cannot_edit_a_decision(finding: Finding) -> None:
    decide_finding.decide_finding(finding, Status.EXPLAINED, factories.reviewer(), "A couple.")

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        FindingDecision.objects.update(reason="Something else.")


def test_two_who_are_paid_to_one_bank_account_are_a_finding() -> None:
    people = factories.InfluencerFactory.create_batch(2)
    for one in people:
        account = PayoutAccount(influencer=one, holder="A", street="1", postcode="1", city="Lyon")
        bank_accounts.set_iban(account, IBAN)
        account.save()

    assert same_iban.find_same_iban() == 1

    found = Finding.objects.get()
    assert found.kind == Kind.SAME_IBAN
    assert set(found.influencers.all()) == set(people)
    assert IBAN not in str(found.evidence)
