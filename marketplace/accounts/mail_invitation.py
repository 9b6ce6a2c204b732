"""The mail of an invitation: to a colleague, or from an agency to a brand."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from marketplace.accounts import mandates
from marketplace.accounts.models import Invitation, Membership, User
from marketplace.notifications.notices import Words, filled, mail


def mail_invitation(invitation: Invitation, token: str, by: User) -> None:
    """Write it in the language of its reader, or of whoever invites. The token is kept nowhere."""
    reader = User.objects.filter(email__iexact=invitation.email).first()
    title, paragraphs = (
        _to_brand(invitation, by) if invitation.of_brand else _to_member(invitation, by)
    )
    mail(
        invitation.email,
        reader.language if reader else by.language,
        title,
        paragraphs,
        reverse("accounts:invitation", args=[token]),
        _("See the invitation"),
    )


def _to_member(invitation: Invitation, by: User) -> tuple[Words, Sequence[Words]]:
    organisation = invitation.organisation.name
    role = Membership.Role(invitation.role).label
    title = filled(
        _("%(who)s invites you to join %(organisation)s on Franc"),
        who=str(by),
        organisation=organisation,
    )
    words = filled(
        _("You would act for %(organisation)s as: %(role)s."), organisation=organisation, role=role
    )
    return title, [words, ONCE]


def _to_brand(invitation: Invitation, by: User) -> tuple[Words, Sequence[Words]]:
    agency, brand = invitation.organisation.name, invitation.brand_name
    title = filled(
        _("%(agency)s asks to book campaigns for %(brand)s on Franc"), agency=agency, brand=brand
    )
    words = [
        filled(
            _("%(who)s of %(agency)s would like to book campaigns for %(brand)s, and pay for them."
              " They need your mandate for it: you decide whether, how much and until when."),
            who=str(by), agency=agency, brand=brand,
        ),
        filled(_("Asked for: %(limits)s"), limits=lazy(mandates.limits, str)(invitation)),
        _("You prove nothing and pay nothing to answer: sign up as a brand, and the request waits"
          " for you."),
        ONCE,
    ]  # fmt: skip
    return title, words


ONCE = _("The invitation is for this address, works once and for 7 days. If you do not"
         " know the sender, you need not do anything.")  # fmt: skip
