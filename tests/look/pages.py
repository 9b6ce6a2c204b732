"""Every page that a picture is taken of, and how one knows that it is that page.

Where: an address, then what is pressed there: a selector, "./" and an address below the page, or
"/" and an address of the {code} of the link that is shown.
View: what the resolver says of the address that was arrived at. Marker: what must stand there
too, where one view shows several pages; its status, where it is not 200.
"""

from __future__ import annotations

from typing import NamedTuple


class PageToShow(NamedTuple):
    where: str
    view: str
    marker: str = "h1"
    status: int = 200


def titled(*words: str) -> str:
    """A heading that says so in one of the languages."""
    return ", ".join(f"h1:has-text('{one}')" for one in words)


def legal(slug: str) -> PageToShow:
    return PageToShow(f"/legal/{slug}/", "terms:document")


def chosen(words: str, *below: str) -> str:
    """A campaign of a brand, found by a word of its title."""
    return " > ".join([f"/campaigns/?q={words}", "tbody a", *below])


RING = "a:has-text('qui se cliquent'), a:has-text('who click each other')"
INCITED = "a:has-text('à qui on a demandé'), a:has-text('who were asked')"
SCRIPT = "a:has-text('par un programme'), a:has-text('by a program')"
MAY = "/links/ > a:has-text('Partir en mai')"
NAV = "/organisation/ > .organisation-nav a:nth-of-type"
P = PageToShow
OPEN = {
    "home": P("/", "accounts:home"),
    "sign-up": P("/accounts/signup/", "account_signup"),
    "sign-in": P("/accounts/login/", "account_login"),
    "reset": P("/accounts/password/reset/", "account_reset_password"),
    "reset-sent": P("/accounts/password/reset/done/", "account_reset_password_done"),
    "address-to-confirm": P("/accounts/confirm-email/", "account_email_verification_sent"),
    "address-not-known": P("/accounts/confirm-email/nothing/", "account_confirm_email"),
    "new-password-too-late": P(
        "/accounts/password/reset/key/1-nothing/", "account_reset_password_from_key"
    ),
    "new-password-set": P(
        "/accounts/password/reset/key/done/", "account_reset_password_from_key_done"
    ),
    "inactive": P("/accounts/inactive/", "account_inactive"),
    "other-sign-in-given-up": P(
        "/accounts/3rdparty/login/cancelled/", "socialaccount_login_cancelled"
    ),
    "other-sign-in-failed": P(
        "/accounts/3rdparty/login/error/", "socialaccount_login_error", status=401
    ),
    "mails": P("/mails/", "notifications:mail_list"),
    "mail": P("/mails/ > main .rows a", "notifications:mail"),
    "invitation": P(
        "/mails/?page=999 > .rows a:has-text('invite') > a[href*='/join/']", "accounts:invitation"
    ),
    "api": P("/api/docs/", "api-docs"),
    "rules": P("/rules/", "campaigns:rules"),
    "not-found": P("/nowhere/", "", "h1", 404),
    "goodbye": P("/goodbye/", "personal_data:left"),
    "legal-notice": legal("legal-notice"),
    "terms": legal("terms-influencers"),
    "brand-terms": legal("terms-brands"),
    "privacy": legal("privacy"),
}
INFLUENCER = {
    "find": P("/find/", "campaigns:find", ".offer"),
    "offer": P("/find/ > .offer a", "campaigns:offer"),
    "find-nothing": P("/find/?q=zzz", "campaigns:find", ".empty"),
    "offer-chosen": P("/find/?q=table > .offer a", "campaigns:offer", titled("table")),
    "claims": P("/links/", "campaigns:claim_list"),
    "claim": P(MAY, "campaigns:claim", titled("Partir en mai")),
    "link": P(f"{MAY} > /l/{{code}}/", "campaigns:link"),
    "claim-clicks": P(f"{MAY} > ./clicks/", "campaigns:claim_clicks"),
    "claim-left": P("/links/ > a:has-text('cargo')", "campaigns:claim", titled("cargo")),
    "message": P(f"{MAY} > ./message/", "campaigns:message"),
    "post": P(f"{MAY} > ./post/", "campaigns:post_create"),
    "posts": P("/posts/", "campaigns:post_list"),
    "earnings": P("/earnings/", "payouts:earnings"),
    "bank-account": P("/earnings/account/", "payouts:payout_account"),
    "me": P("/me/", "accounts:me"),
    "about": P("/me/about/", "accounts:about"),
    "voice": P("/me/voice/", "accounts:voice"),
    "accounts": P("/me/accounts/", "accounts:social_list"),
    "new-account": P("/me/accounts/new/", "accounts:social_create"),
    "invitations": P("/invitations/", "accounts:invitation_list"),
    "data": P("/me/data/", "personal_data:data"),
    "leave": P("/me/leave/", "personal_data:leave"),
    "sessions": P("/accounts/sessions/", "usersessions_list"),
    "address": P("/accounts/email/", "account_email"),
    "password": P("/accounts/password/change/", "account_change_password"),
    "password-again": P("/accounts/reauthenticate/", "account_reauthenticate"),
    "sign-out": P("/accounts/logout/", "account_logout"),
    "notices": P("/notices/", "notifications:notice_list"),
    "mails-wanted": P("/notices/mails/", "notifications:mails_wanted"),
    "second-factor": P("/accounts/2fa/", "mfa_index"),
    "app-codes": P("/accounts/2fa/totp/activate/", "mfa_activate_totp"),
    "passkeys": P("/accounts/2fa/webauthn/", "mfa_list_webauthn"),
    "new-passkey": P("/accounts/2fa/webauthn/add/", "mfa_add_webauthn"),
    "other-sign-ins": P("/accounts/3rdparty/", "socialaccount_connections"),
}
RAIL = {
    "campaigns": P("/campaigns/", "campaigns:campaign_list"),
    "campaign": P("/campaigns/?show=running > tbody a", "campaigns:campaign"),
    "new-campaign": P("/campaigns/new/", "campaigns:campaign_create"),
    "funds": P("/funds/", "payouts:funds"),
    "no-statements": P(
        "/funds/ > main a[href$='/statements/']", "payouts:statement_list", ".empty"
    ),
    "team": P("/organisation/", "accounts:team"),
    "mandates": P(f"{NAV}(2)", "accounts:mandates"),
    "proof": P(f"{NAV}(3)", "accounts:proof"),
}
CARGO = {
    "draft": P(chosen("hiver"), "campaigns:campaign"),
    "draft-check": P(chosen("hiver", "./check/"), "payouts:campaign_check"),
    "came-back": P(chosen("Rentr", "./end/"), "payouts:campaign_end"),
} | {
    f"draft-{name}": P(chosen("hiver", f"./edit/{step}/"), "campaigns:campaign_step", "h1")
    for name, step in {
        "offer": "offer",
        "words": "words",
        "people": "audience",
        "money": "worth",
    }.items()
}
HONEY = {
    "mandate-asked": P(f"{NAV}(2)", "accounts:mandates"),
    "campaign-waits": P(chosen("table"), "campaigns:campaign", titled("table")),
    "campaign-people": P(chosen("table", "./people/"), "campaigns:campaign_people"),
    "change": P(chosen("quartier", "./change/"), "campaigns:campaign_change"),
    "budget": P(chosen("quartier", "./budget/"), "payouts:budget_add"),
    "end": P(chosen("quartier", "./end/"), "payouts:campaign_end"),
    "campaign-changes": P(chosen("quartier"), "campaigns:campaign", titled("quartier")),
    "campaign-report": P(chosen("quartier", "./report/"), "campaigns:campaign_report"),
    "statements": P("/funds/ > main a[href$='/statements/']", "payouts:statement_list"),
    "statement": P(
        "/funds/ > main a[href$='/statements/'] > main a[href*='/statements/2']",
        "payouts:statement",
    ),
    "notices-brand": P("/notices/", "notifications:notice_list"),
}
AGENCY = {
    "agency-campaigns": P("/campaigns/", "campaigns:campaign_list"),
    "agency-new-campaign": P("/campaigns/new/", "campaigns:campaign_create"),
    "agency-people": P(chosen("dimanche", "./people/"), "campaigns:campaign_people"),
    "agency-mandates": P(f"{NAV}(2)", "accounts:mandates"),
}
REVIEWER = {
    "desk": P("/review/", "campaigns:desk"),
    "people": P("/people/", "payouts:people"),
    "person": P("/people/?q=lina > .rows a", "payouts:person"),
    "organisation": P("/people/?show=organisations > .rows a", "payouts:organisation"),
    "second-factor-again": P("/accounts/2fa/reauthenticate/", "mfa_reauthenticate"),
    "app-codes-off": P("/accounts/2fa/totp/deactivate/", "mfa_deactivate_totp"),
    "new-recovery-codes": P(
        "/accounts/2fa/recovery-codes/generate/", "mfa_generate_recovery_codes"
    ),
    "tables": P("/admin/", "admin:index"),
    "table": P("/admin/accounts/user/", "admin:accounts_user_changelist"),
    "brands": P("/review/organisations/", "accounts:review_organisations"),
    "brand-proof": P("/review/organisations/ > .rows a", "accounts:review_organisation"),
    "cases": P("/review/cases/", "campaigns:case_list"),
    "desk-cases": P("/review/?kind=case", "campaigns:desk"),
    "desk-appeals": P("/review/?kind=appeal", "campaigns:desk"),
    "case-ring": P(
        f"/review/cases/ > {RING}", "campaigns:case", titled("se cliquent", "click each other")
    ),
    "case-incited": P(
        f"/review/cases/ > {INCITED}", "campaigns:case", titled("on a demandé", "were asked")
    ),
    "case-script": P(
        f"/review/cases/ > {SCRIPT}", "campaigns:case", titled("par un programme", "by a program")
    ),
    "accounts-to-prove": P("/review/accounts/", "accounts:review_accounts"),
    "findings": P("/review/findings/", "accounts:finding_list"),
    "networks": P("/review/networks/", "campaigns:origin_list_list"),
    "purges": P("/review/purges/", "campaigns:purge_list"),
    "work": P("/review/work/", "parking:list"),
    "work-decided": P("/review/work/?show=decided", "parking:list"),
    "work-one": P("/review/work/ > tbody a", "parking:parked"),
}
FINANCE = {
    "payouts": P("/payouts/", "payouts:run_list"),
    "top-ups": P("/payouts/top-ups/", "payouts:top_ups"),
}
# Who signs in, by the name of their contact sheet; "" is nobody.
ROLES: dict[str, tuple[str, dict[str, PageToShow]]] = {
    "open": ("", OPEN),
    "new-influencer": (
        "debut@franc.example",
        {"welcome-influencer": P("/start/", "accounts:about")},
    ),
    "new-brand": (
        "jeune-marque@franc.example",
        {"welcome-brand": P("/start/", "accounts:onboarding")},
    ),
    "influencer": ("lina@franc.example", INFLUENCER),
    "brand": ("marque@franc.example", RAIL),
    "brand-drafts": ("velo@franc.example", CARGO),
    "brand-changes": ("miel@franc.example", HONEY),
    "agency": ("agence@franc.example", AGENCY),
    "manager": ("campagnes@franc.example", {"viewed-team": P("/organisation/", "accounts:team")}),
    "reviewer": ("moderation@franc.example", REVIEWER),
    "finance": ("finance@franc.example", FINANCE),
}
