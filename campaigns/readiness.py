"""What this floor adds to /readyz: clicks are judged, and the clock that wakes it beats."""

from campaigns.models import ClickToJudge
from marketplace.health import LONGEST_WAIT, Progress, done_lately, no_older_than, oldest, register


def register_checks() -> None:
    register("judging", clicks_are_judged)
    register("beat", beat_beats)


def clicks_are_judged() -> Progress:
    return no_older_than(oldest(ClickToJudge.objects.all(), "click_at"), LONGEST_WAIT)


def beat_beats() -> Progress:
    """The judge is woken every ten seconds, whether there is work or not."""
    return done_lately("campaigns.judge", LONGEST_WAIT)
