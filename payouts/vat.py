"""Which VAT is added to what a brand or agency pays Franc, a company established in France."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Organisation, Proof
from marketplace.accounts.proof.company_numbers import canonical

FRENCH_RATE = 2_000  # basis points; CGI art. 278
EU = frozenset(
    ("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU",
     "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK")
)  # fmt: skip


@dataclass(frozen=True)
class Vat:
    """`bps` in basis points of the amount excluding VAT; `why` names the text it follows from."""

    bps: int
    why: str | Promise


FRANCE = Vat(FRENCH_RATE, _("French VAT, 20% (CGI, art. 278)"))
REVERSE_CHARGE = Vat(
    0, _("Reverse charge: VAT is due by the client (directive 2006/112/EC, art. 44 and 196)")
)
OUTSIDE = Vat(0, _("Outside the European Union: no French VAT (CGI, art. 259, 1°)"))


def vat_of(organisation: Organisation) -> Vat:
    """Return the VAT of `organisation`: the reverse charge needs a VAT number that was verified."""
    number = _verified_number(organisation)
    country = _country(organisation, number)
    if country == "FR":
        return FRANCE
    if country not in EU:
        return OUTSIDE
    return REVERSE_CHARGE if number.startswith(country) else FRANCE


def _verified_number(organisation: Organisation) -> str:
    proofs = organisation.proofs.verified().filter(kind=Proof.Kind.NUMBER)
    return canonical(proofs.values_list("value", flat=True).first() or "")


def _country(organisation: Organisation, number: str) -> str:
    """A VAT number begins with its country; a SIREN has digits alone. Greece is EL, as in `EU`.

    XI, Northern Ireland, is in the VAT area for goods alone: Franc sells services.
    """
    return canonical(number if number[:2].isalpha() else organisation.country)[:2]
