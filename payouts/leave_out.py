"""Payees whom no payment file can name: left out, named to finance, and told what to correct.

One bad row never stops the others: the balance of a payee left out stays available, and is paid
by the first run after they corrected it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Influencer
from marketplace.notifications.models import Topic
from marketplace.notifications.notices import notify
from payouts.models import PayoutAccount, PayoutRun
from payouts.payee_problems import Problem, find_problems, refused_by_schema, say_problem


class LeftOut(TypedDict):
    """Whom a file could not name: `influencer` is an id."""

    influencer: int
    problems: list[Problem]


def sound(due: Iterable[tuple[PayoutAccount, int]]) -> list[tuple[PayoutAccount, int]]:
    """Return the accounts that a file can name, with their cents."""
    return [(account, cents) for account, cents in due if not find_problems(account)]


def tell(accounts: Iterable[PayoutAccount]) -> list[LeftOut]:
    """Tell the people of these accounts why they are not paid; return what the run keeps."""
    kept: list[LeftOut] = []
    for account in accounts:
        problems = find_problems(account) or [refused_by_schema()]
        notify(
            account.influencer.user,
            _("Your payout waits: correct your bank details"),
            [lazy(say_problem, str)(problem) for problem in problems],
            reverse("payouts:payout_account"),
            _("Correct them"),
            topic=Topic.MONEY,
        )
        kept.append({"influencer": account.influencer_id, "problems": problems})
    return kept


def say_problems(problems: Iterable[Problem]) -> str:
    """Return what is wrong with a payee in one line, in the language of the moment."""
    return " · ".join(say_problem(problem) for problem in problems)


def waiting(due: Iterable[tuple[PayoutAccount, int]]) -> list[str]:
    """Name those whom a run made now would leave out, and why."""
    found = ((account, find_problems(account)) for account, _cents in due)
    return [
        f"{account.influencer.display_name} – {say_problems(problems)}"
        for account, problems in found
        if problems
    ]


def named(runs: Iterable[PayoutRun]) -> dict[int, list[str]]:
    """Return run id -> whom it left out and why, by name."""
    left = {run.pk: list[LeftOut](run.left_out) for run in runs}
    ids = {one["influencer"] for ones in left.values() for one in ones}
    names = dict(Influencer.objects.filter(pk__in=ids).values_list("pk", "display_name"))
    return {pk: [_named(one, names) for one in ones] for pk, ones in left.items()}


def _named(one: LeftOut, names: dict[int, str]) -> str:
    return f"{names.get(one['influencer'], '')} – {say_problems(one['problems'])}"
