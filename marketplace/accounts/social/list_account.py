"""An influencer lists the accounts on which they post."""

from __future__ import annotations

from django.db import transaction

from marketplace.accounts.models import Influencer, SocialAccount
from marketplace.accounts.models.social_account import plain_handle

MOST = 12
Status = SocialAccount.Status


class TooMany(Exception):
    """Nobody posts on so many accounts: somebody is guessing handles."""


class IsProof(Exception):
    """The account is proven or being checked: it stays."""


def add(influencer: Influencer, network: str, handle: str, followers: int) -> SocialAccount:
    """Return the influencer's account of this name, listed now if need be. Raises TooMany.

    Listed again with another number of followers, it takes the number while it is unproven.
    """
    with transaction.atomic():
        # The influencer's row is the lock: a double click lists one account.
        Influencer.objects.select_for_update(no_key=True).get(pk=influencer.pk)
        listed = influencer.accounts.all()
        found = listed.filter(network=network, handle=plain_handle(handle)).first()
        if found is None:
            if listed.count() >= MOST:
                raise TooMany
            return SocialAccount.objects.create(
                influencer=influencer, network=network, handle=handle, followers=followers
            )
        if found.status in {Status.CLAIMED, Status.REFUSED}:
            found.followers = followers
            found.save(update_fields=["followers"])
        return found


def remove(account: SocialAccount) -> None:
    """Take an unproven account off the list; twice is as once. Raises IsProof."""
    removable = [Status.CLAIMED, Status.REFUSED]
    rows = SocialAccount.objects.filter(pk=account.pk)
    deleted, _ = rows.filter(status__in=removable).delete()
    if not deleted and rows.exists():
        raise IsProof
