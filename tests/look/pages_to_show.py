"""Every page of the demo that is worth a look: who sees it, where it is, and how it is known."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """One page: an address, then what is pressed there: `/list/ > selector > ./below/`.

    A selector with ` +` after it is a short link, of which the page that says who pays is asked.
    `view` is the name that the resolver gives its final address; where two pages share one,
    `marker` is a selector that only this one has.
    """

    path: str
    view: str | None
    marker: str = "main"
    status: int = 200


MAY = "/links/ > a:has-text('Partir en mai')"
HIVER = "/campaigns/?q=hiver > tbody a"
QUARTIER = "/campaigns/?q=quartier > tbody a"
TABLE = "/campaigns/?q=table > tbody a"
CASES = "/review/cases/"
MANDATES = "/organisation/ > .organisation-nav a[href$='/mandates/']"

OPEN = {
    "home": Shown("/", "accounts:home"),
    "sign-up": Shown("/accounts/signup/", "account_signup"),
    "sign-in": Shown("/accounts/login/", "account_login"),
    "reset": Shown("/accounts/password/reset/", "account_reset_password"),
    "reset-sent": Shown("/accounts/password/reset/done/", "account_reset_password_done"),
    "confirm-address": Shown("/accounts/confirm-email/", "account_email_verification_sent"),
    "address-not-known": Shown("/accounts/confirm-email/nothing/", "account_confirm_email"),
    "new-password-too-late": Shown(
        "/accounts/password/reset/key/1-nothing/", "account_reset_password_from_key"
    ),
    "new-password-set": Shown(
        "/accounts/password/reset/key/done/", "account_reset_password_from_key_done"
    ),
    "inactive": Shown("/accounts/inactive/", "account_inactive"),
    "other-way-in-given-up": Shown(
        "/accounts/3rdparty/login/cancelled/", "socialaccount_login_cancelled"
    ),
    "other-way-in-failed": Shown(
        "/accounts/3rdparty/login/error/", "socialaccount_login_error", status=401
    ),
    "mails": Shown("/mails/", "notifications:mail_list"),
    "mail": Shown("/mails/ > main .rows a", "notifications:mail"),
    "invitation": Shown(
        "/mails/?page=999 > .rows a:has-text('invite') > a[href*='/join/']", "accounts:invitation"
    ),
    "api": Shown("/api/docs/", "api-docs"),
    "rules": Shown("/rules/", "campaigns:rules"),
    "not-found": Shown("/nowhere/", None, ".error-code", 404),
    "goodbye": Shown("/goodbye/", "personal_data:left"),
    "legal-notice": Shown("/legal/legal-notice/", "terms:document"),
    "terms": Shown("/legal/terms-influencers/", "terms:document"),
    "brand-terms": Shown("/legal/terms-brands/", "terms:document"),
    "privacy": Shown("/legal/privacy/", "terms:document"),
    "privacy-before": Shown("/legal/privacy/1/", "terms:version"),
}
LINA = {
    "find": Shown("/find/", "campaigns:find", ".offer"),
    "offer": Shown("/find/ > .offer a", "campaigns:offer"),
    "find-nothing": Shown("/find/?q=zzz", "campaigns:find", "main:not(:has(.offer))"),
    "offer-chosen": Shown("/find/?q=table > .offer a", "campaigns:offer"),
    "claims": Shown("/links/", "campaigns:claim_list"),
    "claim": Shown(MAY, "campaigns:claim", "main:has-text('Partir en mai')"),
    "claim-clicks": Shown(MAY + " > ./clicks/", "campaigns:claim_clicks"),
    "claim-left": Shown(
        "/links/ > a:has-text('cargo')", "campaigns:claim", "main:has-text('cargo')"
    ),
    "who-pays": Shown(MAY + " > a.message-link +", "campaigns:link"),
    "message": Shown(MAY + " > ./message/", "campaigns:message"),
    "post": Shown(MAY + " > ./post/", "campaigns:post_create"),
    "posts": Shown("/posts/", "campaigns:post_list"),
    "earnings": Shown("/earnings/", "payouts:earnings"),
    "bank-account": Shown("/earnings/account/", "payouts:payout_account"),
    "me": Shown("/me/", "accounts:me"),
    "about": Shown("/me/about/", "accounts:about"),
    "voice": Shown("/me/voice/", "accounts:voice"),
    "accounts": Shown("/me/accounts/", "accounts:social_list"),
    "new-account": Shown("/me/accounts/new/", "accounts:social_create"),
    "data": Shown("/me/data/", "personal_data:data"),
    "leave": Shown("/me/leave/", "personal_data:leave"),
    # whoever has not asked to leave is led to where one asks
    "last-balance": Shown("/earnings/last/", "personal_data:leave"),
    "sessions": Shown("/accounts/sessions/", "usersessions_list"),
    "address": Shown("/accounts/email/", "account_email"),
    "password": Shown("/accounts/password/change/", "account_change_password"),
    "password-again": Shown("/accounts/reauthenticate/", "account_reauthenticate"),
    "sign-out": Shown("/accounts/logout/", "account_logout"),
    "other-ways-in": Shown("/accounts/3rdparty/", "socialaccount_connections"),
    "notices": Shown("/notices/", "notifications:notice_list"),
    "mails-wanted": Shown("/notices/mails/", "notifications:mails_wanted"),
    "second-factor": Shown("/accounts/2fa/", "mfa_index"),
    "app-codes": Shown("/accounts/2fa/totp/activate/", "mfa_activate_totp"),
    "passkeys": Shown("/accounts/2fa/webauthn/", "mfa_list_webauthn"),
    "new-passkey": Shown("/accounts/2fa/webauthn/add/", "mfa_add_webauthn"),
    "no-access": Shown("/review/", "campaigns:desk", ".error-code", 403),
}
RAIL = {
    "campaigns": Shown("/campaigns/", "campaigns:campaign_list"),
    "campaign": Shown("/campaigns/?show=running > tbody a", "campaigns:campaign"),
    "new-campaign": Shown("/campaigns/new/", "campaigns:campaign_create"),
    "funds": Shown("/funds/", "payouts:funds"),
    "no-statement-yet": Shown("/funds/ > main a[href$='/statements/']", "payouts:statement_list"),
    "team": Shown("/organisation/", "accounts:team"),
    "mandates": Shown(MANDATES, "accounts:mandates"),
    "proof": Shown("/organisation/ > .organisation-nav a[href$='/proof/']", "accounts:proof"),
    "invitations": Shown("/invitations/", "accounts:invitation_list"),
}
VELO = {
    "draft": Shown(HIVER, "campaigns:campaign", "main:has-text('hiver')"),
    "draft-offer": Shown(HIVER + " > ./edit/offer/", "campaigns:campaign_step"),
    "draft-words": Shown(HIVER + " > ./edit/words/", "campaigns:campaign_step"),
    "draft-people": Shown(HIVER + " > ./edit/audience/", "campaigns:campaign_step"),
    "draft-money": Shown(HIVER + " > ./edit/worth/", "campaigns:campaign_step"),
    "draft-check": Shown(HIVER + " > ./check/", "payouts:campaign_check"),
}
MIEL = {
    "fund-statements": Shown("/funds/ > main a[href$='/statements/']", "payouts:statement_list"),
    "fund-statement": Shown(
        "/funds/ > main a[href$='/statements/'] > main a[href*='/statements/2']",
        "payouts:statement",
    ),
    "mandate-asked": Shown(MANDATES, "accounts:mandates", ".mandate button[value=accepted]"),
    "campaign-waits": Shown(TABLE, "campaigns:campaign", "main:has-text('quatre miels')"),
    "campaign-people": Shown(TABLE + " > ./people/", "campaigns:campaign_people"),
    "change": Shown(QUARTIER + " > ./change/", "campaigns:campaign_change"),
    "budget": Shown(QUARTIER + " > ./budget/", "payouts:budget_add"),
    "end": Shown(QUARTIER + " > ./end/", "payouts:campaign_end"),
    "campaign-changes": Shown(QUARTIER, "campaigns:campaign", "main:has-text('quartier')"),
    "campaign-report": Shown(QUARTIER + " > ./report/", "campaigns:campaign_report"),
    "notices-brand": Shown("/notices/", "notifications:notice_list"),
}
OPALE = {
    "agency-campaigns": Shown("/campaigns/", "campaigns:campaign_list"),
    "agency-new-campaign": Shown("/campaigns/new/", "campaigns:campaign_create"),
    "agency-people": Shown(
        "/campaigns/?q=dimanche > tbody a > ./people/", "campaigns:campaign_people"
    ),
    "agency-mandates": Shown(MANDATES, "accounts:mandates", "main form"),
}
DESK = {
    "desk": Shown("/review/", "campaigns:desk"),
    "desk-campaigns": Shown("/review/?kind=campaign", "campaigns:desk"),
    "desk-changes": Shown("/review/?kind=amendment", "campaigns:desk", ".desk-changes"),
    "desk-posts": Shown("/review/?kind=post", "campaigns:desk"),
    "decided-post": Shown("/review/posts/1/", "campaigns:review_post", "#decided-what"),
    "desk-disputes": Shown("/review/?kind=dispute", "campaigns:desk"),
    "desk-accounts": Shown("/review/?kind=account", "campaigns:desk"),
    "desk-findings": Shown("/review/?kind=finding", "campaigns:desk"),
    "desk-cases": Shown("/review/?kind=case", "campaigns:desk"),
    "desk-appeals": Shown("/review/?kind=appeal", "campaigns:desk"),
    "people": Shown("/people/", "payouts:people"),
    "person": Shown(
        "/people/?q=lina@franc.example > main .rows a", "payouts:person", "main:has-text('lina@')"
    ),
    "organisation": Shown("/people/?show=organisations > .rows a", "payouts:organisation"),
    "second-factor-again": Shown("/accounts/2fa/reauthenticate/", "mfa_reauthenticate"),
    "app-codes-off": Shown("/accounts/2fa/totp/deactivate/", "mfa_deactivate_totp"),
    "new-recovery-codes": Shown(
        "/accounts/2fa/recovery-codes/generate/", "mfa_generate_recovery_codes"
    ),
    "tables": Shown("/admin/", "admin:index", "body"),
    "table": Shown("/admin/accounts/user/", "admin:accounts_user_changelist", "body"),
    "brands": Shown("/review/organisations/", "accounts:review_organisations"),
    "brand-proof": Shown("/review/organisations/ > .rows a", "accounts:review_organisation"),
    "cases": Shown(CASES, "campaigns:case_list"),
    **{
        f"case-{reason}": Shown(
            f"{CASES} > a[data-reason={reason}]",
            "campaigns:case",
            f".desk-item[data-reason={reason}]",
        )
        for reason in ("ring", "incited", "script", "spike")
    },
    "accounts-to-prove": Shown("/review/accounts/", "accounts:review_accounts"),
    "findings": Shown("/review/findings/", "accounts:finding_list"),
    "findings-judged": Shown("/review/findings/?show=decided", "accounts:finding_list"),
    "networks": Shown("/review/networks/", "campaigns:origin_list_list"),
    "purges": Shown("/review/purges/", "campaigns:purge_list"),
    "work": Shown("/review/work/", "parking:list"),
    "work-decided": Shown("/review/work/?show=decided", "parking:list"),
    "work-one": Shown("/review/work/ > tbody a", "parking:parked"),
}
# Who signs in; "A as B" is A acting on behalf of B.
PAGES: dict[str, dict[str, Shown]] = {
    "": OPEN,
    "debut@franc.example": {"welcome-influencer": Shown("/start/", "accounts:about")},
    "jeune-marque@franc.example": {"welcome-brand": Shown("/start/", "accounts:onboarding")},
    "lina@franc.example": LINA,
    "marque@franc.example": RAIL,
    "velo@franc.example": VELO,
    "miel@franc.example": MIEL,
    "agence@franc.example": OPALE,
    "campagnes@franc.example": {"viewed-team": Shown("/organisation/", "accounts:team")},
    "influenceur-15@franc.example": {
        "suspended": Shown("/start/", "accounts:suspended"),
        "statement": Shown("/start/ > main a[href*='/statements/']", "accounts:statement"),
    },
    "moderation@franc.example": DESK,
    "moderation-2@franc.example as lina@franc.example": {
        "acting": Shown("/links/", "campaigns:claim_list", ".acting"),
    },
    "finance@franc.example": {
        "payouts": Shown("/payouts/", "payouts:run_list"),
        "top-ups": Shown("/payouts/top-ups/", "payouts:top_ups"),
    },
}
