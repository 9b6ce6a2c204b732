"""Suspend a person or an organisation, and restore them: with a reason, kept, and told to them."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import (
    Organisation,
    StatementOfReasons,
    Suspension,
    SuspensionLift,
    User,
)
from marketplace.accounts.statements import decision_reasons
from marketplace.accounts.statements.write_statement import Decision, Kind, path_of, state
from marketplace.notifications.notices import notify


class CannotSuspend(Exception):
    """Staff are not suspended: their role is taken from them."""


def lasting(whom: User | Organisation) -> Suspension | None:
    """Return the suspension that lasts, None when there is none."""
    return whom.suspensions.lasting().select_related("statement").first()


def suspend(whom: User | Organisation, by: User, reason: str) -> Suspension:
    """Suspend, state why, and tell them; twice is once. Raises CannotSuspend.

    What runs of an organisation is paused by campaigns/running/suspend_campaigns.py, the caller.
    """
    if isinstance(whom, User) and whom.is_staff:
        raise CannotSuspend
    with transaction.atomic():
        # The row is the lock, also of whoever lets a campaign run again meanwhile.
        type(whom)._base_manager.select_for_update(no_key=True).get(pk=whom.pk)
        before = lasting(whom)
        if before is not None:
            return before
        kind = Kind.PERSON if isinstance(whom, User) else Kind.ORGANISATION
        statement = state(whom, kind, whom.pk, str(whom), Decision.SUSPENDED, reason, by)
        suspension = Suspension.objects.create(
            user=whom if isinstance(whom, User) else None,
            organisation=whom if isinstance(whom, Organisation) else None,
            statement=statement,
            by=by,
        )
        _tell(whom, statement)
    return suspension


def restore(whom: User | Organisation, by: User, reason: str) -> bool:
    """Lift the suspension that lasts; return whether there was one."""
    with transaction.atomic():
        type(whom)._base_manager.select_for_update(no_key=True).get(pk=whom.pk)
        suspension = lasting(whom)
        if suspension is None:
            return False
        SuspensionLift.objects.create(suspension=suspension, by=by, reason=reason)
        for user in _people(whom):
            notify(
                user,
                _("The suspension is lifted"),
                [decision_reasons.told(reason), _("You can go on where you were.")],
                "/",
                _("Go to Franc"),
            )
    return True


def _tell(whom: User | Organisation, statement: StatementOfReasons) -> None:
    of_person = isinstance(whom, User)
    title = _("Your account is suspended") if of_person else _("Your organisation is suspended")
    words = (
        _("You can still read this decision and take your data along.")
        if of_person
        else _("Its campaigns are paused. You can still see everything.")
    )
    for user in _people(whom):
        notify(
            user,
            title,
            [decision_reasons.told(statement.reason), words],
            path_of(statement),
            _("Read the decision"),
        )


def _people(whom: User | Organisation) -> list[User]:
    return [whom] if isinstance(whom, User) else list(whom.members.all())
