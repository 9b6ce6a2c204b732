"""A code in the profile: asked, confirmed or refused by a person, or seen by a checker."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from marketplace.accounts.findings import same_handle
from marketplace.accounts.models import Finding, SocialAccount
from marketplace.accounts.social import find_code_in_profile, list_account, prove_account
from marketplace.audience import Tier
from marketplace.fetching.guarded import FetchRefused, Page, Reason
from marketplace.models import OutboxMessage
from marketplace.notifications.models import Mail
from marketplace.states import IllegalTransition
from tests import factories

pytestmark = pytest.mark.django_db
Status = SocialAccount.Status


def asked(**fields: object) -> SocialAccount:
    owner = factories.InfluencerFactory.create(account=None)
    account = factories.social_account(owner, **fields)
    prove_account.ask_for_proof(account)
    return account


def test_asking_twice_is_asking_once() -> None:
    account = asked()
    since = account.asked_at

    prove_account.ask_for_proof(account)

    account.refresh_from_db()
    assert (account.status, account.asked_at) == (Status.WAITING, since)
    assert list(prove_account.waiting_accounts()) == [account]


def test_a_proof_opens_the_tier_of_the_followers_that_were_seen() -> None:
    account = asked(followers=90_000)
    Mail.objects.all().delete()

    prove_account.confirm(account, factories.reviewer(), followers=12_000)

    account.refresh_from_db()
    assert account.influencer.tier == Tier.MICRO
    assert account.followers == 12_000
    assert Mail.objects.get().to == account.influencer.user.email


def test_a_refusal_says_why_and_one_may_ask_again() -> None:
    account = asked()
    Mail.objects.all().delete()

    prove_account.refuse(account, factories.reviewer(), "The code is not there.")

    assert "The code is not there." in Mail.objects.get().text
    prove_account.ask_for_proof(account)
    assert account.status == Status.WAITING


def test_nothing_is_decided_twice() -> None:
    account = asked()
    prove_account.confirm(account, factories.reviewer())

    with pytest.raises(IllegalTransition):
        prove_account.refuse(account, factories.reviewer(), "No.")


def test_what_somebody_else_has_proven_is_a_finding_and_no_proof() -> None:
    prove_account.confirm(asked(network="x", handle="@Lina"), factories.reviewer())
    other = asked(network="x", handle="lina")

    with pytest.raises(prove_account.ProvenByAnother):
        prove_account.confirm(other, factories.reviewer())

    other.refresh_from_db()
    assert other.status == Status.WAITING
    finding = Finding.objects.get()
    assert finding.evidence == {"network": "x", "handle": "@lina"}
    assert finding.influencers.count() == 2


def test_a_handle_that_nobody_has_proven_is_no_finding() -> None:
    asked(network="x", handle="lina")
    asked(network="x", handle="lina")

    assert same_handle.find_same_handle() == 0


def test_the_database_keeps_a_proven_handle_for_one() -> None:
    prove_account.confirm(asked(network="x", handle="lina"), factories.reviewer())

    with pytest.raises(IntegrityError, match="proven_handle_once"), transaction.atomic():
        factories.social_account(
            factories.InfluencerFactory.create(), network="x", handle="lina", status="proven"
        )


def test_a_double_click_lists_one_account() -> None:
    owner = factories.InfluencerFactory.create(account=None)

    first = list_account.add(owner, "x", "@Lina", 300)

    assert list_account.add(owner, "x", "lina", 400) == first
    assert owner.accounts.get().followers == 400


def test_what_is_proven_stays_on_the_list() -> None:
    account = asked()
    prove_account.confirm(account, factories.reviewer())

    with pytest.raises(list_account.IsProof):
        list_account.remove(account)


class Profile:
    """A checker over a page that is at hand."""

    def __init__(self, text: str) -> None:
        self.text = text

    def sees_the_code(self, account: SocialAccount) -> bool:
        return account.code in self.text


@pytest.mark.parametrize(("followers", "status"), [(300, Status.PROVEN), (12_000, Status.WAITING)])
def test_a_checker_decides_alone_only_where_the_number_changes_nothing(
    followers: int, status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = asked(network="tiktok", followers=followers)
    monkeypatch.setitem(find_code_in_profile.CHECKERS, "tiktok", Profile(f"me {account.code}"))

    find_code_in_profile.find_code_in_profile(account.pk)

    account.refresh_from_db()
    assert account.status == status
    assert account.code_seen_at is not None


def test_a_profile_without_the_code_is_left_to_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    account = asked(network="tiktok")
    monkeypatch.setitem(find_code_in_profile.CHECKERS, "tiktok", Profile("nothing here"))

    find_code_in_profile.find_code_in_profile(account.pk)

    account.refresh_from_db()
    assert (account.status, account.code_seen_at) == (Status.WAITING, None)


def test_a_public_profile_is_fetched_and_a_refusal_sees_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    account = asked(network="tiktok", handle="lina")
    pages = {"https://t.example/@lina": Page(200, "text/html", account.code.encode(), "")}

    def fetch(url: str) -> Page:
        if url not in pages:
            raise FetchRefused(Reason.UNREACHABLE, url)
        return pages[url]

    monkeypatch.setattr(find_code_in_profile, "fetch", fetch)

    assert find_code_in_profile.PublicProfile("https://t.example/@{handle}").sees_the_code(account)
    assert not find_code_in_profile.PublicProfile("https://else.example/{handle}").sees_the_code(
        account
    )


@pytest.mark.parametrize("fetched", [True, False])
def test_profiles_are_fetched_only_where_it_is_wished(fetched: bool, settings: object) -> None:
    settings.PROFILES_ARE_FETCHED = fetched  # type: ignore[attr-defined]

    asked()

    assert OutboxMessage.objects.filter(task=prove_account.TASK).exists() is fetched
