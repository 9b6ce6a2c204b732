"""More links of one claim: add, name, and take the QR code of one."""

from __future__ import annotations

import io
from typing import Literal

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.joining import add_links
from campaigns.joining.link_name_form import LinkForm
from campaigns.views.claims import show
from campaigns.views.mine import find_claim, find_link
from marketplace.accounts.models import User
from marketplace.accounts.permissions import roles
from marketplace.answer_get import acts, leads_to

Role = User.Role
PIXELS = 12  # a side of the smallest square; enough to be printed
BORDER = 4  # squares of quiet zone (ISO/IEC 18004)
TYPES = {"png": "image/png", "svg": "image/svg+xml"}


@roles(Role.INFLUENCER)
@acts(leads_to("campaigns:claim", "pk"))
def link_add(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_claim(request, pk)
    form = LinkForm(request.POST)
    if not form.is_valid():
        return show(request, found, form, status=422)
    try:
        add_links.add(found, form.cleaned_data["label"])
    except add_links.NoMessageYet:
        messages.info(request, _("Write your message first: your link comes with it."))
    except add_links.TooManyLinks:
        messages.info(request, _("Ten links at most: rename one instead."))
    return redirect("campaigns:claim", pk)


def _claim(request: HttpRequest, code: str) -> HttpResponse:
    return redirect("campaigns:claim", find_link(request, code).claim_id)


@roles(Role.INFLUENCER)
@acts(_claim)
def link_rename(request: HttpRequest, code: str) -> HttpResponse:
    link = find_link(request, code)
    form = LinkForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
    else:
        try:
            add_links.rename(link, form.cleaned_data["label"])
        except add_links.NameTaken:
            messages.error(request, _("Another of your links has this name."))
    return redirect("campaigns:claim", link.claim_id)


@require_safe
@roles(Role.INFLUENCER)
def link_qr(request: HttpRequest, code: str, kind: Literal["png", "svg"]) -> HttpResponse:
    """The QR code as a file to print, named after the link."""
    link = find_link(request, code)
    drawn = io.BytesIO()
    # Error correction M, 15 %: a smudge on a poster is forgiven.
    segno.make(link.url, error="m", micro=False).save(drawn, kind=kind, scale=PIXELS, border=BORDER)
    name = slugify(link.label) or link.code
    headers = {"Content-Disposition": f'attachment; filename="franc-{name}.{kind}"'}
    return HttpResponse(drawn.getvalue(), content_type=TYPES[kind], headers=headers)
