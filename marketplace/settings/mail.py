"""Mail leaves by EMAIL_URL (smtp+tls://user:password@host:587); the embedded default has none.

There, a delivered mail stays on the site's own /mails/ page.
"""

from marketplace.settings.environment import EMBEDDED, env

_mail = env.email_url("EMAIL_URL", default="dummymail://" if EMBEDDED else "smtp://localhost:25")

EMAIL_BACKEND: str = _mail["EMAIL_BACKEND"]
EMAIL_HOST: str = _mail["EMAIL_HOST"] or ""
EMAIL_PORT: int = _mail["EMAIL_PORT"] or 25
EMAIL_HOST_USER: str = _mail["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD: str = _mail["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS: bool = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL: bool = _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20  # seconds, well below the time limit of a task
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", default="Franc <bonjour@franc.example>")
