"""Sign-in with another account: each provider exists only when its two keys are configured.

    X_CLIENT_ID=… X_CLIENT_SECRET=…

A provider that is not configured has no button, no address and no place in the security policy.
"""

from dataclasses import dataclass, field
from typing import Any

from marketplace.settings.environment import env


@dataclass(frozen=True)
class Provider:
    """One provider as allauth names it, its keys in the environment, where its form leads."""

    name: str
    keys: str
    origins: tuple[str, ...]
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def app(self) -> dict[str, str]:
        """Its keys; empty unless both are there."""
        client_id: str = env.str(f"{self.keys}_CLIENT_ID", default="")
        secret: str = env.str(f"{self.keys}_CLIENT_SECRET", default="")
        return {"client_id": client_id, "secret": secret, "key": ""} if client_id and secret else {}


_SUPPORTED = (
    Provider(
        "google",
        "GOOGLE",
        ("https://accounts.google.com",),
        {"SCOPE": ["email"], "OAUTH_PKCE_ENABLED": True},
    ),
    Provider(
        "facebook", "FACEBOOK", ("https://www.facebook.com",), {"METHOD": "oauth2"}
    ),  # the other method loads a script of Facebook's
    Provider("twitter_oauth2", "X", ("https://x.com", "https://twitter.com")),
    Provider("tiktok", "TIKTOK", ("https://www.tiktok.com",)),
)
_configured = [provider for provider in _SUPPORTED if provider.app]

SOCIAL_APPS = [f"allauth.socialaccount.providers.{one.name}" for one in _configured]
# A form that leads away is followed by browsers only to what form-action names.
SOCIAL_ORIGINS = [origin for one in _configured for origin in one.origins]
SOCIALACCOUNT_PROVIDERS = {one.name: {**one.options, "APPS": [one.app]} for one in _configured}
SOCIALACCOUNT_ADAPTER = "marketplace.accounts.adapter.SocialAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False  # role, name and terms are asked of everybody
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # an address at a provider opens no account here
SOCIALACCOUNT_STORE_TOKENS = False
