"""Write a statement of reasons down, in the transaction of the decision that it explains."""

from __future__ import annotations

from django.urls import reverse

from marketplace.accounts.models import Organisation, StatementOfReasons, User
from marketplace.accounts.statements import decision_reasons

Kind = StatementOfReasons.Kind
Decision = StatementOfReasons.Decision


def state(
    to: User | Organisation,
    kind: StatementOfReasons.Kind,
    about: int,
    title: str,
    decision: StatementOfReasons.Decision,
    reason: str,
    by: User,
    *,
    facts: str = "",
) -> StatementOfReasons:
    """Return the statement, addressed to a person or to the people of an organisation.

    The caller tells them in the same transaction, with a link to `path_of` it.
    """
    addressee = {"user": to} if isinstance(to, User) else {"organisation": to}
    return StatementOfReasons.objects.create(
        kind=kind, about=about, title=title, decision=decision, facts=facts, reason=reason,
        ground=decision_reasons.ground_of(kind, reason), policy=decision_reasons.VERSION, by=by,
        **addressee,
    )  # fmt: skip


def path_of(statement: StatementOfReasons) -> str:
    return reverse("accounts:statement", args=[statement.pk])
