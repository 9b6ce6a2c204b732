"""What becomes of a small balance when its owner leaves: one last payout, or a waiver.

Both are for those alone who asked to leave (marketplace/personal_data/leave_franc.py).
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Influencer, User
from marketplace.notifications.models import Topic
from marketplace.notifications.notices import filled, notify
from marketplace.personal_data import leave_franc
from marketplace.typography import euros
from payouts import ledger, lock_available, netting
from payouts.ledger import Kind
from payouts.models import LastPayout, Waiver
from payouts.payout_runs import LEAST_CENTS


class NotLeaving(Exception):
    """They did not ask to leave, or took it back."""


class OtherBalance(Exception):
    """What is available is not what was shown, or is no small balance; nothing was changed."""


def ask_for_last_payout(influencer: Influencer) -> None:
    """Have the next run pay what is available below the minimum; twice is once.

    Raises NotLeaving.
    """
    with transaction.atomic():
        _require_leaving(influencer.user)
        LastPayout.objects.get_or_create(
            influencer=influencer, withdrawn_at=None, defaults={"asked_by": influencer.user}
        )


def withdraw(user: User) -> None:
    """They stay: nothing is paid below the minimum any more. What was waived stays waived."""
    LastPayout.objects.asked().filter(influencer__user=user).update(withdrawn_at=timezone.now())


def waive(influencer: Influencer, cents: int, key: UUID) -> None:
    """Give up what is available, `cents` as they were shown, once per `key` of the form.

    Raises NotLeaving or OtherBalance.
    """
    with transaction.atomic():
        _require_leaving(influencer.user)
        lock_available.lock()
        if Waiver.objects.filter(key=key, influencer=influencer).exists():
            return
        netting.net_all()
        available = ledger.balance(Kind.INFLUENCER_AVAILABLE, influencer=influencer.pk)
        if available != cents or not 0 < cents < LEAST_CENTS:
            raise OtherBalance
        _waive(influencer, cents, key)


def _waive(influencer: Influencer, cents: int, key: UUID) -> None:
    transfer = ledger.post(
        "waiver",
        f"waiver:{key}",
        {
            ledger.account(Kind.INFLUENCER_AVAILABLE, influencer=influencer.pk): -cents,
            ledger.account(Kind.WAIVED): cents,
        },
    )
    Waiver.objects.create(
        influencer=influencer, asked_by=influencer.user, cents=cents, key=key, transfer_id=transfer
    )
    notify(
        influencer.user,
        filled(_("You waived %(amount)s"), amount=lazy(euros, str)(cents)),
        [_("They are not paid to you any more. This cannot be undone.")],
        reverse("payouts:earnings"),
        _("See my earnings"),
        topic=Topic.MONEY,
    )


def _require_leaving(user: User) -> None:
    """The wish's row is the lock: who takes it back at this moment is before or after."""
    if leave_franc.lock_wish(user) is None:
        raise NotLeaving
