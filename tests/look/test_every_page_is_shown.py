"""Every page of the resolver has its picture, or is here with the reason why it has none."""

from __future__ import annotations

from tests.authorization.routes import named_routes
from tests.authorization.table import TABLE
from tests.look.pages_to_show import PAGES

WITHOUT = {
    "for programs": {
        "healthz", "metrics", "readyz", "api-schema", "api-campaign-clicks", "api-campaign-detail",
        "api-campaign-list", "api-claim-clicks", "api-claim-detail", "api-claim-list",
    },
    "a file": {
        "campaigns:beacon_script", "campaigns:campaign_report_csv", "campaigns:link_png",
        "campaigns:link_svg", "campaigns:picture", "mfa_download_recovery_codes",
        "payouts:run_file", "payouts:statement_csv", "personal_data:download",
    },
    "a part of a page that has one": {
        "accounts:proof_live", "campaigns:campaign_estimate", "campaigns:campaign_landing",
        "campaigns:campaign_live", "campaigns:claim_live", "personal_data:progress",
    },
    "leads to a page that has one": {
        "accounts:organisation", "accounts:start", "campaigns:campaign_edit",
        "notifications:notice", "payouts:last_balance",
    },
    "half way through a sign-in": {
        "account_confirm_login_code", "account_set_password", "mfa_authenticate",
        "mfa_login_webauthn", "socialaccount_signup",
    },
    "nobody of the demo has a passkey": {
        "mfa_edit_webauthn", "mfa_reauthenticate_webauthn", "mfa_remove_webauthn",
    },
    "nobody of the demo has recovery codes": {"mfa_view_recovery_codes"},
    "everybody of the demo has accepted the terms": {"accounts:terms"},
}  # fmt: skip


def shown_by_get() -> set[str]:
    """The url names of what a browser can open, without the tables of the administration."""
    return {
        name
        for route, name in named_routes()
        if (route, "GET") in TABLE and not name.startswith("admin:")
    }


def pictured() -> set[str]:
    return {page.view or "" for pages in PAGES.values() for page in pages.values()}


def test_every_page_has_a_picture_or_a_reason() -> None:
    excused = set().union(*WITHOUT.values())

    assert sorted(shown_by_get() - pictured()) == sorted(excused)
