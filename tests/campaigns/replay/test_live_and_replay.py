"""The same clicks over HTTP and through the replay find the same verdicts."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from django.db import connection

from bench.traffic import writing
from bench.traffic.columns import KIND
from bench.traffic.generating import Traffic, generate
from campaigns.clicks.forgetting import partitions
from campaigns.clicks.judging import judge_clicks
from campaigns.clicks.recording.unreadable import UNREADABLE, as_heard
from campaigns.clicks.shipping import ship_segments
from campaigns.models import Campaign, CampaignTransition, Claim, Link, Post
from campaigns.patterns import look_for_patterns
from marketplace.accounts.models import Influencer, Organisation, SocialAccount, User
from marketplace.audience import Network
from marketplace.processes import programs
from payouts.demo import clicklog, play_visits
from tests.campaigns.clicks.visits import BROWSER
from tests.campaigns.replay import logs
from tests.harness.cluster import Cluster
from tests.harness.own_thread import in_own_thread

SEED = 1
UNHEARD = ("clicker", "dwell_seconds", "country")  # only a log can state these
ODD = "\t\x80\x85\xa0\xae\xe9\xff ~!/;(,azé"
Verdict = tuple[int, str, str, tuple[str, ...]]


def test_live_and_replay_find_the_same_verdicts(cluster: Cluster, tmp_path: Path) -> None:
    lines = some_of_everything()
    log = logs.write(tmp_path / "log", lines)

    live = judged_live(cluster, log, lines)
    replayed = judged_again(tmp_path, lines)

    assert live == replayed
    reasons = {reason for verdict in live for reason in verdict[3]}
    assert {"bot", "link_preview", "double_click", "repeat_24h", "method", "prefetch"} <= reasons
    unreadable = [verdict for verdict in live if verdict[2] == UNREADABLE]
    assert () in {reasons for *_, reasons in unreadable}
    assert "not_a_browser" not in {reason for *_, reasons in unreadable for reason in reasons}


def some_of_everything() -> list[dict[str, Any]]:
    """Return what happens on the links of a ring, a script and an inciter, as a redirect hears."""
    traffic = generate(SEED)
    clicks, owner = traffic.clicks, traffic.world.links.owner
    strong = next(n for n, ring in enumerate(traffic.world.rings) if ring.percent == 50)
    fraud = [clicks.link[(clicks.kind == KIND["script"]) & (clicks.group == 0)][:1],
             clicks.link[(clicks.kind == KIND["incited"]) & (clicks.group == 0)][:1]]  # fmt: skip
    owners = np.concatenate([owner[np.concatenate(fraud)], traffic.world.rings[strong].members])
    rows = np.flatnonzero(np.isin(owner[clicks.link], owners))[:1_000]
    some = Traffic(traffic.world, clicks.take(rows))
    found = [fields for fields, _truth in writing.lines(some, SEED)]
    # What the traffic lacks: methods, and browsers that fetch ahead.
    for number, line in enumerate(found):
        line |= {"method": "HEAD" if number % 97 == 0 else "GET",
                 "purpose": "prefetch" if number % 89 == 0 else ""}  # fmt: skip
        if number % 31 == 0:
            line.update(odd_headers(number))
    return [{k: v for k, v in line.items() if k not in UNHEARD} for line in found]


def odd_headers(number: int) -> dict[str, str]:
    """Headers with bytes that no server likes, as an HTTP client writes them (in Latin-1)."""
    draw = Random(number)

    def text() -> str:
        return "".join(draw.choice(ODD) for _ in range(draw.randint(0, 12)))

    model = f"Mozilla/5.0 (Linux; Android 9; INCO AIR{text()}) AppleWebKit/537.36 Safari/537.36"
    return {"user_agent": draw.choice([model, text(), "  " + BROWSER + "\t"]),
            "referrer": draw.choice(["", "https://semalt.com/" + text(), text()]),
            "accept_language": draw.choice(["fr", "fr," + text(), text()])}  # fmt: skip


def judged_live(cluster: Cluster, log: Path, lines: list[dict[str, Any]]) -> Counter[Verdict]:
    codes = promise(lines)
    clicks = list(clicklog.read_click_log(log))
    last = max(click.at for click in clicks)
    partitions.ensure(min(click.at for click in clicks).date(), last.date())
    program = programs.links(cluster.ports.links)
    trusting = replace(program, command=(*program.command, "--trust-stated-visitor"))
    listener = cluster.start(trusting)
    cluster.wait_until_up(listener)
    in_own_thread(play_visits.play, clicks, codes, cluster.ports.links, lambda _answered: None)
    listener.stop()
    ship_segments.ship_waiting(cluster.folder.root / "spool", allow_past=True)
    while judge_clicks.judge_batch():
        pass
    look_for_patterns.look_for_patterns(last, patience=timedelta(0))
    return stored({code: name for name, code in codes.items()})


def judged_again(tmp_path: Path, lines: list[dict[str, Any]]) -> Counter[Verdict]:
    found = logs.verdicts(tmp_path, lines)
    return Counter(
        (
            round(line["at"] * 1000),
            line["link"],
            as_heard(line["user_agent"]),
            tuple(one["reasons"]),
        )
        for line, one in zip(lines, found, strict=True)
    )


def stored(names: dict[str, str]) -> Counter[Verdict]:
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT DISTINCT ON (click.id) click.at, link.code, agent.string, verdict.reasons
            FROM campaigns_click click
            JOIN campaigns_link link ON link.id = click.link_id
            JOIN campaigns_useragent agent ON agent.id = click.user_agent_id
            JOIN campaigns_verdict verdict
                ON verdict.click_at = click.at AND verdict.click_id = click.id
            ORDER BY click.id, verdict.seq DESC
        """)
        return Counter(
            (round(at.timestamp() * 1000), names[code], agent, tuple(reasons))
            for at, code, agent, reasons in cursor
        )


