"""Load what was known before a batch of clicks: the windows, sessions, states and posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connection

from campaigns.clicks.judging.rules.facts import Earlier, Running, SignedIn, Visit
from campaigns.clicks.judging.take_waiting import Waiting
from campaigns.clicks.visitors.user_agents import Agent, classify
from campaigns.models import Absence, CampaignTransition, Claim, Post, UserAgent
from marketplace.accounts.models import Membership, Suspension
from marketplace.array_literals import array

CROWD_CLAIMS = 6
SESSION = timedelta(minutes=31)

VisitorOnClaim = tuple[int, bytes]
Absent = tuple[datetime, datetime | None]


@dataclass
class Facts:
    """Everything a batch needs; `visits` is kept up to date while the batch is judged."""

    campaigns: dict[int, int]
    owners: dict[int, int]
    running: dict[int, Running]
    insiders: dict[int, frozenset[int]]
    approved_links: set[int]
    agents: dict[int, Agent]
    visits: dict[VisitorOnClaim, Visit]
    signed_in: dict[bytes, list[SignedIn]]
    crowded: set[bytes]
    absences: dict[int, list[Absent]]
    suspensions: dict[int, list[Absent]]
    _of_link: dict[tuple[int, int], Earlier] = field(default_factory=dict)

    def before(self, click: Waiting) -> Earlier:
        """Return what the rules may know before `click`; most clicks of a link know the same."""
        same = self._of_link.get((click.claim_id, click.link_id)) or self._know(click)
        key = self.visit_key(click)
        if key is None and not self.signed_in:
            return same
        sessions = [s for k in keys_of(click) for s in self.signed_in.get(k, ())]
        return same._replace(
            visit=self.visits[key] if key else None,
            signed_in=sessions,
            crowded=bool(sessions) and not self.crowded.isdisjoint(keys_of(click)),
        )

    def _know(self, click: Waiting) -> Earlier:
        known = self._of_link[click.claim_id, click.link_id] = Earlier(
            running=self.running[click.claim_id],
            post_approved=click.link_id in self.approved_links,
            insiders=self.insiders[click.claim_id],
            absences=self.absences.get(click.claim_id, ()),
            suspensions=self.suspensions.get(click.claim_id, ()),
            owner_id=self.owners[click.claim_id],
        )
        return known

    def visit_key(self, click: Waiting) -> VisitorOnClaim | None:
        """Return the key under which the visitor is known: today's, else the day before's.

        An expired window of yesterday must not hide one of today, hence today's first.
        """
        for key in (click.visitor_day, click.visitor_before):
            if key and (click.claim_id, key) in self.visits:
                return click.claim_id, key
        return None

    def note_visit(self, click: Waiting, *, counts: bool) -> None:
        """Remember a person's click: it opens a window when it counts."""
        if click.visitor_day is None:
            return
        known = self.visit_key(click)
        if counts or known is None:
            if counts:
                self.visits[click.claim_id, click.visitor_day] = Visit(click.at, click.at)
            return
        visit = self.visits[known]
        self.visits[known] = visit._replace(last_at=max(visit.last_at, click.at))


def keys_of(click: Waiting) -> list[bytes]:
    return [key for key in (click.visitor_day, click.visitor_before) if key]


def load_earlier(batch: Sequence[Waiting]) -> Facts:
    """Load the facts of a batch with a constant number of queries."""
    claims = Claim.objects.select_related("campaign").in_bulk({click.claim_id for click in batch})
    visitors = array(sorted({key for click in batch for key in keys_of(click)}))
    signed_in = _signed_in(batch, visitors)
    return Facts(
        campaigns={pk: claim.campaign_id for pk, claim in claims.items()},
        owners={pk: claim.influencer_id for pk, claim in claims.items()},
        running=_running(claims.values()),
        insiders=_insiders(claims.values()),
        approved_links=_approved({click.link_id for click in batch}),
        agents=_agents({click.user_agent_id for click in batch}),
        visits=_visits(list(claims), visitors),
        signed_in=signed_in,
        crowded=_crowded(signed_in),
        absences=_absences(claims.values()),
        suspensions=_suspensions(list(claims)),
    )


def _running(claims: Iterable[Claim]) -> dict[int, Running]:
    claims = list(claims)
    timelines: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    moves = CampaignTransition.objects.filter(campaign__in={c.campaign_id for c in claims})
    for campaign, at, status in moves.order_by("at", "id").values_list(
        "campaign_id", "at", "to_status"
    ):
        timelines[campaign].append((at, status))
    return {
        claim.pk: Running(
            claim.campaign.starts_on, claim.campaign.ends_on, timelines[claim.campaign_id]
        )
        for claim in claims
    }


