"""A click counts by the state its campaign was in at the moment of the click (UTC)."""

from campaigns.clicks.judging.rules.facts import Click, Earlier, Evidence, Rule


def judge_campaign_not_running(click: Click, earlier: Earlier) -> Evidence | None:
    status = earlier.running.status_at(click.at)
    if status != "live":
        return {"status": status}
    day = click.at.date()
    if not earlier.running.first_day <= day <= earlier.running.last_day:
        return {"day": day.isoformat()}
    return None


RULE = Rule("campaign_not_running", "rejected", judge_campaign_not_running)
