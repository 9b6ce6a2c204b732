"""Every tag and filter of Franc with one `{% load franc %}`."""

from django.template import Library

from marketplace.templatetags import (
    amounts,
    charts,
    devices,
    form_fields,
    hosts,
    icons,
    marks,
    moments,
    receipts,
    shell,
)

register = Library()

for room in (amounts, charts, devices, form_fields, hosts, icons, marks, moments, receipts, shell):
    register.tags.update(room.register.tags)
    register.filters.update(room.register.filters)