def _insiders(claims: Iterable[Claim]) -> dict[int, frozenset[int]]:
    claims = list(claims)
    organisations = {pk for c in claims for pk in (c.campaign.sponsor_id, c.campaign.buyer_id)}
    members: dict[int, set[int]] = defaultdict(set)
    for organisation, user in Membership.objects.filter(organisation__in=organisations).values_list(
        "organisation_id", "user_id"
    ):
        members[organisation].add(user)
    owners = dict(
        Claim.objects.filter(pk__in=[c.pk for c in claims]).values_list("pk", "influencer__user")
    )
    return {
        claim.pk: frozenset(
            {owners[claim.pk]}
            | members[claim.campaign.sponsor_id]
            | members[claim.campaign.buyer_id]
        )
        for claim in claims
    }


def _absences(claims: Iterable[Claim]) -> dict[int, list[Absent]]:
    """Past absences, and the one that lasts."""
    claims = list(claims)
    found: dict[int, list[Absent]] = defaultdict(list)
    past = Absence.objects.filter(claim__in=[claim.pk for claim in claims])
    for claim_id, left, back in past.values_list("claim_id", "left_at", "back_at"):
        found[claim_id].append((left, back))
    for claim in claims:
        if claim.left_at:
            found[claim.pk].append((claim.left_at, None))
    return found


def _suspensions(claims: list[int]) -> dict[int, list[Absent]]:
    """When the owners of claims were suspended."""
    found: dict[int, list[Absent]] = defaultdict(list)
    rows = Suspension.objects.filter(user__influencer__claims__in=claims)
    for claim_id, since, lifted in rows.values_list("user__influencer__claims", "at", "lift__at"):
        found[claim_id].append((since, lifted))
    return found


def _approved(links: set[int]) -> set[int]:
    posts = Post.objects.approved().filter(link__in=links)
    return set(posts.values_list("link_id", flat=True))


def _agents(ids: set[int]) -> dict[int, Agent]:
    strings = UserAgent.objects.filter(pk__in=ids).values_list("pk", "string")
    return {pk: classify(string) for pk, string in strings}


def _visits(claims: list[int], visitors: str) -> dict[VisitorOnClaim, Visit]:
    with connection.cursor() as cursor:
        cursor.execute(_VISITS, {"claims": array(claims), "visitors": visitors})
        return {(row[0], bytes(row[1])): Visit(row[2], row[3]) for row in cursor}


def _signed_in(batch: Sequence[Waiting], visitors: str) -> dict[bytes, list[SignedIn]]:
    times = [click.at for click in batch]
    found: dict[bytes, list[SignedIn]] = defaultdict(list)
    with connection.cursor() as cursor:
        window = {"first": min(times) - SESSION, "last": max(times) + SESSION}
        cursor.execute(_SIGNED_IN, {"visitors": visitors, **window})
        for key, user, at, languages in cursor:
            found[bytes(key)].append(SignedIn(user, at, languages))
    return found


def _crowded(signed_in: dict[bytes, list[SignedIn]]) -> set[bytes]:
    """Keys that several signed-in people share, or that clicked on many claims, that day."""
    crowded = {key for key, people in signed_in.items() if len({p.user_id for p in people}) > 1}
    if signed_in:
        with connection.cursor() as cursor:
            cursor.execute(_CROWDED, {"visitors": array(signed_in), "claims": CROWD_CLAIMS})
            crowded |= {bytes(key) for (key,) in cursor}
    return crowded


_VISITS = """
SELECT claim_id, visitor_day, opened_at, last_at FROM campaigns_visitwindow
WHERE claim_id = ANY(%(claims)s::bigint[]) AND visitor_day = ANY(%(visitors)s::bytea[])
"""
_SIGNED_IN = """
SELECT visitor_day, user_id, seen_at, languages FROM campaigns_sighting
WHERE visitor_day = ANY(%(visitors)s::bytea[]) AND seen_at BETWEEN %(first)s AND %(last)s
"""
_CROWDED = """
SELECT visitor_day FROM campaigns_visitwindow
WHERE visitor_day = ANY(%(visitors)s::bytea[])
GROUP BY visitor_day HAVING count(*) >= %(claims)s
"""
