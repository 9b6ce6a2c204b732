"""Days and times in templates; how they are written is decided in marketplace.typography."""

import datetime as dt

from django.template import Library

from marketplace import typography

register = Library()
register.simple_tag(typography.colon)


@register.filter
def day(value: dt.date | dt.datetime | None) -> str:
    """`{{ campaign.ends_on|day }}` is 4 juin, with the year when it is another year."""
    return "" if value is None else typography.day(value)


@register.filter
def iso_days(days: list[str]) -> str:
    """`{{ finding.evidence.days|iso_days }}`: days kept as ISO 8601, as people read them."""
    return ", ".join(typography.day(dt.date.fromisoformat(day)) for day in days)


@register.filter
def short_day(value: dt.date | dt.datetime | None) -> str:
    """`{{ payout.created_at|short_day }}` is 8 mai or 14 sept."""
    return "" if value is None else typography.short_day(value)


@register.filter
def moment(value: dt.datetime | None) -> str:
    """`{{ truth.at|moment }}` is 28 mai, 18:40."""
    return "" if value is None else typography.moment(value)


@register.filter
def month_words(value: dt.date) -> str:
    """`{{ statement.month|month_words }}` is Novembre 2026."""
    return typography.month_words(value)


@register.filter
def ago(value: dt.datetime | None) -> str:
    """`{{ post.created_at|ago }}` is il y a 3 heures."""
    return "" if value is None else typography.ago(value)


@register.filter
def chart_name(value: dt.date | dt.datetime) -> str:
    """A point of a chart: the day, or the hour when the point is a moment."""
    if isinstance(value, dt.datetime):
        return typography.clock(value)
    return typography.short_day(value)


@register.filter
def chart_title(value: dt.date | dt.datetime) -> str:
    """A point of a chart in full: 8 mai, or 28 mai, 18:00."""
    return typography.moment(value) if isinstance(value, dt.datetime) else typography.day(value)
