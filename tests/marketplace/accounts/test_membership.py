"""An organisation always keeps an owner, whatever is done at once."""

from __future__ import annotations

import psycopg2
import pytest

from marketplace.accounts import membership
from marketplace.accounts.membership import LastOwner
from marketplace.accounts.models import Membership, OrganisationEvent
from tests import factories
from tests.harness.cluster import Cluster
from tests.harness.together import at_once

Role = Membership.Role


@pytest.mark.django_db
def test_the_last_owner_cannot_leave() -> None:
    owner, brand = factories.brand()
    factories.member(brand, Role.MANAGER)

    with pytest.raises(LastOwner):
        membership.remove(brand, owner.pk, by=owner)


@pytest.mark.django_db
def test_the_last_owner_cannot_become_a_viewer() -> None:
    owner, brand = factories.brand()

    with pytest.raises(LastOwner):
        membership.change_role(brand, owner.pk, Role.VIEWER, by=owner)


@pytest.mark.django_db
def test_one_of_two_owners_can_leave() -> None:
    owner, brand = factories.brand()
    other = factories.member(brand, Role.OWNER)

    membership.remove(brand, owner.pk, by=owner)

    assert list(brand.members.all()) == [other]
    assert brand.events.get().kind == OrganisationEvent.Kind.LEFT


@pytest.mark.django_db
def test_a_changed_role_stands_in_the_log_with_who_did_it() -> None:
    owner, brand = factories.brand()
    member = factories.member(brand, Role.VIEWER)

    membership.change_role(brand, member.pk, Role.FINANCE, by=owner)

    line = brand.events.get()
    assert (line.kind, line.by, line.person, line.about) == (
        OrganisationEvent.Kind.ROLE_CHANGED, owner, member, Role.FINANCE,
    )  # fmt: skip


def test_the_log_cannot_be_rewritten(cluster: Cluster) -> None:
    owner, brand = factories.brand()
    membership.change_role(brand, factories.member(brand, Role.VIEWER).pk, Role.FINANCE, owner)

    for sql in ("UPDATE accounts_organisationevent SET about = ''",
                "DELETE FROM accounts_organisationevent"):  # fmt: skip
        with cluster.app().cursor() as cursor, pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute(sql)


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_owners_who_leave_at_once_one_stays(cluster: Cluster, attempt: int) -> None:
    first, brand = factories.brand()
    second = factories.member(brand, Role.OWNER)

    outcomes = at_once(
        lambda: membership.remove(brand, first.pk, by=first),
        lambda: membership.change_role(brand, second.pk, Role.VIEWER, by=second),
        refused=LastOwner,
    )

    assert sorted(outcomes) == ["LastOwner", "done"]
    assert brand.memberships.filter(role=Role.OWNER).count() == 1
