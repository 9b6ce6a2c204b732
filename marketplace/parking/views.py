"""Work that failed, for staff: what, with which error, how often; tried again or dismissed."""

from __future__ import annotations

import json
from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.permissions import STAFF, person, roles
from marketplace.parking import decide_parked
from marketplace.parking.count_runs import recurring
from marketplace.parking.forms import DismissForm
from marketplace.parking.models import ParkedTask
from marketplace.states import IllegalTransition, StateChanged

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


@require_POST
@roles(*STAFF)
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(ParkedTask, pk=pk)
    by = person(request)
    done = _("It is tried again now. Should it fail again, it comes back here.")
    return _decide(request, lambda: decide_parked.retry(row, by), done)


@require_POST
@roles(*STAFF)
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    row, form = get_object_or_404(ParkedTask, pk=pk), DismissForm(request.POST)
    if not form.is_valid():
        return _show(request, row, form, status=422)
    by, reason = person(request), form.cleaned_data["reason"]
    return _decide(request, lambda: decide_parked.dismiss(row, by, reason), _("It is dismissed."))


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


def _decide(request: HttpRequest, act: Callable[[], None], done: str) -> HttpResponse:
    """Do it, and say so; of two who decide at once, the second is told so."""
    try:
        act()
    except (IllegalTransition, StateChanged):
        messages.info(request, _("Somebody had already decided."))
    else:
        messages.success(request, done)
    return redirect("parking:list")
