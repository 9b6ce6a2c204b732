"""Look for the code in a public profile. Networks that turn robots away are left to a person."""

from __future__ import annotations

from typing import Protocol

from marketplace.accounts.models import SocialAccount
from marketplace.accounts.social import prove_account
from marketplace.audience import Network
from marketplace.fetching.guarded import FetchRefused, fetch
from marketplace.states import IllegalTransition, StateChanged

OK = 200


class Checker(Protocol):
    """Says whether the code stands in the profile of an account."""

    def sees_the_code(self, account: SocialAccount) -> bool: ...


class PublicProfile:
    """Fetches the profile at `address`, in which {handle} stands for the handle."""

    def __init__(self, address: str) -> None:
        self.address = address

    def sees_the_code(self, account: SocialAccount) -> bool:
        try:
            page = fetch(self.address.format(handle=account.handle))
        except FetchRefused:
            return False
        return page.status == OK and account.code.encode() in page.body


# Instagram, Facebook and X ask robots to sign in, WhatsApp has no public profile: a person looks.
CHECKERS: dict[str, Checker] = {
    Network.YOUTUBE: PublicProfile("https://www.youtube.com/@{handle}/about"),
    Network.TIKTOK: PublicProfile("https://www.tiktok.com/@{handle}"),
}


def find_code_in_profile(account_id: int) -> None:
    """Look once; what a checker does not see stays with the people who do."""
    account = SocialAccount.objects.select_related("influencer__user").get(pk=account_id)
    checker = CHECKERS.get(account.network)
    if checker is None or account.status != SocialAccount.Status.WAITING:
        return
    if checker.sees_the_code(account):
        try:
            prove_account.code_seen(account)
        except (IllegalTransition, StateChanged, prove_account.ProvenByAnother):
            return  # somebody decided meanwhile, or a person must
