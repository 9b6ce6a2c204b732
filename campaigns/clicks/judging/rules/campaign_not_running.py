"""A click counts by the state its campaign was in at its moment, and by the day in Paris."""

from campaigns.clicks.judging.rules.facts import Click, Earlier, Evidence, Rule
from marketplace.paris_days import paris_day


def judge_campaign_not_running(click: Click, earlier: Earlier) -> Evidence | None:
    status = earlier.running.status_at(click.at)
    if status != "live":
        return {"status": status}
    day = paris_day(click.at)
    if not earlier.running.first_day <= day <= earlier.running.last_day:
        return {"day": day.isoformat()}
    return None


RULE = Rule("campaign_not_running", "rejected", judge_campaign_not_running)
