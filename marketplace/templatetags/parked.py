"""How much failed work waits for staff."""

from django.template import Library

from marketplace.parking.models import ParkedTask

register = Library()


@register.simple_tag
def work_that_failed() -> int:
    """`{% work_that_failed as failed %}`: how many pieces of work wait for a person."""
    return ParkedTask.objects.open().count()
