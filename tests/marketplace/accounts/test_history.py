"""What changed, from, to, by whom: kept by triggers, out of the application's reach."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import DatabaseError, connection, transaction
from django.test import Client

from marketplace.accounts import history
from marketplace.accounts.models import Membership, Organisation, User
from marketplace.personal_data import leave_franc
from tests import factories

pytestmark = pytest.mark.django_db


def changes(model: type[User | Organisation], pk: int) -> list[tuple[object, object]]:
    events = model.pgh_event_model.objects.filter(pgh_obj=pk)  # type: ignore[union-attr]
    return [(one.was, one.now) for one in history.changes([events])]


def test_a_silent_update_is_seen() -> None:
    user = factories.UserFactory.create()

    User.objects.filter(pk=user.pk).update(email="other@test.example")

    assert (user.email, "other@test.example") in changes(User, user.pk)


def test_what_is_not_followed_leaves_no_trace() -> None:
    user = factories.UserFactory.create()
    before = len(changes(User, user.pk))

    User.objects.filter(pk=user.pk).update(name="Other")

    assert len(changes(User, user.pk)) == before


def test_who_asked_is_kept_and_by_which_route() -> None:
    owner, organisation = factories.brand()
    other = factories.member(organisation, "viewer")
    client = Client()
    client.force_login(owner)
    mine = organisation.memberships.get(user=other)

    client.post(f"/organisations/{organisation.pk}/team/{other.pk}/role/", {"role": "manager"})

    event = Membership.pgh_event_model.objects.filter(pgh_obj=mine.pk).latest("pgh_id")  # type: ignore[attr-defined]
    route = "organisations/<int:pk>/team/<int:member>/role/"
    assert event.role == "manager"
    assert event.pgh_context.metadata == {"user": owner.pk, "url": route}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accounts_userevent SET email = 'x'",
        "DELETE FROM accounts_userevent",
        "DELETE FROM accounts_membershipevent",
        "UPDATE accounts_organisationchange SET name = 'x'",
        "UPDATE payouts_payoutaccountevent SET iban_masked = 'x'",
        "DELETE FROM payouts_payoutrunevent",
        "UPDATE pghistory_context SET metadata = '{}'",
        "DELETE FROM pghistory_context",
    ],
)
def test_the_application_cannot_rewrite_history(statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_whoever_leaves_takes_their_address_out_of_it() -> None:
    user = factories.InfluencerFactory.create().user
    address = user.email

    leave_franc.leave(user)

    events = User.pgh_event_model.objects.filter(pgh_obj=user.pk)  # type: ignore[attr-defined]
    assert not events.filter(email=address).exists()


def test_staff_reads_it_in_place() -> None:
    _owner, organisation = factories.brand()
    Organisation.objects.filter(pk=organisation.pk).update(legal_name="Another SARL")
    reviewer = factories.reviewer()
    TOTP.activate(reviewer, generate_totp_secret())
    client = Client()
    client.force_login(reviewer)

    assert "<ins>Another SARL</ins>" in client.get(f"/brands/{organisation.pk}/").content.decode()
