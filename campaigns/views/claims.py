"""The influencer's claims: the list, one claim with the figures of its clicks, leaving it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.disclosure import write_message
from campaigns.figures import click_figures, link_figures
from campaigns.joining import leave_campaign
from campaigns.joining.add_links import MOST as MOST_LINKS
from campaigns.joining.link_name_form import LinkForm
from campaigns.models import Campaign, Claim, Message, Post
from campaigns.views.mine import find_claim, label, my_claims
from marketplace.accounts.models import User
from marketplace.accounts.permissions import roles
from marketplace.answer_get import acts, leads_to

Role = User.Role
PER_PAGE = 20


@require_safe
@roles(Role.INFLUENCER)
def claim_list(request: HttpRequest) -> HttpResponse:
    claims = my_claims(request).prefetch_related("links__posts", "messages")
    page = Paginator(claims, PER_PAGE).get_page(request.GET.get("page"))
    rows = [_row(claim) for claim in page]
    return render(request, "campaigns/claim_list.html", {"claims": rows, "page": page})


def _row(claim: Claim) -> dict[str, Any]:
    campaign = claim.campaign
    links = list(claim.links.all())
    waiting = sum(m.status == Message.Status.WAITING for m in claim.messages.all())
    posts = [post for link in links for post in link.posts.all()]
    step = next_step(len(links), posts, waiting)
    left = claim.left_at is not None
    return {
        "claim": claim,
        "label": label(),
        "status": "left" if left else campaign.status,
        "words": _("You left") if left else campaign.get_status_display(),
        "step": step_words(step) if campaign.status == Campaign.Status.LIVE and not left else "",
    }


def next_step(links: int, posts: Iterable[Post], waiting: int) -> str:
    """Return what the influencer does next: "message", "wait", "post" or "" (nothing).

    Args:
        posts: those of all links of the claim.
        waiting: how many messages are with the brand.
    """
    if not links:
        return "wait" if waiting else "message"
    return "post" if all(post.status == Post.Status.REFUSED for post in posts) else ""


def step_words(step: str) -> str:
    return {
        "message": _("Write your message"),
        "wait": _("The brand is reading your message"),
        "post": _("Show us where you posted it"),
    }.get(step, "")


@require_safe
@roles(Role.INFLUENCER)
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, find_claim(request, pk))


def show(
    request: HttpRequest, found: Claim, form: LinkForm | None = None, status: int = 200
) -> HttpResponse:
    """Render the page of a claim, with what was wrong about the name of a link."""
    message, links = write_message.current(found), link_figures.links(found)
    versions = write_message.versions(found)
    first = links[0].link if links else None
    posts = [row.post for row in links if row.post]
    step = next_step(len(links), posts, int(versions["waiting"] is not None))
    context = {
        "claim": found,
        "truth": click_figures.claim_truth(found),
        "message": message,
        "versions": versions,
        "link": first,
        "links": links,
        "more_links": len(links) < MOST_LINKS,
        "form": form or LinkForm(),
        "share": message.with_link(first.url) if message and first else "",
        "post": links[0].post if links else None,
        "step": "" if found.left_at else step,
        "contest": "",
    }
    return render(request, "campaigns/claim_truth.html", context, status=status)


@require_safe
@roles(Role.INFLUENCER)
def claim_live(request: HttpRequest, pk: int) -> HttpResponse:
    """The cards that refresh themselves."""
    found = find_claim(request, pk)
    context = {"claim": found, "truth": click_figures.claim_truth(found), "contest": ""}
    return render(request, "campaigns/claim_truth_live.html", context)


@roles(Role.INFLUENCER)
@acts(leads_to("campaigns:claim", "pk"))
def claim_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave; a second press changes nothing."""
    if leave_campaign.leave(find_claim(request, pk)):
        messages.success(request, _("You have left. What you earned stays yours."))
    return redirect("campaigns:claim", pk)
