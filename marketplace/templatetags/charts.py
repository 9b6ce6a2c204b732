"""Server-rendered charts."""

from collections.abc import Sequence
from typing import Any

from django.template import Library

from marketplace.drawing.stacked_area import ClicksAt, stacked_area

register = Library()


@register.inclusion_tag("components/stacked_area.html", name="stacked_area")
def stacked_area_tag(points: Sequence[ClicksAt], title: str, key: str = "clicks") -> dict[str, Any]:
    """`{% stacked_area truth.points title=... %}`: heading, legend, chart and table.

    `key` makes the ids unique when a page has two charts.
    """
    return {"chart": stacked_area(points), "title": title, "key": key}
