"""Send a mail: write it with whatever causes it, and let a worker deliver it."""

from __future__ import annotations

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models.functions import Now

from marketplace import outbox
from marketplace.host_names import mail_address
from marketplace.notifications.models import Mail


def send_mail(to: str, subject: str, text: str, html: str = "") -> Mail:
    """Write a mail and the message that has it delivered; both share the caller's transaction."""
    with transaction.atomic():
        mail = Mail.objects.create(to=to, subject=" ".join(subject.split()), text=text, html=html)
        outbox.put("notifications.deliver", mail_id=mail.pk)
    return mail


def deliver(mail_id: int) -> None:
    """Hand a mail to the mail server, unless that was done before.

    At least once: a worker killed between handing over and recording hands it over again.
    """
    mail = Mail.objects.filter(pk=mail_id, delivered_at=None).first()
    if mail is None:
        return
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail_address(mail.to)])
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    message.send()
    Mail.objects.filter(pk=mail_id).update(delivered_at=Now())
