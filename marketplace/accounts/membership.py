"""Join, change a role, remove, leave: an organisation always keeps an owner.

The organisation's row is the lock of its team: of two owners who leave at once, one stays.
"""

from __future__ import annotations

from django.db import transaction

from marketplace.accounts import organisation_log
from marketplace.accounts.models import Membership, Organisation, User

Role = Membership.Role


class LastOwner(Exception):
    """The organisation would be left without an owner; nothing was changed."""


def lock(organisation_id: int) -> Organisation:
    """Lock the team of an organisation until the end of the transaction."""
    return Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)


def lock_all(user: User) -> None:
    """Lock every team of `user`, in one order, so that two who leave at once see each other."""
    mine = Organisation.objects.filter(memberships__user=user).order_by("pk").values("pk")
    list(Organisation.objects.select_for_update(no_key=True).filter(pk__in=mine).order_by("pk"))


def forget(user: User) -> None:
    """Take somebody who deletes their account out of their teams; call `lock_all` before."""
    for member in user.memberships.select_related("organisation"):
        organisation_log.log_event(
            member.organisation, organisation_log.Kind.LEFT, user, person=user
        )
        member.delete()


def join(organisation: Organisation, user: User, role: str) -> bool:
    """Make `user` a member; return False when they already are one, with their role kept."""
    with transaction.atomic():
        lock(organisation.pk)
        _member, new = Membership.objects.get_or_create(
            user=user, organisation=organisation, defaults={"role": role}
        )
        if new:
            organisation_log.log_event(
                organisation, organisation_log.Kind.JOINED, user, person=user, about=role
            )
    return new


def change_role(organisation: Organisation, user_id: int, role: str, by: User) -> None:
    """Give a member another role. Raises LastOwner, or Membership.DoesNotExist."""
    with transaction.atomic():
        member = _locked(organisation, user_id)
        if member.role == role:
            return
        if role != Role.OWNER:
            _keep_an_owner(member)
        Membership.objects.filter(pk=member.pk).update(role=role)
        organisation_log.log_event(
            organisation, organisation_log.Kind.ROLE_CHANGED, by, person=member.user, about=role
        )


def remove(organisation: Organisation, user_id: int, by: User) -> None:
    """Take a member out; one who takes themselves out leaves.

    Raises LastOwner, or Membership.DoesNotExist when they are out already.
    """
    with transaction.atomic():
        member = _locked(organisation, user_id)
        _keep_an_owner(member)
        member.delete()
        kind = organisation_log.Kind.LEFT if member.user == by else organisation_log.Kind.REMOVED
        organisation_log.log_event(organisation, kind, by, person=member.user)


def _locked(organisation: Organisation, user_id: int) -> Membership:
    lock(organisation.pk)
    return organisation.memberships.select_related("user").get(user=user_id)


def _keep_an_owner(member: Membership) -> None:
    others = Membership.objects.filter(organisation=member.organisation_id, role=Role.OWNER)
    if member.role == Role.OWNER and not others.exclude(pk=member.pk).exists():
        raise LastOwner
