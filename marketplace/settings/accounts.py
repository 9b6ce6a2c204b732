"""Sign-up and sign-in by mail address (allauth), a second factor, and the list of sessions."""

from marketplace.settings.base import TRUSTED_PROXIES
from marketplace.settings.environment import EMBEDDED, env

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "marketplace.accounts.forms.account.SignupForm"
ACCOUNT_ADAPTER = "marketplace.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300  # seconds a fresh sign-in stays fresh (step-up)
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if EMBEDDED else "https"
# allauth's own rate limits are kept as they come; they tell visitors apart by this.
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

_PASTED = "marketplace.accounts.pasted_sign_in"
ACCOUNT_FORMS = {
    "login": f"{_PASTED}.PastedLoginForm",
    "signup": f"{_PASTED}.PastedSignupForm",
    "add_email": f"{_PASTED}.PastedAddEmailForm",
    "reset_password": f"{_PASTED}.PastedResetPasswordForm",
}
SOCIALACCOUNT_FORMS = {"signup": f"{_PASTED}.PastedSocialSignupForm"}
MFA_FORMS = {
    "add_webauthn": "marketplace.accounts.passkeys.AddPasskeyForm",
    "authenticate": f"{_PASTED}.PastedAuthenticateForm",
    "reauthenticate": f"{_PASTED}.PastedReauthenticateForm",
    "activate_totp": f"{_PASTED}.PastedActivateForm",
}
MFA_ADAPTER = "marketplace.accounts.mfa.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Franc"
USERSESSIONS_TRACK_ACTIVITY = True

# Whether public profiles are fetched to look for the code that proves an account. Without it a
# person looks at each; the embedded default asks no other host for anything.
PROFILES_ARE_FETCHED: bool = env.bool("PROFILES_ARE_FETCHED", default=False)
