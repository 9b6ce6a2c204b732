"""Monthly statements of a brand's or agency's funds, to read and to take along."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from marketplace.accounts import team_permissions
from marketplace.accounts.models import Organisation, User
from marketplace.accounts.permissions import person, roles
from marketplace.accounts.team_permissions import Act
from marketplace.paris_days import paris_today
from marketplace.spreadsheets import Cell, Euros, csv_file
from payouts import funds_statement
from payouts.vat import vat_of

FIRST_YEAR, LAST_YEAR = 2017, 2100


def find_organisation(request: HttpRequest, pk: int) -> Organisation:
    """Return an organisation of this person's (404 otherwise) whose money they may see (403)."""
    organisation = get_object_or_404(team_permissions.organisations(person(request)), pk=pk)
    team_permissions.require(person(request), Act.MONEY, organisation)
    return organisation


@require_safe
@roles(User.Role.BRAND)
def statement_list(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = find_organisation(request, pk)
    today = paris_today()
    context = {"organisation": organisation, "months": funds_statement.months(organisation, today)}
    return render(request, "payouts/statement_list.html", context)


@require_safe
@roles(User.Role.BRAND)
def statement_page(request: HttpRequest, pk: int, month: str) -> HttpResponse:
    organisation = find_organisation(request, pk)
    context = {
        "organisation": organisation,
        "statement": funds_statement.statement(organisation, _month(month)),
        "vat": vat_of(organisation),
        "month": month,
    }
    return render(request, "payouts/statement.html", context)


@require_safe
@roles(User.Role.BRAND)
def statement_csv(request: HttpRequest, pk: int, month: str) -> HttpResponse:
    """The same lines for a spreadsheet, in its reader's language, at the time of Paris."""
    organisation = find_organisation(request, pk)
    found = funds_statement.statement(organisation, _month(month))
    head = [_("Time (Paris)"), _("Movement"), _("About"), _("Amount excluding VAT"),
            _("VAT"), _("Balance")]  # fmt: skip
    rows = (_row(line) for line in found.lines)
    name = _("franc-statement-%(month)s-%(number)d") % {"month": month, "number": pk}
    return csv_file(name, head, rows)


def _row(line: funds_statement.Line) -> list[Cell]:
    amounts = (Euros(cents) for cents in (line.cents, line.vat_cents, line.balance_cents))
    return [timezone.localtime(line.at), line.words, line.about, *amounts]


def _month(typed: str) -> date:
    try:
        month = date.fromisoformat(f"{typed}-01")
    except ValueError:
        raise Http404 from None
    if not FIRST_YEAR <= month.year <= LAST_YEAR:
        raise Http404
    return month
