"""What one was told, and what one wants mailed: the pages of whoever is signed in."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.answer_get import acts, leads_to
from marketplace.notifications.models import OPTIONAL, MutedTopic, Notice

PER_PAGE = 25


class MailsForm(forms.Form):
    """Which of the optional topics are mailed."""

    topics = forms.MultipleChoiceField(
        label=gettext_lazy("E-mail me about"),
        required=False,
        choices=[(topic.value, topic.label) for topic in OPTIONAL],
        widget=forms.CheckboxSelectMultiple,
    )


@require_safe
@login_required
def notice_list(request: HttpRequest) -> HttpResponse:
    notices = Notice.objects.filter(user=request.user.pk)
    page = Paginator(notices.unread_first(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"notices": page, "page": page, "unread": notices.unread().exists()}
    return render(request, "notifications/notice_list.html", context)


@require_safe
@login_required
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a notice read and lead to where something can be done about it."""
    mine = Notice.objects.filter(user=request.user.pk, pk=pk)
    path = get_object_or_404(mine).path
    mine.mark_read()
    return redirect(path)


@login_required
@acts(leads_to("notifications:notice_list"))
def read_all(request: HttpRequest) -> HttpResponse:
    Notice.objects.filter(user=request.user.pk).mark_read()
    return redirect("notifications:notice_list")


@require_http_methods(["GET", "POST"])
@login_required
def mails_wanted(request: HttpRequest) -> HttpResponse:
    """Choose what is mailed too. What decides over money or work always is."""
    muted = MutedTopic.objects.filter(user=request.user.pk)
    silent = set(muted.values_list("topic", flat=True))
    wanted = [topic.value for topic in OPTIONAL if topic not in silent]
    form = MailsForm(request.POST or None, initial={"topics": wanted})
    if request.method == "POST":
        form = MailsForm(request.POST)
        if form.is_valid():
            _choose(int(request.user.pk or 0), form.cleaned_data["topics"])
            messages.success(request, _("Saved."))
            return redirect("notifications:mails_wanted")
    return render(request, "notifications/mails_wanted.html", {"form": form})


def _choose(user_id: int, wanted: list[str]) -> None:
    silent = [topic for topic in OPTIONAL if topic not in wanted]
    with transaction.atomic():
        MutedTopic.objects.filter(user_id=user_id).exclude(topic__in=silent).delete()
        rows = [MutedTopic(user_id=user_id, topic=topic) for topic in silent]
        MutedTopic.objects.bulk_create(rows, ignore_conflicts=True)
