"""Write the message, and wait for the brand where it looks first."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campaigns.disclosure import write_message
from campaigns.disclosure.mark_problems import marked, present
from campaigns.forms import MessageForm
from campaigns.models import Claim, Link, Message
from campaigns.views.mine import find_claim, label
from marketplace.accounts.models import User
from marketplace.accounts.permissions import roles

Role = User.Role


@require_http_methods(["GET", "POST"])
@roles(Role.INFLUENCER)
def message(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_claim(request, pk)
    latest = found.messages.first()
    if latest and latest.status == Message.Status.WAITING and request.method != "POST":
        messages.info(request, _("Your message is with the brand: wait for its answer first."))
        return redirect("campaigns:claim", pk)
    form = MessageForm(request.POST or None, initial={"body": latest.body if latest else ""})
    written: Message | None = None
    if request.method == "POST" and form.is_valid():
        try:
            written = write_message.write(found, form.cleaned_data["body"], get_language() or "fr")
        except write_message.AlreadyWaiting:
            form.add_error("body", _("Another version is with the brand: wait for its answer."))
        if written and not written.findings:
            messages.success(request, _said(written))
            return redirect("campaigns:claim", pk)
    return render(request, "campaigns/message.html", _composer(found, form, written, latest))


def _said(written: Message) -> str:
    if written.status == Message.Status.WAITING:
        return _("Your message is with the brand. Your link comes with its answer.")
    return _("Your message is accepted. Here is your link.")


def _composer(
    claim: Claim, form: MessageForm, written: Message | None, latest: Message | None
) -> dict[str, Any]:
    body = written.body if written else ""
    link = claim.links.order_by("id").first()
    handle = claim.influencer.handle
    return {
        "claim": claim,
        "form": form,
        "label": label(),
        "words": present(claim.campaign.required_words, body or form["body"].value() or ""),
        "marked": marked(body, written.findings) if written else [],
        "vetoed": latest if latest and latest.status == Message.Status.VETOED else None,
        "link": link.short if link else Link(code="…").short,
        "name": claim.influencer.display_name,
        "handle": handle or claim.influencer.display_name,
    }
