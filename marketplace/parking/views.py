"""Work that failed, for staff: what, with which error, how often; tried again or dismissed."""

from __future__ import annotations

import json

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from marketplace.accounts.decided.decide_as_seen import Wish, decide_as_seen
from marketplace.accounts.permissions import STAFF, person, roles
from marketplace.answer_get import acts, leads_to
from marketplace.parking import decide_parked
from marketplace.parking.count_runs import recurring
from marketplace.parking.forms import DismissForm
from marketplace.parking.models import ParkedTask

PER_PAGE = 20
Status = ParkedTask.Status


@require_safe
@roles(*STAFF)
def parked_list(request: HttpRequest) -> HttpResponse:
    decided = request.GET.get("show") == "decided"
    found = ParkedTask.objects.select_related("decided_by").defer("error")
    found = found.decided() if decided else found.open()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "parking/list.html", {"page": page, "decided": decided})


@require_safe
@roles(*STAFF)
def parked(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, get_object_or_404(ParkedTask, pk=pk), DismissForm())


@roles(*STAFF)
@acts(leads_to("parking:parked", "pk"))
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(ParkedTask, pk=pk)
    by = person(request)
    done = _("It is tried again now. Should it fail again, it comes back here.")
    wish = Wish.posted(request, Status.RETRIED)
    decide_as_seen(row, wish, lambda row: decide_parked.retry(row, by))
    messages.success(request, done)
    return redirect("parking:list")


@roles(*STAFF)
@acts(leads_to("parking:parked", "pk"))
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    row, form = get_object_or_404(ParkedTask, pk=pk), DismissForm(request.POST)
    if not form.is_valid():
        return _show(request, row, form, status=422)
    by, reason = person(request), form.cleaned_data["reason"]
    wish = Wish.posted(request, Status.DISMISSED, reason)
    decide_as_seen(row, wish, lambda row: decide_parked.dismiss(row, by, reason))
    messages.success(request, _("It is dismissed."))
    return redirect("parking:list")


def _show(
    request: HttpRequest, row: ParkedTask, form: DismissForm, status: int = 200
) -> HttpResponse:
    context = {
        "parked": row,
        "arguments": json.dumps(row.kwargs, indent=2, ensure_ascii=False) if row.kwargs else "",
        "is_recurring": row.task in recurring(),
        "form": form,
    }
    return render(request, "parking/parked.html", context, status=status)
