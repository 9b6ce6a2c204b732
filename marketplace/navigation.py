"""Where each kind of person can go: the rail on a desk, the tabs on a phone.

Views are named as strings, so that the ground floor imports nothing from above.
"""

from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Place:
    """One entry: `also` names the other views during which it is the current one."""

    name: str | Promise
    view: str
    also: frozenset[str] = field(default_factory=frozenset)
    foot: bool = False
    tab: bool = True  # a phone has room for four or five; the rest is under "Me"

    @property
    def url(self) -> str:
        return reverse(self.view)

    def holds(self, view: str) -> bool:
        """Whether the view of this name belongs to this place."""
        return view == self.view or view in self.also


def place(
    name: str | Promise, view: str, *also: str, foot: bool = False, tab: bool = True
) -> Place:
    return Place(name, view, frozenset(also), foot, tab)


ME = place(
    _("Me"),
    "accounts:me",
    "accounts:social_list",
    "accounts:social_create",
    "accounts:about",
    "accounts:voice",
    "account_email",
    "account_change_password",
    "account_set_password",
    "account_logout",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "socialaccount_connections",
    "usersessions_list",
    "notifications:mails_wanted",
    "personal_data:data",
    "personal_data:leave",
    foot=True,
)
API = place(_("API"), "api-docs", foot=True, tab=False)
MAILS = place(_("E-mails"), "notifications:mail_list", "notifications:mail")

INFLUENCER = (
    place(_("Find"), "campaigns:find", "campaigns:offer", "campaigns:join_ask"),
    place(
        _("My links"),
        "campaigns:claim_list",
        "campaigns:claim",
        "campaigns:message",
        "campaigns:post_create",
        "campaigns:post_list",
        "campaigns:link_add",
        "campaigns:claim_clicks",
    ),
    place(_("Earnings"), "payouts:earnings", "payouts:payout_account"),
    ME,
)
BRAND = (
    place(
        _("Campaigns"),
        "campaigns:campaign_list",
        "campaigns:campaign",
        "campaigns:campaign_create",
        "campaigns:campaign_edit",
        "campaigns:campaign_step",
        "campaigns:campaign_change",
        "campaigns:campaign_people",
        "campaigns:campaign_report",
        "campaigns:request_decide",
        "campaigns:message_decide",
        "campaigns:dispute_open",
        "payouts:campaign_check",
        "payouts:budget_add",
        "payouts:campaign_end",
    ),
    place(_("Budget"), "payouts:funds", "payouts:statement_list", "payouts:statement"),
    place(
        _("Team"), "accounts:organisation", "accounts:team", "accounts:mandates", "accounts:proof"
    ),
    API,
    ME,
)
PEOPLE = place(_("People"), "payouts:people", "payouts:person", "payouts:organisation")
REVIEWER = (
    place(
        _("To review"),
        "campaigns:desk",
        "campaigns:review_post",
        "campaigns:origin_list_list",
        "campaigns:purge_list",
        "campaigns:case_list",
        "campaigns:case",
        "accounts:review_accounts",
        "accounts:review_account",
        "accounts:finding_list",
        "accounts:finding_decide",
        "parking:list",
        "parking:parked",
        "parking:dismiss",
    ),
    PEOPLE,
    place(_("Brands"), "accounts:review_organisations", "accounts:review_organisation"),
    ME,
)
FINANCE = (
    place(_("Payouts"), "payouts:run_list", "parking:list", "parking:parked", "parking:dismiss"),
    place(_("Top-ups"), "payouts:top_ups", "payouts:top_up_book"),
    PEOPLE,
    ME,
)
BY_ROLE = {"influencer": INFLUENCER, "brand": BRAND, "reviewer": REVIEWER, "finance": FINANCE}


def places(role: str) -> list[Place]:
    """The places of a role, the quiet ones at the foot of the rail last."""
    found = BY_ROLE.get(role, (ME,))
    if settings.EMBEDDED and found in {REVIEWER, FINANCE}:
        return [*found[:-1], MAILS, found[-1]]
    return list(found)
