"""Money and numbers in templates; how they are written is decided in marketplace.typography."""

from django.template import Library
from stdnum import iso11649

from marketplace import typography

register = Library()


@register.filter
def euros(cents: int | None) -> str:
    """`{{ claim.accrued_cents|euros }}` is 31,85 €; nothing for None."""
    return "" if cents is None else typography.euros(cents)


@register.filter
def euros_short(cents: int | None) -> str:
    """`{{ claim.cap_cents|euros_short }}` is 50 €; nothing for None."""
    return "" if cents is None else typography.euros_short(cents)


@register.filter
def euros_each(cents: int, count: int) -> str:
    """`{{ campaign.spent_cents|euros_each:campaign.paid_clicks }}` is 0,385 €."""
    return typography.euros_each(cents, count)


@register.filter
def euros_signed(cents: int) -> str:
    """A movement with its sign: +31,85 €, −12,00 €."""
    sign = "+" if cents > 0 else "\u2212" if cents < 0 else ""
    return sign + typography.euros(abs(cents))


@register.filter
def number(value: int | None) -> str:
    """`{{ campaign.paid_clicks|number }}` is 2 914; nothing for None."""
    return "" if value is None else typography.number(value)


@register.filter
def signed(value: int) -> str:
    """A difference with its sign: +12, −3, 0."""
    sign = "+" if value > 0 else "\u2212" if value < 0 else ""
    return sign + typography.number(abs(value))


@register.filter
def percent(basis_points: int) -> str:
    """`{{ campaign.fee_bps|percent }}` is 10 %."""
    return typography.percent(basis_points)


@register.filter
def minus(value: int, other: int) -> int:
    """The difference of two whole numbers, as in what is left of a budget."""
    return value - other


@register.filter
def creditor_reference(reference: str) -> str:
    """`RF18539007547034` in groups of four, as ISO 11649 wants it on paper."""
    return str(iso11649.format(reference))
