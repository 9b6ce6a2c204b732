"""Open a campaign's landing page as a visitor would, to see whether it is there."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.drafts.compare_pages import sketch_page
from campaigns.drafts.read_title import read_title
from campaigns.models import Campaign, LandingCheck
from marketplace import outbox
from marketplace.fetching.guarded import FetchRefused, Page, fetch, words


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
    return keep_look(campaign_id, url, page)


def keep_look(campaign_id: int, url: str, page: Page) -> LandingCheck:
    """Keep what was seen of a page that answered, whatever stands in it."""
    ok = 200 <= page.status < 300
    return LandingCheck.objects.create(
        campaign_id=campaign_id,
        url=url,
        outcome=LandingCheck.OPENED if ok else "status",
        status=page.status,
        title=title_of(page),
        host=(urlsplit(page.url).hostname or "")[:253],
        sketch=sketch_page(page.body, page.content_type) if ok else [],
    )


def latest(campaign: Campaign) -> LandingCheck | None:
    """Return what was last seen at the campaign's present address, None while nobody has looked."""
    return campaign.landing_checks.filter(url=campaign.landing_url).first()


def title_of(page: Page) -> str:
    """Return the page's title, "" when it has none or is not HTML."""
    is_html = "html" in page.content_type.lower()
    return read_title(page.body, page.content_type) if is_html else ""


def why_not(check: LandingCheck) -> str:
    """Return in plain words why the page could not be opened."""
    if check.outcome == "status":
        return _("It answers %(status)d.") % {"status": check.status or 0}
    return words(check.outcome)
