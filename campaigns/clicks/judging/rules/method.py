"""Only a GET shows a page to a person (RFC 9110, section 9.3.1)."""

from campaigns.clicks.judging.rules.facts import Click, Earlier, Evidence, Rule


def judge_method(click: Click, earlier: Earlier) -> Evidence | None:
    return None if click.method == "GET" else {"method": click.method}


RULE = Rule(
    "method",
    "rejected",
    judge_method,
    source="RFC 9110, section 9.3.1",
)
