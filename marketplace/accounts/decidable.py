"""How the things of the ground floor are decided: findings, accounts, proofs, mandates."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.decided.by_state import decided_once
from marketplace.accounts.decided.kinds import Decision, Kind, register
from marketplace.accounts.models import (
    Finding,
    Invitation,
    Mandate,
    Membership,
    Organisation,
    OrganisationEvent,
    Proof,
    SocialAccount,
    Suspension,
    User,
)
from marketplace.notifications.notices import filled

SUSPENDED, RESTORED = "suspended", "restored"
Event = OrganisationEvent.Kind


def register_kinds() -> None:
    register(Finding, FINDING)
    register(User, ACCOUNT)
    register(Organisation, ACCOUNT)
    register(SocialAccount, SOCIAL_ACCOUNT)
    register(Proof, PROOF)
    register(Mandate, MANDATE)
    register(Invitation, INVITATION)
    register(Membership, MEMBERSHIP)


def _finding_decided(finding: Finding) -> Decision | None:
    made = _decisions(finding)
    if not made:
        return None
    last = made[-1]
    words = Finding.Status(last.to_status).label
    return Decision(last.to_status, words, last.by, last.at, last.reason)


def _decisions(finding: Finding) -> list[Any]:
    """Without a query for one that is open, for lists."""
    is_open = finding.status == Finding.Status.OPEN
    return [] if is_open else sorted(finding.decisions.all(), key=lambda one: one.pk)


def _finding_mark(finding: Finding) -> str:
    made = _decisions(finding)
    return f"{finding.status}.{made[-1].pk if made else ''}"


def _last_suspension(whom: User | Organisation) -> Suspension | None:
    return whom.suspensions.select_related("statement", "by", "lift__by").order_by("pk").last()


def _suspension_decided(whom: User | Organisation) -> Decision | None:
    last = _last_suspension(whom)
    if last is None:
        return None
    lift = getattr(last, "lift", None)
    if lift is not None:
        return Decision(RESTORED, _("The suspension is lifted"), lift.by, lift.at, lift.reason)
    return Decision(SUSPENDED, _("Suspended"), last.by, last.at, last.statement.reason)


def _suspension_mark(whom: User | Organisation) -> str:
    last = _last_suspension(whom)
    if last is None:
        return "never"
    lift = getattr(last, "lift", None)
    return f"{last.pk}.{lift.pk if lift else ''}"


def _account_path(whom: User | Organisation, _reader: User) -> str:
    kind = "person" if isinstance(whom, User) else "organisation"
    return reverse(f"payouts:{kind}", args=[whom.pk])


def _social_decided(account: SocialAccount) -> Decision:
    return Decision(
        account.status,
        account.get_status_display(),
        account.decided_by,
        account.proven_at,
        account.reason,
    )


def _proof_decided(proof: Proof) -> Decision | None:
    if proof.status != Proof.Status.VERIFIED:
        return None
    words = proof.get_status_display()
    return Decision(proof.status, words, proof.decided_by, proof.decided_at, proof.reason)


def _mandate_decided(mandate: Mandate) -> Decision:
    about = OrganisationEvent.objects.filter(
        organisation=mandate.agency_id, kind=f"mandate_{mandate.status}", about=mandate.brand.name
    )
    last = about.select_related("by").order_by("pk").last()
    at = mandate.ended_at or mandate.decided_at
    by, reason = (last.by, last.reason) if last else (None, "")
    return Decision(mandate.status, mandate.get_status_display(), by, at, reason)


def _mandate_path(mandate: Mandate, reader: User) -> str:
    of_brand = mandate.brand.memberships.filter(user=reader).exists()
    side = mandate.brand_id if of_brand else mandate.agency_id
    return reverse("accounts:mandates", args=[side])


def _invitation_decided(invitation: Invitation) -> Decision:
    if invitation.status == Invitation.Status.ACCEPTED:
        by = User.objects.filter(email__iexact=invitation.email).first()
    else:
        revoked = OrganisationEvent.objects.filter(
            invitation=invitation, kind=Event.INVITATION_REVOKED
        )
        last = revoked.select_related("by").order_by("pk").last()
        by = last.by if last else None
    words = invitation.get_status_display()
    return Decision(invitation.status, words, by, invitation.decided_at)


def _role_changed(member: Membership) -> Decision:
    changes = OrganisationEvent.objects.filter(
        organisation=member.organisation_id, kind=Event.ROLE_CHANGED, person=member.user_id
    )
    last = changes.select_related("by").order_by("pk").last()
    by, at = (last.by, last.at) if last else (None, None)
    return Decision(member.role, member.get_role_display(), by, at)


def _lock_team(member: Membership) -> None:
    Organisation.objects.select_for_update(no_key=True).get(pk=member.organisation_id)


FINDING = Kind(
    name=lambda finding: filled(_("Finding: %(sign)s"), sign=finding.get_kind_display()),
    path=lambda _finding, _reader: reverse("accounts:finding_list") + "?show=decided",
    open=lambda finding: bool(finding.status == Finding.Status.OPEN),
    decided=_finding_decided,
    mark=_finding_mark,
)
ACCOUNT = Kind(
    name=str,
    path=_account_path,
    # Whoever does not say what they saw: to suspend twice is once, and only what lasts is lifted.
    open=lambda _whom: True,
    decided=_suspension_decided,
    mark=_suspension_mark,
)
SOCIAL_ACCOUNT = decided_once(
    SocialAccount.Status.WAITING,
    str,
    lambda account, _reader: reverse("payouts:person", args=[account.influencer.user_id]),
    content=lambda account: f"{account.handle}.{account.followers}.{account.asked_at}",
    decided=_social_decided,
)
PROOF = Kind(
    name=lambda proof: str(proof.value),
    path=lambda proof, _reader: reverse(
        "accounts:review_organisation", args=[proof.organisation_id]
    ),
    open=lambda proof: bool(proof.status != Proof.Status.VERIFIED),
    decided=_proof_decided,
    mark=lambda proof: str(proof.decided_at) if _proof_decided(proof) else "open",
)
MANDATE = decided_once(
    Mandate.Status.REQUESTED,
    lambda mandate: filled(
        _("Mandate of %(agency)s for %(brand)s"),
        agency=mandate.agency.name,
        brand=mandate.brand.name,
    ),
    _mandate_path,
    decided=_mandate_decided,
    moves_on={Mandate.Status.ACCEPTED},
)
INVITATION = decided_once(
    Invitation.Status.OPEN,
    lambda invitation: filled(_("Invitation of %(address)s"), address=invitation.email),
    lambda invitation, _reader: reverse(
        "accounts:mandates" if invitation.of_brand else "accounts:team",
        args=[invitation.organisation_id],
    ),
    decided=_invitation_decided,
)
MEMBERSHIP = Kind(
    name=lambda member: filled(_("Role of %(who)s"), who=str(member.user)),
    path=lambda member, _reader: reverse("accounts:team", args=[member.organisation_id]),
    open=lambda _member: True,
    decided=_role_changed,
    mark=lambda member: str(member.role),
    lock=_lock_team,
)
