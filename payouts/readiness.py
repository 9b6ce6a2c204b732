"""The check of payouts for /readyz: valid clicks are settled."""

from campaigns.models import ToSettle
from marketplace.health import LONGEST_WAIT, Progress, no_older_than, oldest, register


def register_checks() -> None:
    register("settling", valid_clicks_are_settled)


def valid_clicks_are_settled() -> Progress:
    return no_older_than(oldest(ToSettle.objects.order_by(), "queued_at"), LONGEST_WAIT)
