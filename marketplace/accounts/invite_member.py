"""Invite somebody by mail to act for an organisation, and let them in once.

The mail holds a token whose hash alone is kept. Whoever signs in with the address that was
invited needs no token: that address was confirmed by a mail of its own.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from marketplace.accounts import mail_invitation, membership, organisation_log
from marketplace.accounts.models import Invitation, Membership, Organisation, User
from marketplace.accounts.models.invitation import InvitationQuerySet
from marketplace.paris_days import end_of_day_after
from marketplace.states import Transitions

VALID_DAYS = 7
MOST_OPEN = 30  # an organisation's open invitations: mail to strangers has a limit
MOST_MAILS_A_DAY = 60  # of an organisation, in any 24 hours: new ones and those sent again
Status = Invitation.Status
INVITATION = Transitions({Status.OPEN: frozenset({Status.ACCEPTED, Status.REVOKED})})


class NotPossible(Exception):
    """Somebody cannot be invited, or cannot accept; the message says why, to be shown."""


def invite(organisation: Organisation, email: str, role: str, by: User) -> Invitation:
    """Write an invitation and its mail. Raises NotPossible."""
    return write_invitation(organisation, email, by, role=role)


def write_invitation(organisation: Organisation, email: str, by: User, **what: Any) -> Invitation:
    """Write an invitation to what the columns `what` say, and its mail. Raises NotPossible."""
    email = email.lower()
    with transaction.atomic():
        membership.lock(organisation.pk)
        _refuse_needless(organisation, email)
        token = secrets.token_urlsafe(32)
        made = Invitation.objects.create(
            organisation=organisation,
            email=email,
            token_hash=hash_of(token),
            expires_at=_expiry(),
            invited_by=by,
            **what,
        )
        _log(made, organisation_log.Kind.INVITED, by)
        mail_invitation.mail_invitation(made, token, by)
    return made


def send_again(invitation: Invitation, by: User) -> None:
    """Send a new token, valid as long as the first was; the old mail opens nothing any more.

    Raises NotPossible when it was accepted or taken back meanwhile.
    """
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        rows = Invitation.objects.filter(pk=invitation.pk, status=Status.OPEN)
        if not rows.update(token_hash=hash_of(token), expires_at=_expiry(), opened_at=None):
            raise NotPossible(_("This invitation is no longer open."))
        _refuse_too_many_mails(invitation.organisation)
        _log(invitation, organisation_log.Kind.INVITED_AGAIN, by)
        mail_invitation.mail_invitation(invitation, token, by)


def revoke(invitation: Invitation, by: User) -> None:
    """Take it back. Raises IllegalTransition or StateChanged when it was decided before."""
    with transaction.atomic():
        INVITATION.move(invitation, Status.REVOKED, decided_at=timezone.now())
        _log(invitation, organisation_log.Kind.INVITATION_REVOKED, by)


def accept(invitation: Invitation, user: User) -> None:
    """Let `user` in, once. Raises NotPossible, IllegalTransition or StateChanged."""
    why_not = obstacle(invitation, user) or _not_of_member(invitation)
    if why_not:
        raise NotPossible(why_not)
    with transaction.atomic():
        INVITATION.move(invitation, Status.ACCEPTED, decided_at=timezone.now())
        membership.join(invitation.organisation, user, invitation.role)


def obstacle(invitation: Invitation, user: User) -> str:
    """Return why `user` cannot accept, in words for them, or ''."""
    if invitation.email.lower() != user.email.lower():
        words = _("This invitation was sent to %(invited)s, and you are signed in as %(here)s.")
        return str(words % {"invited": invitation.email, "here": user.email})
    if user.role != User.Role.BRAND:
        return gettext(
            "Your account is not one of a brand or agency, and nobody may pay for links and"
            " earn from them at once. Ask to be invited at another address."
        )
    if invitation.status != Status.OPEN:
        return str(_("This invitation is no longer open."))
    if invitation.expired:
        return str(_("This invitation is older than 7 days. Ask for a new one."))
    return ""


def _not_of_member(invitation: Invitation) -> str:
    return gettext("This invitation is to a brand, not to a member.") if invitation.of_brand else ""


def by_token(token: str) -> Invitation | None:
    """Return the invitation whose mail holds `token`; it may be decided or expired."""
    found = Invitation.objects.select_related("organisation", "invited_by")
    return found.filter(token_hash=hash_of(token)).first()


def waiting_for(user: User) -> InvitationQuerySet:
    """Return the open invitations that `user` may accept."""
    mine: InvitationQuerySet = Invitation.objects.in_time().filter(email__iexact=user.email)
    return mine.select_related("organisation", "invited_by")


def hash_of(token: str) -> str:
    """A token has 256 random bits: one round of SHA-256 hides it well enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def _expiry() -> datetime:
    return end_of_day_after(timezone.now(), VALID_DAYS)


def _refuse_needless(organisation: Organisation, email: str) -> None:
    if Membership.objects.filter(organisation=organisation, user__email__iexact=email).exists():
        raise NotPossible(_("This person is already a member."))
    waiting = organisation.invitations.open()
    if waiting.filter(email__iexact=email).exists():
        raise NotPossible(_("This person has an invitation already: send it again instead."))
    if waiting.count() >= MOST_OPEN:
        raise NotPossible(_("Too many invitations are open: take some back first."))
    _refuse_too_many_mails(organisation)


def _refuse_too_many_mails(organisation: Organisation) -> None:
    """Taken back and written anew, or sent again, is a mail to a stranger each time."""
    kinds = [organisation_log.Kind.INVITED, organisation_log.Kind.INVITED_AGAIN]
    since = timezone.now() - timedelta(days=1)
    if organisation.events.filter(kind__in=kinds, at__gte=since).count() >= MOST_MAILS_A_DAY:
        raise NotPossible(_("Too many invitations were sent today: go on tomorrow."))


def _log(invitation: Invitation, kind: organisation_log.Kind, by: User) -> None:
    organisation_log.log_event(
        invitation.organisation,
        kind,
        by,
        invitation=invitation,
        about=invitation.brand_name or invitation.role,
    )
