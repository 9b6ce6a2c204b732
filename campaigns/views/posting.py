"""Say where a message was posted, and see what became of all of one's posts."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.disclosure import decide_post, incitement, write_message
from campaigns.disclosure.decide_post import AlreadyInReview
from campaigns.forms import PostForm
from campaigns.models import Claim, Link, Post
from campaigns.views.mine import find_claim
from marketplace.accounts.models import User
from marketplace.accounts.permissions import person, roles

Role = User.Role
PER_PAGE = 20


@require_http_methods(["GET", "POST"])
@roles(Role.INFLUENCER)
def post_create(request: HttpRequest, pk: int) -> HttpResponse:
    """`?link=CODE` says which of the claim's links; without it, the first."""
    found = find_claim(request, pk)
    link, text = _link(found, request.GET.get("link", "")), write_message.current(found)
    if link is None or text is None:
        messages.info(request, _("Write your message first: your link comes with it."))
        return redirect("campaigns:message", pk)
    form = PostForm(request.POST or None, networks=found.influencer.listed_networks())
    if request.method == "POST" and form.is_valid():
        try:
            submitted = decide_post.submit(
                link, form.cleaned_data["url"], form.cleaned_data["words"]
            )
            _warn(request, submitted)
        except AlreadyInReview:
            messages.info(request, _("A person is already looking at your post."))
        return redirect("campaigns:claim", pk)
    context = {"claim": found, "form": form, "link": link, "share": text.with_link(link.url)}
    return render(request, "campaigns/post_create.html", context)


def _warn(request: HttpRequest, post: Post) -> None:
    """Say which words of a post ask for clicks: its reviewer sees them marked."""
    words = [f"“{one.words}”" for one in incitement.find_incitement(post.words)]
    if words:
        said = _("Your post asks for clicks (%(words)s): such clicks are not paid. Change it now.")
        messages.warning(request, said % {"words": ", ".join(words)})


def _link(claim: Claim, code: str) -> Link | None:
    links = claim.links.order_by("id")
    return links.filter(code=code).first() or links.first()


@require_safe
@roles(Role.INFLUENCER)
def post_list(request: HttpRequest) -> HttpResponse:
    mine = Post.objects.filter(link__claim__influencer__user=person(request))
    posts = mine.select_related("link__claim__campaign__sponsor")
    page = Paginator(posts, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "campaigns/post_list.html", {"posts": page, "page": page})
