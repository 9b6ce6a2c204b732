"""A click from a data centre, a VPN's exit or Tor: a person decides.

People read at home, at work and on the way; programs live in data centres. But somebody who hides
where they are may still be a reader: held, not rejected. The egress of a private relay (iCloud) is
one of people, and exempt: origins/network_ranges.py lets it win over every other class.
Source: MRC IVT standards (2020), data-centre traffic; TAG Data Center IP List.
"""

from campaigns.clicks.judging.rules.facts import Click, Earlier, Evidence, Rule

NOT_AT_HOME = frozenset({"datacentre", "vpn", "tor"})


def judge_network(click: Click, earlier: Earlier) -> Evidence | None:
    return {"network": click.network} if click.network in NOT_AT_HOME else None


RULE = Rule(
    "network",
    "held",
    judge_network,
    source="MRC Invalid Traffic standards (2020); TAG Data Center IP List",
)
