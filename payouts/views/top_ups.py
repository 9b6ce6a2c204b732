"""Finance: transfers that were announced, and those that arrived."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from marketplace.accounts.decided.decide_as_seen import Wish, decide_as_seen
from marketplace.accounts.models import User
from marketplace.accounts.permissions import person, roles
from marketplace.answer_get import acts, leads_to
from marketplace.typography import euros
from payouts import escrow, top_up_transfers
from payouts.forms import BookingForm, TopUpForm
from payouts.ledger import IdempotencyConflict, Kind
from payouts.models import TopUp, Transfer
from payouts.top_up_transfers import OtherAmount
from payouts.views.booked_before import PER_PAGE, is_the_same, say_booked_before


@require_http_methods(["GET", "POST"])
@roles(User.Role.FINANCE)
def top_ups(request: HttpRequest) -> HttpResponse:
    """Book money that nobody had announced; the announced ones have forms of their own."""
    form = TopUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _booked(request, form):
        return redirect("payouts:top_ups")
    return _show(request, form)


def _booked(request: HttpRequest, form: TopUpForm) -> bool:
    """Book it, or say that it was booked before; the same form twice is no mistake."""
    booking = form.booking()
    reference, received = booking["reference"], booking["cents"] + booking["vat_cents"]
    if is_the_same(reference, booking["organisation_id"], received):
        messages.info(request, say_booked_before(reference))
        return True
    try:
        escrow.top_up(**booking)
        messages.success(request, _("Booked."))
    except IdempotencyConflict:
        form.add_error("reference", say_booked_before(reference))
    return form.is_valid()


@roles(User.Role.FINANCE)
@acts(leads_to("payouts:top_ups"))
def top_up_book(request: HttpRequest, pk: int) -> HttpResponse:
    """Book an announced transfer that stands on the bank statement; twice books it once."""
    top_up = get_object_or_404(TopUp.objects.select_related("organisation"), pk=pk)
    form = BookingForm(request.POST)
    if form.is_valid() and _arrived(request, top_up, form):
        return redirect("payouts:top_ups")
    return _show(request, TopUpForm(), {"pk": pk, "form": form}, status=422)


def _arrived(request: HttpRequest, top_up: TopUp, form: BookingForm) -> bool:
    received, reference = form.cleaned_data["received_cents"], form.cleaned_data["bank_reference"]
    by = person(request)
    try:
        decide_as_seen(
            top_up,
            Wish.posted(request, TopUp.Status.BOOKED),
            lambda row: top_up_transfers.book_top_up(row, received, reference, by),
        )
        messages.success(request, _("Booked."))
    except OtherAmount:
        words = _("%(expected)s were announced: cancel it and book what arrived by hand.")
        form.add_error("received_cents", words % {"expected": euros(top_up.gross_cents)})
    except IdempotencyConflict:
        form.add_error("bank_reference", say_booked_before(reference))
    return form.is_valid()


def _show(
    request: HttpRequest,
    form: TopUpForm,
    refused: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    booked = Transfer.objects.filter(kind="top_up").order_by("-id")
    page = Paginator(booked.prefetch_related("entries__account__organisation"), PER_PAGE)
    shown = page.get_page(request.GET.get("page"))
    waiting = TopUp.objects.waiting().select_related("organisation")
    context = {
        "form": form,
        "waiting": [_waiting(one, refused) for one in waiting.order_by("id")],
        "top_ups": [_row(transfer) for transfer in shown],
        "page": shown,
    }
    return render(request, "payouts/top_ups.html", context, status=status)


def _waiting(top_up: TopUp, refused: dict[str, Any] | None) -> dict[str, Any]:
    mine = refused is not None and refused["pk"] == top_up.pk
    form = refused["form"] if refused and mine else BookingForm(auto_id=f"book-{top_up.pk}-%s")
    return {"top_up": top_up, "form": form, "open": mine}


def _row(transfer: Transfer) -> dict[str, Any]:
    entries = list(transfer.entries.all())
    credit = next(entry for entry in entries if entry.account.kind == Kind.BRAND_FUNDS)
    vat = sum(entry.amount_cents for entry in entries if entry.account.kind == Kind.VAT)
    return {
        "pk": transfer.pk,
        "at": transfer.created_at,
        "words": credit.account.organisation,
        "note": transfer.memo,
        "cents": credit.amount_cents,
        "vat_cents": vat,
    }
