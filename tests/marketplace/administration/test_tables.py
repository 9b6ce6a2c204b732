"""Every table of /admin/ opens, shows no secret and takes no change."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import models
from django.test import Client

from campaigns.running import dispute_clicks
from marketplace.accounts import invite_member
from marketplace.accounts.models import User
from marketplace.administration.read_only_tables import SECRETS, shown
from marketplace.administration.site import site
from payouts.models import PayoutAccount
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Client:
    user = factories.finance()
    TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user)
    return client


def fill() -> None:
    claim = factories.approved_link(factories.live()).claim
    owner = claim.campaign.sponsor.members.get()
    dispute_clicks.open_dispute(claim, owner, "All at night.")
    invite_member.invite(claim.campaign.sponsor, "invited@test.example", "viewer", owner)
    PayoutAccount.objects.create(
        influencer=claim.influencer, holder="Lina", iban_encrypted=b"sealed-iban",
        iban_masked="FR14 … 2606", fingerprint=b"f" * 32,
    )  # fmt: skip


def address(model: type[models.Model]) -> str:
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/"


def test_every_table_and_a_row_of_each_opens(staff: Client) -> None:
    fill()

    for model in site._registry:
        assert staff.get(f"{address(model)}?q=a").status_code == 200, model
        row = model._base_manager.first()
        if row is not None:
            page = f"{address(model)}{quote(str(row.pk))}/change/"
            assert staff.get(page).status_code == 200, model


def test_no_secret_is_among_the_fields() -> None:
    for model in site._registry:
        assert not [field for field in shown(model) if isinstance(field, SECRETS)], model
    assert "password" not in [field.name for field in shown(User)]


def test_nothing_is_changed(staff: Client) -> None:
    user = factories.UserFactory.create()

    answer = staff.post(f"/admin/accounts/user/{user.pk}/change/", {"email": "other@test.example"})

    assert answer.status_code == 403


def test_only_these_pages_have_a_wider_policy(staff: Client) -> None:
    assert "unsafe" in staff.get("/admin/").headers["Content-Security-Policy"]
    assert "unsafe" not in staff.get("/payouts/").headers["Content-Security-Policy"]


def test_staff_without_a_second_factor_do_not_get_in() -> None:
    client = Client()
    client.force_login(factories.reviewer())

    assert client.get("/admin/").headers["Location"] == "/accounts/2fa/"
