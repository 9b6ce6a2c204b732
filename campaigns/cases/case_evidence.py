"""Evidence of a case as a page shows it: a graph, columns or a table; lacking parts are left out.

Evidence is JSON that patterns wrote, perhaps an older version of them: nothing here fails for a
key that is missing or has another shape.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.formats import localize
from django.utils.translation import gettext as _

from campaigns.models import Case
from marketplace.accounts.models import Influencer
from marketplace.drawing.columns import Bar, Columns, columns
from marketplace.drawing.graph import Graph, graph
from marketplace.typography import moment

Evidence = Mapping[str, Any]
COUNTS = frozenset({"clicks", "words", "returning"})


@dataclass(frozen=True)
class Shown:
    """What a page draws; `facts` are (name, value), `rows` of a table under `heads`."""

    title: str = ""
    graph: Graph | None = None
    columns: Columns | None = None
    facts: list[tuple[str, str]] = field(default_factory=list)
    heads: tuple[str, ...] = ()
    rows: Sequence[tuple[str, ...]] = ()


def shown(case: Case) -> Shown:
    """Return how the evidence of a case is drawn."""
    draw = DRAWN.get(case.reason, _nothing)
    try:
        return draw(case.evidence or {})
    except (TypeError, ValueError, KeyError, AttributeError, IndexError):
        return Shown()


def _ring(evidence: Evidence) -> Shown:
    names = _names(evidence.get("members", []))
    edges = [(int(a), int(b), int(clicks)) for a, b, clicks in evidence.get("edges", [])]
    rows = [(names[a], names[b], localize(clicks)) for a, b, clicks in edges
            if a in names and b in names]  # fmt: skip
    rows.sort()
    return Shown(
        _("Who clicked whose links"), graph=graph(names, edges),
        heads=(_("Who clicked"), _("Link of"), _("Clicks")), rows=rows,
    )  # fmt: skip


def _names(members: Iterable[Any]) -> dict[int, str]:
    ids = [int(member) for member in members]
    known = dict(Influencer.objects.filter(pk__in=ids).values_list("pk", "display_name"))
    return {pk: known.get(pk, f"#{pk}") for pk in ids}


def _incited(evidence: Evidence) -> Shown:
    posted_at = _at(evidence.get("posted_at"))
    bins = [(_at(at), int(clicks), int(suspect)) for at, clicks, suspect in evidence["bins"]]
    before = [at for at, _clicks, _suspect in bins if at and posted_at and at <= posted_at]
    bars = [
        Bar(moment(at) if at else "", clicks, suspect, is_marked=bool(before) and at == before[-1])
        for at, clicks, suspect in bins
    ]
    facts = [(_("Post"), moment(posted_at))] if posted_at else []
    features = evidence.get("features") or {}
    rows = [(_feature(name), _sign(name, pair[0]), _sign(name, pair[1]))
            for name, pair in features.items()]  # fmt: skip
    heads = (_("Sign"), _("Here"), _("Usual"))
    return Shown(_("Clicks after the post"), columns=columns(bars), facts=facts, heads=heads,
                 rows=rows)  # fmt: skip


def _script(evidence: Evidence) -> Shown:
    gaps = [float(gap) for gap in evidence.get("gaps", [])]
    bars = [Bar(_("%(seconds)s s") % {"seconds": localize(round(gap))}, gap, gap) for gap in gaps]
    facts = []
    if "cv" in evidence:
        facts.append((_("Variation of the gaps (people: 0.5 and more)"), _number(evidence["cv"])))
    if "period" in evidence:
        facts.append((_("Seconds from click to click"), _number(evidence["period"])))
    return Shown(_("Seconds between clicks"), columns=columns(bars), facts=facts)


def _even_growth(evidence: Evidence) -> Shown:
    pairs = zip(evidence.get("before", []), evidence.get("growth", []), strict=False)
    rows = [(str(index), localize(before), localize(grown))
            for index, (before, grown) in enumerate(pairs, 1)]  # fmt: skip
    facts = [(_("Chance of growing so evenly"), f"{evidence['p']:.1e}")] if "p" in evidence else []
    heads = (_("Link"), _("Clicks before"), _("New clicks"))
    return Shown(_("Growth by link"), facts=facts, heads=heads, rows=rows)


def _spike(evidence: Evidence) -> Shown:
    limit = evidence.get("limit")
    hours = [(_at(at), int(clicks)) for at, clicks in evidence.get("hours", [])]
    bars = [Bar(moment(at) if at else "", clicks, max(0, clicks - int(limit or 0)))
            for at, clicks in hours]  # fmt: skip
    facts = [(_("Limit"), localize(limit))] if limit else []
    return Shown(_("Clicks per hour"), columns=columns(bars, limit), facts=facts)


def _disputed(evidence: Evidence) -> Shown:
    return Shown(_("What the brand asked"), rows=[(str(evidence.get("question", "")),)])


def _nothing(_evidence: Evidence) -> Shown:
    return Shown()


def _feature(name: str) -> str:
    return {
        "clicks": _("Clicks in these hours"),
        "soon": _("Soon after the post"),
        "per_follower": _("Clicks per follower"),
        "zero_dwell": _("Left at once"),
        "no_referrer": _("Without a referrer"),
        "returning": _("Visitors who came back"),
        "words": _("Words that ask for clicks, from 0 to 3"),
    }.get(name, name.replace("_", " "))


def _sign(name: str, value: Any) -> str:
    """Counts and degrees are whole, whatever the arithmetic left of them."""
    is_whole = name in COUNTS and float(value) == round(float(value))
    return str(localize(round(float(value)))) if is_whole else _number(value)


def _number(value: Any) -> str:
    return str(localize(round(float(value), 2)))


def _at(value: Any) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else None


DRAWN: dict[str, Callable[[Evidence], Shown]] = {
    "ring": _ring,
    "incited": _incited,
    "script": _script,
    "even_growth": _even_growth,
    "spike": _spike,
    "disputed": _disputed,
}
