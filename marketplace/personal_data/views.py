"""My data: take it along, or leave. Both ask who one is once more."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.accounts.models import User
from marketplace.accounts.permissions import freshly_signed_in, person
from marketplace.answer_get import acts, leads_to
from marketplace.personal_data import export_data, leave_franc


class LeaveForm(forms.Form):
    sure = forms.BooleanField(label=_("Yes, delete my account. It cannot be brought back."))


@require_safe
@login_required
@freshly_signed_in
def data(request: HttpRequest) -> HttpResponse:
    export = export_data.latest(person(request))
    return render(request, "personal_data/data.html", {"export": export})


@require_safe
@login_required
def progress(request: HttpRequest) -> HttpResponse:
    export = export_data.latest(person(request))
    return render(request, "personal_data/export.html", {"export": export})


@login_required
@acts(leads_to("personal_data:data"))
@freshly_signed_in
def ask(request: HttpRequest) -> HttpResponse:
    export_data.ask_for_export(person(request))
    return redirect("personal_data:data")


@require_safe
@never_cache
@login_required
@freshly_signed_in
def download(request: HttpRequest) -> HttpResponse:
    content = export_data.content_of(person(request))
    if content is None:
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="franc-data.zip"'}
    return HttpResponse(content, content_type="application/zip", headers=headers)


@require_http_methods(["GET", "POST"])
@login_required
@freshly_signed_in
def leave(request: HttpRequest) -> HttpResponse:
    """Leave at once, or as soon as nothing is in the way any more; or take that back."""
    user = person(request)
    if request.POST.get("stay"):
        leave_franc.stay(user)
        messages.success(request, _("Your account stays."))
        return redirect("personal_data:leave")
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _left(user):
        logout(request)
        return redirect("personal_data:left")
    reasons, asked = leave_franc.in_the_way(user), leave_franc.asked(user)
    context = {"form": form, "reasons": reasons, "asked": asked}
    return render(request, "personal_data/leave.html", context)


def _left(user: User) -> bool:
    """Whether they left; otherwise it is kept that they want to."""
    try:
        leave_franc.leave(user)
    except leave_franc.CannotLeave:
        leave_franc.ask(user)
        return False
    return True


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    return render(request, "personal_data/left.html")
