"""The pictures of a draft, and a picture itself."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.drafts import draft_steps, draw_picture
from campaigns.drafts.draw_picture import NotTaken
from campaigns.models import Campaign, Picture
from campaigns.views.brand import find_campaign
from marketplace.accounts.models import User
from marketplace.accounts.permissions import person, roles
from marketplace.accounts.team_permissions import Act
from marketplace.answer_get import acts, leads_to

Role, Status = User.Role, Campaign.Status


@roles(Role.BRAND)
@acts(leads_to("campaigns:campaign_edit", "pk"))
def picture_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a picture; what is wrong with it is said where it was chosen."""
    campaign = find_campaign(request, pk, Act.CAMPAIGNS)
    upload = request.FILES.get("picture")
    wrong = ""
    if campaign.status != Status.DRAFT:
        wrong = _("Only a draft can be edited.")
    elif upload is None or upload.file is None:
        wrong = _("Choose a file first.")
    else:
        try:
            words = draw_picture.clean_words(request.POST.get("words", ""))
            draw_picture.add(campaign, upload.file, words)
        except NotTaken as why:
            wrong = str(why.args[0])
    return _pictures(request, campaign, wrong)


@roles(Role.BRAND)
@acts(leads_to("campaigns:campaign_edit", "pk"))
def picture_remove(request: HttpRequest, pk: int, picture: UUID) -> HttpResponse:
    campaign = find_campaign(request, pk, Act.CAMPAIGNS)
    if campaign.status == Status.DRAFT:
        campaign.pictures.filter(pk=picture).delete()
    return _pictures(request, campaign, "")


def _pictures(request: HttpRequest, campaign: Campaign, wrong: str) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        if wrong:
            messages.error(request, wrong)
        return redirect(draft_steps.address(campaign, "words"))
    context = {
        "campaign": campaign,
        "pictures": campaign.pictures.defer("image"),
        "most_pictures": draw_picture.MOST_PICTURES,
        "wrong": wrong,
    }
    return render(request, "campaigns/pictures.html", context)


@require_safe
@roles(Role.BRAND, Role.INFLUENCER, Role.REVIEWER)
def picture(request: HttpRequest, picture: UUID) -> HttpResponse:
    """The picture itself, for whoever may see its campaign; its address never changes its image."""
    found = get_object_or_404(Picture.objects.select_related("campaign"), pk=picture)
    user = person(request)
    drafted = found.campaign.status in {Status.DRAFT, Status.IN_REVIEW}
    if user.role == Role.BRAND or (user.role == Role.INFLUENCER and drafted):
        get_object_or_404(Campaign.objects.of(user), pk=found.campaign_id)
    response = HttpResponse(bytes(found.image), content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response
