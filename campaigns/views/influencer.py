"""The influencer's pages: find, take part, write, post, and the truth of one claim."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns import claiming, reporting
from campaigns.claiming import NotOpen
from campaigns.disclosure import policy, review, writing
from campaigns.disclosure.marking import marked, present
from campaigns.disclosure.review import AlreadyInReview
from campaigns.forms import MessageForm, PostForm
from campaigns.models import Campaign, Claim, Link, Message, Post
from marketplace.accounts.models import User
from marketplace.accounts.permissions import person, roles

Role = User.Role
PER_PAGE = 20


def find_claim(request: HttpRequest, pk: int) -> Claim:
    """Return the claim if it is this person's; otherwise it does not exist (404)."""
    return get_object_or_404(my_claims(request), pk=pk)


def my_claims(request: HttpRequest) -> QuerySet[Claim]:
    return Claim.objects.of(person(request)).select_related(
        "campaign__sponsor", "campaign__buyer", "influencer"
    )


@require_safe
@roles(Role.INFLUENCER)
def find(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()
    offers = Campaign.objects.open_to_claims().select_related("sponsor", "buyer")
    if query:
        offers = offers.filter(title__icontains=query) | offers.filter(
            sponsor__name__icontains=query
        )
    page = Paginator(offers, PER_PAGE).get_page(request.GET.get("page"))
    mine = dict(
        Claim.objects.of(person(request))
        .filter(campaign__in=list(page))
        .values_list("campaign_id", "pk")
    )
    rows = [{"campaign": c, "claimed": mine.get(c.pk)} for c in page]
    context = {"offers": rows, "page": page, "query": query, "label": label()}
    return render(request, "campaigns/find.html", context)


@require_safe
@roles(Role.INFLUENCER)
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    seen = Campaign.objects.exclude(status__in=[Campaign.Status.DRAFT, Campaign.Status.IN_REVIEW])
    campaign = get_object_or_404(seen.select_related("sponsor", "buyer"), pk=pk)
    context = {
        "campaign": campaign,
        "label": label(),
        "claim": Claim.objects.of(person(request)).filter(campaign=campaign).first(),
        "closed": "" if campaign.status == Campaign.Status.LIVE else closed_words(campaign),
    }
    return render(request, "campaigns/offer.html", context)


@require_POST
@roles(Role.INFLUENCER)
def claim_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Take part; a second click leads to the same claim."""
    campaign = get_object_or_404(
        Campaign.objects.exclude(status__in=[Campaign.Status.DRAFT, Campaign.Status.IN_REVIEW]),
        pk=pk,
    )
    try:
        claim = claiming.claim(campaign.pk, person(request).influencer)
    except NotOpen:
        messages.info(request, closed_words(campaign))
        return redirect("campaigns:offer", pk)
    return redirect(
        "campaigns:message" if not claim.links.exists() else "campaigns:claim", claim.pk
    )


@require_safe
@roles(Role.INFLUENCER)
def claim_list(request: HttpRequest) -> HttpResponse:
    claims = my_claims(request).prefetch_related("links__posts")
    page = Paginator(claims, PER_PAGE).get_page(request.GET.get("page"))
    rows = [_row(claim) for claim in page]
    return render(request, "campaigns/claim_list.html", {"claims": rows, "page": page})


def _row(claim: Claim) -> dict[str, Any]:
    links = list(claim.links.all())
    posts = list(links[0].posts.all()) if links else []
    step = next_step(links[0] if links else None, posts)
    campaign = claim.campaign
    return {
        "claim": claim,
        "label": label(),
        "status": campaign.status,
        "words": campaign.get_status_display(),
        "step": step_words(step) if campaign.status == Campaign.Status.LIVE else "",
    }


def next_step(link: Link | None, posts: list[Post]) -> str:
    """Return what the influencer does next: "message", "post" or "" (nothing)."""
    if link is None:
        return "message"
    return "post" if all(post.status == Post.Status.REFUSED for post in posts) else ""


def step_words(step: str) -> str:
    return {
        "message": _("Write your message"),
        "post": _("Show us where you posted it"),
    }.get(step, "")


@require_safe
@roles(Role.INFLUENCER)
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_claim(request, pk)
    link = found.links.order_by("id").first()
    posts = list(link.posts.all()) if link else []
    message = writing.current(found)
    context = {
        "claim": found,
        "truth": reporting.claim_truth(found),
        "message": message,
        "link": link,
        "share": message.with_link(link.url) if message and link else "",
        "post": posts[0] if posts else None,
        "step": next_step(link, posts),
        "contest": "",
    }
    return render(request, "campaigns/claim_truth.html", context)


@require_safe
@roles(Role.INFLUENCER)
def claim_live(request: HttpRequest, pk: int) -> HttpResponse:
    """The cards that refresh themselves."""
    found = find_claim(request, pk)
    context = {"claim": found, "truth": reporting.claim_truth(found), "contest": ""}
    return render(request, "campaigns/claim_truth_live.html", context)


@require_http_methods(["GET", "POST"])
@roles(Role.INFLUENCER)
def message(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_claim(request, pk)
    latest = found.messages.first()
    form = MessageForm(request.POST or None, initial={"body": latest.body if latest else ""})
    written: Message | None = None
    if request.method == "POST" and form.is_valid():
        written = writing.write(found, form.cleaned_data["body"], get_language() or "fr")
        if written.status == Message.Status.ACCEPTED:
            messages.success(request, _("Your message is accepted. Here is your link."))
            return redirect("campaigns:claim", pk)
    return render(request, "campaigns/message.html", _composer(found, form, written))


def _composer(claim: Claim, form: MessageForm, written: Message | None) -> dict[str, Any]:
    body = written.body if written else ""
    link = claim.links.order_by("id").first()
    return {
        "claim": claim,
        "form": form,
        "label": label(),
        "words": present(claim.campaign.required_words, body or form["body"].value() or ""),
        "marked": marked(body, written.findings) if written else [],
        "link": link.short if link else Link(code="…").short,
        "name": claim.influencer.display_name,
        "handle": f"@{claim.influencer.handle.lstrip('@')}",
    }


@require_http_methods(["GET", "POST"])
@roles(Role.INFLUENCER)
def post_create(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_claim(request, pk)
    link, text = found.links.order_by("id").first(), writing.current(found)
    if link is None or text is None:
        messages.info(request, _("Write your message first: your link comes with it."))
        return redirect("campaigns:message", pk)
    form = PostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            review.submit(link, form.cleaned_data["url"])
        except AlreadyInReview:
            messages.info(request, _("A person is already looking at your post."))
        return redirect("campaigns:claim", pk)
    context = {"claim": found, "form": form, "share": text.with_link(link.url)}
    return render(request, "campaigns/post_create.html", context)


def label() -> str:
    return policy.label_for(get_language() or "fr")


def closed_words(campaign: Campaign) -> str:
    return {
        Campaign.Status.PAUSED: _("The brand has paused this campaign."),
        Campaign.Status.EXHAUSTED: _("The budget of this campaign is spent."),
    }.get(Campaign.Status(campaign.status), _("This campaign is over."))
