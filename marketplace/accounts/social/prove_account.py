"""Prove that an account is somebody's: a code in its public profile, which a person confirms.

A checker may look for the code first (find_code_in_profile.py). It proves whose the account is and
cannot count followers, so it decides alone only where the number changes nothing: below the first
tier.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from marketplace import outbox
from marketplace.accounts.findings import same_handle
from marketplace.accounts.models import SocialAccount, User
from marketplace.accounts.social import proof_notices
from marketplace.accounts.statements import write_statement
from marketplace.audience import Tier, tier_of
from marketplace.states import IllegalTransition, StateChanged, Transitions

Status = SocialAccount.Status
ACCOUNT = Transitions(
    {
        Status.CLAIMED: frozenset({Status.WAITING}),
        Status.WAITING: frozenset({Status.PROVEN, Status.REFUSED}),
        Status.REFUSED: frozenset({Status.WAITING}),
    }
)
TASK = "accounts.check_profile"


class ProvenByAnother(Exception):
    """Somebody else has proven this account; the finding for a person is written down."""


def waiting_accounts() -> QuerySet[SocialAccount]:
    """Accounts that wait for a person, the one that waits longest first."""
    waiting = SocialAccount.objects.waiting()
    return waiting.select_related("influencer__user").order_by("asked_at", "pk")


def ask_for_proof(account: SocialAccount) -> None:
    """Its owner says that the code stands in the profile; asking twice is as once."""
    with transaction.atomic():
        try:
            ACCOUNT.move(account, Status.WAITING, asked_at=timezone.now(), reason="")
        except (IllegalTransition, StateChanged):
            return
        if settings.PROFILES_ARE_FETCHED:
            outbox.put(TASK, account_id=account.pk)


def code_seen(account: SocialAccount) -> None:
    """A checker found the code in the public profile."""
    seen = timezone.now()
    if tier_of(account.followers) == Tier.EVERYDAY:
        _prove(account, by=None, code_seen_at=seen)
    else:
        SocialAccount.objects.filter(pk=account.pk).update(code_seen_at=seen)


def confirm(account: SocialAccount, by: User, followers: int | None = None) -> None:
    """A person saw the code, and `followers` when they differ from what was said.

    Raises ProvenByAnother, and IllegalTransition or StateChanged when it was decided before.
    """
    _prove(account, by, followers=account.followers if followers is None else followers)


def refuse(account: SocialAccount, by: User, reason: str) -> None:
    """The code is not there, or the number is not; the person is told why.

    Raises IllegalTransition or StateChanged when it was decided before.
    """
    with transaction.atomic():
        ACCOUNT.move(account, Status.REFUSED, decided_by=by, reason=reason)
        statement = write_statement.state(
            account.influencer.user, write_statement.Kind.ACCOUNT, account.pk, str(account),
            write_statement.Decision.REFUSED, reason, by,
        )  # fmt: skip
        proof_notices.account_decided(account, statement)


def _prove(account: SocialAccount, by: User | None, **seen: Any) -> None:
    try:
        with transaction.atomic():
            ACCOUNT.move(account, Status.PROVEN, proven_at=timezone.now(), decided_by=by, **seen)
            proof_notices.account_decided(account)
    except IntegrityError as error:
        same_handle.find_same_handle()
        raise ProvenByAnother(str(account)) from error
