"""What a mandate, or an invitation that asks for one, allows."""

from django import template

from marketplace.accounts import mandates

register = template.Library()


@register.filter
def mandate_limits(asked: mandates.Limited) -> str:
    return mandates.limits(asked)
