"""What a form that decides something carries along: what its reader saw."""

from django.db.models import Model
from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

from marketplace.accounts.decided.decide_as_seen import FIELD
from marketplace.accounts.decided.kinds import seen_of

register = Library()


@register.simple_tag
def seen(thing: Model) -> SafeString:
    """Return the hidden field that says which state of `thing` this page shows."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, seen_of(thing))
