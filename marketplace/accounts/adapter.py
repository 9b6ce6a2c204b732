"""The adapters of allauth: mails go through the outbox, sign-in leads to one's first page."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import truncate_ip
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.core.mail import EmailMultiAlternatives
from django.db.models.expressions import DatabaseDefault
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language, override

from marketplace.accounts.models import User
from marketplace.notifications.send_mail import send_mail


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the mail and its outbox message; a worker delivers it."""
        user = context.get("user")
        language = user.language if isinstance(user, User) else get_language()
        with override(language):
            message = self.render_mail(template_prefix, email, context)
        html = ""
        if isinstance(message, EmailMultiAlternatives) and message.alternatives:
            html = str(message.alternatives[0][0])
        send_mail(email, message.subject, str(message.body), html)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return what stands for the address where attempts are counted: the cache keeps it.

        IPv6 addresses of one network are one, as allauth has it.
        """
        address = truncate_ip(super().get_client_ip(request))
        return salted_hmac("accounts.attempts", address, algorithm="sha256").hexdigest()[:32]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:start")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:start")


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    def serialize_instance(self, instance: Any) -> dict[str, Any]:
        """Keep a person in the session who is not saved yet: the database's clock has no text."""
        if isinstance(getattr(instance, "created_at", None), DatabaseDefault):
            instance.created_at = timezone.now()
        kept: dict[str, Any] = super().serialize_instance(instance)
        return kept
