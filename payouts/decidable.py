"""How the things of money are decided: transfers announced by brands, files of payouts."""

from __future__ import annotations

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.decided.by_state import decided_once
from marketplace.accounts.decided.kinds import Decision, register
from marketplace.accounts.models import User
from marketplace.notifications.notices import filled
from marketplace.typography import euros
from payouts.models import PayoutRun, TopUp


def register_kinds() -> None:
    register(TopUp, TOP_UP)
    register(PayoutRun, RUN)


def _top_up_path(_top_up: TopUp, reader: User) -> str:
    return reverse("payouts:top_ups" if reader.is_staff else "payouts:funds")


def _run_decided(run: PayoutRun) -> Decision:
    return Decision(run.status, run.get_status_display(), run.sent_by, run.sent_at)


TOP_UP = decided_once(
    TopUp.Status.WAITING,
    lambda top_up: filled(
        _("Transfer of %(amount)s from %(organisation)s"),
        amount=lazy(euros, str)(top_up.gross_cents),
        organisation=top_up.organisation.name,
    ),
    _top_up_path,
)
RUN = decided_once(
    PayoutRun.Status.FILED,
    lambda run: filled(_("Payout run of %(amount)s"), amount=lazy(euros, str)(run.total_cents)),
    lambda _run, _reader: reverse("payouts:run_list"),
    decided=_run_decided,
)
