"""Open a campaign's landing page as a visitor would, to see whether it is there."""

from __future__ import annotations

from html.parser import HTMLParser

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.models import Campaign, LandingCheck
from marketplace import outbox
from marketplace.fetching.guarded import FetchRefused, Page, fetch, words

LONGEST_TITLE = 200


def ask_for_look(campaign: Campaign, url: str = "") -> None:
    """Have a worker open `url`, or the campaign's own page, once the transaction commits."""
    with transaction.atomic():
        outbox.put(
            "campaigns.look_at_landing", campaign_id=campaign.pk, url=url or campaign.landing_url
        )


def look_at_landing_page(campaign_id: int, url: str) -> LandingCheck:
    """Open the page and keep what was seen. Safe to run twice: each look is a row of its own."""
    try:
        page = fetch(url)
    except FetchRefused as refused:
        return LandingCheck.objects.create(campaign_id=campaign_id, url=url, outcome=refused.reason)
    ok = 200 <= page.status < 300
    return LandingCheck.objects.create(
        campaign_id=campaign_id,
        url=url,
        outcome=LandingCheck.OPENED if ok else "status",
        status=page.status,
        title=title_of(page),
    )


def latest(campaign: Campaign) -> LandingCheck | None:
    """Return what was last seen at the campaign's present address, None while nobody has looked."""
    return campaign.landing_checks.filter(url=campaign.landing_url).first()


def title_of(page: Page) -> str:
    """Return the page's title, "" when it has none or is not HTML."""
    if "html" not in page.content_type:
        return ""
    reader = _Title()
    reader.feed(page.body.decode("utf-8", errors="replace")[:200_000])
    return " ".join("".join(reader.words).split())[:LONGEST_TITLE]


class _Title(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "title" and not self.words

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.words.append(data)


def why_not(check: LandingCheck) -> str:
    """Return in plain words why the page could not be opened."""
    if check.outcome == "status":
        return _("It answers %(status)d.") % {"status": check.status or 0}
    return words(check.outcome)
