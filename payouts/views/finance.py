"""Finance: payout runs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from marketplace.accounts.decided.decide_as_seen import Wish, decide_as_seen
from marketplace.accounts.models import User
from marketplace.accounts.permissions import person, roles
from marketplace.answer_get import acts, leads_to
from marketplace.heartbeat import last
from payouts import leave_out, payout_runs
from payouts.ledger import Kind
from payouts.models import Account, PayoutRun
from payouts.payout_runs import LEAST_CENTS, NothingToPay

Role = User.Role
PER_PAGE = 20


@require_safe
@roles(Role.FINANCE)
def run_list(request: HttpRequest) -> HttpResponse:
    wanted = payout_runs.payable()
    due = leave_out.sound(wanted)
    runs = PayoutRun.objects.defer("file_encrypted").select_related("created_by")
    counted = runs.annotate(count=Count("payouts")).order_by("-id")
    page = Paginator(counted, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "due": {"count": len(due), "cents": sum(cents for _account, cents in due)},
        "lowest_cents": LEAST_CENTS,
        "skipped": _skipped(sum(cents >= LEAST_CENTS for _account, cents in wanted)),
        "waiting": leave_out.waiting(wanted),
        "runs": _rows(list(page)),
        "page": page,
        "audit": last("payouts.audit"),
    }
    return render(request, "payouts/run_list.html", context)


def _skipped(payable: int) -> list[str]:
    """Say who would be left out of a run made now, and why."""
    enough = Account.objects.filter(kind=Kind.INFLUENCER_AVAILABLE, balance_cents__gte=LEAST_CENTS)
    held = enough.filter(influencer__in=payout_runs.suspended()).count()
    missing = enough.count() - held - payable
    said = []
    if missing:
        words = ngettext(
            "%(count)d influencer has no bank account yet.",
            "%(count)d influencers have no bank account yet.",
            missing,
        )
        said.append(words % {"count": missing})
    if held:
        words = ngettext(
            "%(count)d influencer is suspended: their money waits.",
            "%(count)d influencers are suspended: their money waits.",
            held,
        )
        said.append(words % {"count": held})
    return said


def _rows(runs: list[PayoutRun]) -> list[dict[str, Any]]:
    left = leave_out.named(runs)
    return [_row(run) | {"left_out": left[run.pk]} for run in runs]


def _row(run: PayoutRun) -> dict[str, Any]:
    return {
        "run": run,
        "status": run.status,
        "words": run.get_status_display(),
        "payouts": run.count,  # type: ignore[attr-defined]
        "cents": run.total_cents,
        "can_send": run.status == PayoutRun.Status.FILED,
    }


@roles(Role.FINANCE)
@acts(leads_to("payouts:run_list"))
def run_create(request: HttpRequest) -> HttpResponse:
    """Make the file; a second click finds nothing left to pay and says so."""
    try:
        run = payout_runs.create(person(request))
    except NothingToPay:
        messages.info(request, _("Nobody is left to pay: look at the latest run below."))
    else:
        if run.left_out:
            messages.warning(request, _left_out(len(run.left_out)))
    return redirect("payouts:run_list")


def _left_out(count: int) -> str:
    words = ngettext(
        "%(count)d payee is left out of this file: the reason stands below.",
        "%(count)d payees are left out of this file: the reasons stand below.",
        count,
    )
    return words % {"count": count}


@require_safe
@roles(Role.FINANCE)
def run_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes as they were made, once."""
    run = get_object_or_404(PayoutRun, pk=pk)
    response = HttpResponse(payout_runs.file_of(run), content_type="application/xml")
    name = f"franc-{run.created_at:%Y%m%d}-{run.pk}.xml"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@roles(Role.FINANCE)
@acts(leads_to("payouts:run_list"))
def run_sent(request: HttpRequest, pk: int) -> HttpResponse:
    run, by = get_object_or_404(PayoutRun, pk=pk), person(request)
    wish = Wish.posted(request, PayoutRun.Status.SENT)
    decide_as_seen(run, wish, lambda run: payout_runs.mark_sent(run, by))
    return redirect("payouts:run_list")
