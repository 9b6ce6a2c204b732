"""Keys, hosts, transport, cookies, and a content security policy without exceptions."""

from csp.constants import NONCE, NONE, SELF

from marketplace.settings.base import SITE_BASE_URL, TRUSTED_PROXIES
from marketplace.settings.environment import EMBEDDED, env
from marketplace.settings.social import SOCIAL_ORIGINS

DEBUG = False
SECRET_KEY: str = env.str("SECRET_KEY")
KEY_ENCRYPTION_KEY: str = env.str("KEY_ENCRYPTION_KEY")  # Fernet; never in the database
METRICS_TOKEN: str = env.str("METRICS_TOKEN", default="")  # opens /metrics to other machines
ALLOWED_HOSTS: list[str] = env.list(
    "ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if EMBEDDED else []
)
CSRF_TRUSTED_ORIGINS = [SITE_BASE_URL]

SECURE_SSL_REDIRECT = not EMBEDDED
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]  # asked from inside, over http
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 0 if EMBEDDED else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = not EMBEDDED
SECURE_HSTS_PRELOAD = not EMBEDDED
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"

SESSION_COOKIE_SECURE = not EMBEDDED
CSRF_COOKIE_SECURE = not EMBEDDED
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = not EMBEDDED
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF, NONCE],  # a nonce is only given out where a page asks for one
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *SOCIAL_ORIGINS],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
