"""Invite somebody by mail to act for an organisation, and let them in once.

The mail holds a token whose hash alone is kept. Whoever signs in with the address that was
invited needs no token: that address was confirmed by a mail of its own.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from marketplace.accounts import membership, organisation_log
from marketplace.accounts.models import Invitation, Membership, Organisation, User
from marketplace.notifications.notices import filled, mail
from marketplace.paris_days import end_of_day_after
from marketplace.states import Transitions

VALID_DAYS = 7
MOST_OPEN = 30  # an organisation's open invitations: mail to strangers has a limit
Status = Invitation.Status
INVITATION = Transitions({Status.OPEN: frozenset({Status.ACCEPTED, Status.REVOKED})})


class NotPossible(Exception):
    """Somebody cannot be invited, or cannot accept; the message says why, to be shown."""


def invite(organisation: Organisation, email: str, role: str, by: User) -> Invitation:
    """Write an invitation and its mail. Raises NotPossible."""
    email = email.lower()
    with transaction.atomic():
        membership.lock(organisation.pk)
        _refuse_needless(organisation, email)
        token = secrets.token_urlsafe(32)
        made = Invitation.objects.create(
            organisation=organisation,
            email=email,
            role=role,
            token_hash=hash_of(token),
            expires_at=_expiry(),
            invited_by=by,
        )
        organisation_log.log_event(
            organisation, organisation_log.Kind.INVITED, by, invitation=made, about=role
        )
        _mail(made, token, by)
    return made


def send_again(invitation: Invitation, by: User) -> None:
    """Send a new token, valid as long as the first was; the old mail opens nothing any more.

    Raises NotPossible when it was accepted or taken back meanwhile.
    """
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        rows = Invitation.objects.filter(pk=invitation.pk, status=Status.OPEN)
        if not rows.update(token_hash=hash_of(token), expires_at=_expiry()):
            raise NotPossible(_("This invitation is no longer open."))
        organisation_log.log_event(
            invitation.organisation, organisation_log.Kind.INVITED_AGAIN, by, invitation=invitation,
            about=invitation.role,
        )  # fmt: skip
        _mail(invitation, token, by)


def revoke(invitation: Invitation, by: User) -> None:
    """Take it back. Raises IllegalTransition or StateChanged when it was decided before."""
    with transaction.atomic():
        INVITATION.move(invitation, Status.REVOKED, decided_at=timezone.now())
        organisation_log.log_event(
            invitation.organisation,
            organisation_log.Kind.INVITATION_REVOKED,
            by,
            invitation=invitation,
            about=invitation.role,
        )


def accept(invitation: Invitation, user: User) -> None:
    """Let `user` in, once. Raises NotPossible, IllegalTransition or StateChanged."""
    why_not = obstacle(invitation, user)
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


def by_token(token: str) -> Invitation | None:
    """Return the invitation whose mail holds `token`; it may be decided or expired."""
    found = Invitation.objects.select_related("organisation", "invited_by")
    return found.filter(token_hash=hash_of(token)).first()


def waiting_for(user: User) -> QuerySet[Invitation]:
    """Return the open invitations that `user` may accept."""
    mine = Invitation.objects.open().filter(email__iexact=user.email)
    return mine.filter(expires_at__gt=timezone.now()).select_related("organisation", "invited_by")


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


def _mail(invitation: Invitation, token: str, by: User) -> None:
    reader = User.objects.filter(email__iexact=invitation.email).first()
    organisation = invitation.organisation.name
    role = Membership.Role(invitation.role).label
    mail(
        invitation.email,
        reader.language if reader else by.language,
        filled(
            _("%(who)s invites you to join %(organisation)s on Franc"),
            who=str(by),
            organisation=organisation,
        ),
        [
            filled(
                _("You would act for %(organisation)s as: %(role)s."),
                organisation=organisation,
                role=role,
            ),
            _("The invitation is for this address, works once and for 7 days. If you do not"
              " know the sender, you need not do anything."),
        ],
        reverse("accounts:invitation", args=[token]),
        _("See the invitation"),
    )  # fmt: skip