def promise(lines: list[dict[str, Any]]) -> dict[str, str]:
    """Make what the log presupposes, by hand; return the code of each link of the log."""
    since = moment(min(line["at"] for line in lines)) - timedelta(days=1)
    campaigns = {name: campaign(since) for name in sorted({line["campaign"] for line in lines})}
    people = {line["owner"]: influencer(line, since) for line in lines}
    claims: dict[tuple[str, str], Claim] = {}
    codes: dict[str, str] = {}
    for line in lines:
        pair = line["campaign"], line["owner"]
        if pair not in claims:
            claims[pair] = Claim.objects.create(
                campaign=campaigns[pair[0]], influencer=people[pair[1]], rate_cents=35,
                cap_cents=5_000,
            )  # fmt: skip
        if line["link"] not in codes:
            code = codes[line["link"]] = f"c{len(codes)}"
            link = Link.objects.create(claim=claims[pair], code=code)
            Post.objects.create(link=link, url="https://social.example/1", status="approved",
                                decided_at=since, created_at=moment(line["posted_at"]))  # fmt: skip
    return codes


def campaign(since: datetime) -> Campaign:
    brand = Organisation.objects.create(name="Brand", legal_name="Brand SAS")
    made = Campaign.objects.create(
        sponsor=brand, buyer=brand, title="Spring", landing_url="https://brand.example/",
        destination_url="https://brand.example/", rate_cents=35, cap_cents=5_000,
        budget_cents=10**9, starts_on=since.date(), ends_on=since.date() + timedelta(days=60),
        status="live", is_political=False,
    )  # fmt: skip
    CampaignTransition.objects.create(
        campaign=made, from_status="in_review", to_status="live", at=since
    )
    return made


def influencer(line: dict[str, Any], since: datetime) -> Influencer:
    email = f"{line['owner']}@example.org"
    user = User.objects.filter(email=email).first() or User.objects.create(email=email)
    made, new = Influencer.objects.get_or_create(
        user=user, defaults={"display_name": line["owner"], "is_adult": True}
    )
    if new:
        SocialAccount.objects.create(
            influencer=made, network=Network.FACEBOOK, handle=line["owner"],
            followers=line["followers"], status="proven", proven_at=since,
        )  # fmt: skip
    return made


def moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def test_milliseconds_survive_the_way_over_json(tmp_path: Path) -> None:
    """The comparison above is by them."""
    assert round(json.loads("1767572841.316") * 1000) == 1_767_572_841_316
