"""The lists of networks and referrers in force: loaded by a command, read by each shipper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Max

from campaigns.clicks.origins import network_ranges, packaged_networks
from campaigns.clicks.origins import read_network_list as networks_reading
from campaigns.clicks.origins import read_referrer_list as referrers_reading
from campaigns.clicks.origins.click_origins import Origins
from campaigns.clicks.origins.condemned_referrers import LISTED
from campaigns.clicks.origins.network_ranges import Networks, Range
from campaigns.clicks.origins.referrer_classes import Referrers
from campaigns.models import OriginList

Kind = OriginList.Kind


class About(NamedTuple):
    """What must be known of a list: its name, where it is from, of which day, under which terms."""

    name: str
    source: str
    dated: date
    licence: str
    loaded_by: int | None = None


class _Known(NamedTuple):
    latest: int
    origins: Origins


_known: _Known | None = None


def current() -> Origins:
    """Return what the lists say at present; read again only when one was loaded since."""
    global _known  # noqa: PLW0603  one a process, as the lists are
    latest = OriginList.objects.aggregate(latest=Max("id"))["latest"] or 0
    if _known is None or _known.latest != latest:
        _known = _Known(latest, _read())
    return _known.origins


def load_networks(about: About, lines: Iterable[str], kind: str = "") -> OriginList:
    """Load a list of networks in place of the one of that name.

    Raises BadLines when a line makes no sense: then nothing is loaded.
    """
    found = networks_reading.read_network_list(lines, kind)
    return _keep(Kind.NETWORK, about, len(found), network_ranges.pack(found))


def load_referrers(about: About, lines: Iterable[str], kind: str = "") -> OriginList:
    """Load a list of referrers in place of the one of that name. Raises BadLines, as above."""
    found = referrers_reading.read_referrer_list(lines, kind)
    return _keep(Kind.REFERRER, about, len(found), referrers_reading.pack(found))


def load_packaged() -> list[OriginList]:
    """Load the lists that the package brought and that were not loaded yet; return them.

    A list that somebody retired stays retired.
    """
    latest = {one.name: one for one in present_list(Kind.NETWORK, retired=True)}
    loaded = []
    for one in packaged_networks.lists():
        known = latest.get(one.name)
        if known is None or (known.entries and known.source != one.source):
            about = About(one.name, one.source, one.dated, packaged_networks.LICENCE)
            loaded.append(load_networks(about, one.lines, one.kind))
    return loaded


def present_list(kind: str | None = None, *, retired: bool = False) -> Sequence[OriginList]:
    """Return the latest loading of each list, by kind and name, without its content."""
    found = OriginList.objects.defer("content").select_related("loaded_by")
    found = found.order_by("kind", "name", "-id").distinct("kind", "name")
    if kind is not None:
        found = found.filter(kind=kind)
    return [one for one in found if retired or one.entries]


def _keep(kind: str, about: About, entries: int, content: bytes) -> OriginList:
    return OriginList.objects.create(
        kind=kind,
        name=about.name,
        source=about.source,
        dated=about.dated,
        licence=about.licence,
        loaded_by_id=about.loaded_by,
        entries=entries,
        content=content,
    )


def _read() -> Origins:
    networks: list[Range] = []
    referrers = dict(LISTED)
    for one in OriginList.objects.filter(pk__in=[row.pk for row in present_list()]).order_by("id"):
        content = bytes(one.content)
        if one.kind == Kind.NETWORK:
            networks += network_ranges.unpack(content)
        else:
            referrers |= referrers_reading.unpack(content)
    return Origins(Networks(networks), Referrers(referrers))
