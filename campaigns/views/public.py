"""What anybody may know: who pays for a link, and which clicks are paid."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from campaigns.clicks.link_codes import read_asked
from campaigns.disclosure import disclosure_policy
from campaigns.models import Link
from campaigns.telling import explain_rules


@require_safe
def link(request: HttpRequest, code: str) -> HttpResponse:
    """`LINK_BASE_URL/<code>+` leads here: the sponsor, the agency, the rate. No click is counted.

    The influencer is not named: whoever followed the link knows where they found it.
    """
    asked = read_asked(code)
    if asked and asked.code != code:
        return redirect("campaigns:link", asked.code)
    links = Link.objects.select_related("claim__campaign__sponsor", "claim__campaign__buyer")
    found = get_object_or_404(links, code=code)
    context = {
        "campaign": found.claim.campaign,
        "claim": found.claim,
        "label": disclosure_policy.label_for(get_language() or "fr"),
        "short": found.short,
    }
    return render(request, "campaigns/link.html", context)


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    return render(request, "campaigns/rules.html", {"book": explain_rules.rulebook()})
