"""Show the reason of a decision in the language of its reader, and offer the ready-made ones."""

from django.template import Library
from django.utils.functional import Promise

from marketplace.accounts.statements import decision_reasons

register = Library()


@register.filter
def told(reason: str) -> str | Promise:
    return decision_reasons.told(reason)


@register.simple_tag
def ready_reasons(*kinds: str) -> list[tuple[str, str]]:
    """(code, words) of the reasons that suit decisions about these kinds of things."""
    return decision_reasons.choices(*kinds)
