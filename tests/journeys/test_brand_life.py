"""A brand, in a browser: a draft left and found again, and a campaign from its start to its end.

Double clicks, two tabs and the back button are tried where money or state changes.
"""

from __future__ import annotations

import re
from io import BytesIO

from PIL import Image
from playwright.sync_api import Browser, Page, expect

from campaigns.clicks.forgetting import partitions
from campaigns.models import Campaign
from payouts import escrow
from payouts.models import Transfer
from tests import factories
from tests.harness.cluster import Cluster
from tests.journeys import people
from tests.journeys.interactions import Interactions

TITLE = "Un hiver sans voiture"


def test_a_brand_from_half_a_draft_to_what_came_back(cluster: Cluster, browser: Browser) -> None:
    partitions.prepare()
    owner, brand = factories.brand()
    people.confirmed(owner)
    running = factories.live(brand, title="Partir en mai sans avion")
    factories.claim(running, factories.InfluencerFactory.create(display_name="Lina M."))
    escrow.top_up(brand.pk, 50_000, "VIR-2")
    cluster.site()
    page = people.open_browser(browser, cluster)
    people.sign_in(page, owner)

    leaves_half_a_draft(page)
    comes_back_and_makes_mistakes(page)
    puts_a_picture_up(page)
    finishes_it_and_sends_it_twice(page)
    duplicates_it(page)
    changes_what_runs(page, running)
    pauses_it_in_two_tabs(page, running)
    adds_budget_and_goes_back(page, running)
    questions_the_clicks(page, running)
    ends_it_early(page, running)


def leaves_half_a_draft(page: Page) -> None:
    hands = Interactions(page)
    page.goto("/campaigns/new/")
    people.accessible(page)
    hands.fill("title", TITLE)
    page.get_by_role("button", name="Save and leave").dblclick()
    expect(page.get_by_text("Still to do")).to_be_visible()
    people.accessible(page)
    assert Campaign.objects.filter(title=TITLE).count() == 1


def comes_back_and_makes_mistakes(page: Page) -> None:
    hands = Interactions(page)
    page.goto("/campaigns/")
    hands.press(TITLE)
    hands.press("Go on")
    hands.choose("category", "travel")
    hands.tick("is_political", "yes")
    hands.fill("landing_url", "https://brand.example/offer")
    hands.press("Save and go on")
    expect(page.locator(".field-wrong")).to_contain_text("2024/900")  # the law is named
    hands.tick("is_political", "no")
    hands.press("The money")  # the bar of steps saves, too
    hands.fill("rate_cents", "0,355")
    hands.fill("cap_cents", "0,10")
    hands.press("Save and go on")
    expect(page.locator(".field-wrong [name=rate_cents]")).to_have_value("0,355")
    people.accessible(page)
    hands.fill("rate_cents", "0.35")
    hands.press("Save and go on")
    expect(page.locator(".field-wrong [name=cap_cents]")).to_have_value("0,10")
    hands.fill("cap_cents", "50")
    hands.press("The words")
    hands.write("trix-editor", "Say how you go to work.")
    people.accessible(page)


def puts_a_picture_up(page: Page) -> None:
    """What is in a file decides, not its name."""
    page.locator("#picture-file").set_input_files(
        {"name": "bike.png", "mimeType": "image/png", "buffer": b"<script>alert(1)</script>"}
    )
    page.get_by_role("button", name="Add the picture").click()
    expect(page.locator("#picture-wrong")).to_contain_text("not a picture")
    drawn = BytesIO()
    Image.new("RGB", (40, 30), "#8a9a5b").save(drawn, "PNG")
    page.locator("#picture-file").set_input_files(
        {"name": "bike.txt", "mimeType": "text/plain", "buffer": drawn.getvalue()}
    )
    page.locator("#picture-words").fill("A bicycle")
    page.get_by_role("button", name="Add the picture").click()
    expect(page.get_by_alt_text("A bicycle")).to_be_visible()
    expect(page.locator("trix-editor")).to_contain_text("Say how")  # nothing typed is lost
    people.accessible(page)


def finishes_it_and_sends_it_twice(page: Page) -> None:
    hands = Interactions(page)
    hands.press("Save and go on")
    hands.tick("tiers", "everyday")
    hands.press("Save and go on")
    expect(page.locator(".field-wrong")).to_contain_text("confirmation")  # the floodgates
    people.accessible(page)
    hands.tick("confirm_everyday")
    hands.press("Save and go on")
    hands.press("Save and go on")
    people.accessible(page)
    other = page.context.new_page()
    other.goto(page.url)
    hands.press("Send to review")
    expect(page.locator("#campaign-state")).to_contain_text("In review")
    Interactions(other).press("Send to review")  # from the other tab: it has moved on
    expect(other.locator("#campaign-state")).to_contain_text("In review")
    other.close()


def duplicates_it(page: Page) -> None:
    hands = Interactions(page)
    page.get_by_role("button", name="Duplicate").dblclick()
    expect(page).to_have_url(re.compile(r"/edit/offer/$"))
    assert Campaign.objects.filter(title=TITLE).count() == 2
    hands.press("Save and leave")
    expect(page.locator("#campaign-state")).to_contain_text("Draft")


def changes_what_runs(page: Page, running: Campaign) -> None:
    hands = Interactions(page)
    page.goto(f"/campaigns/{running.pk}/")
    people.accessible(page)
    hands.press("Change")
    hands.fill("title", "Partir en juin sans avion")
    hands.fill("forbidden_words", "avion")
    people.accessible(page)
    hands.press("Save")
    expect(page.get_by_text("A person reads the rest")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Partir en mai sans avion")
    hands.press("Take it back")
    expect(page.get_by_role("button", name="Take it back")).to_have_count(0)


def pauses_it_in_two_tabs(page: Page, running: Campaign) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    Interactions(page).press("Pause")
    expect(page.locator("#campaign-state")).to_contain_text("Paused")
    Interactions(other).press("Pause")
    expect(other.get_by_text("had already moved on")).to_be_visible()
    Interactions(other).press("Resume")
    expect(other.locator("#campaign-state")).to_contain_text("Live")
    other.close()
    page.reload()
    assert running.transitions.filter(to_status="paused").count() == 1


def adds_budget_and_goes_back(page: Page, running: Campaign) -> None:
    hands = Interactions(page)
    before = running.budget_cents
    hands.press("Add budget")
    hands.fill("cents", "90000")
    hands.press("Add to the budget")
    expect(page.locator(".field-wrong")).to_contain_text("do not cover")
    people.accessible(page)
    hands.fill("cents", "100,00")
    hands.press("Add to the budget")
    expect(page.get_by_text("The budget is larger now.")).to_be_visible()
    running.refresh_from_db()
    assert running.budget_cents == before + 10_000


def questions_the_clicks(page: Page, running: Campaign) -> None:
    page.goto(f"/campaigns/{running.pk}/people/")
    people.accessible(page)
    page.get_by_text("Question these clicks").click()
    page.locator("[name=reason]").fill("Thirty in ten minutes.")
    page.get_by_role("button", name="Send the question").dblclick()
    expect(page.get_by_text("Thirty in ten minutes.")).to_be_visible()
    assert running.claims.get().disputes.count() == 1
    people.accessible(page)


def ends_it_early(page: Page, running: Campaign) -> None:
    """What comes back is shown before and after."""
    hands = Interactions(page)
    page.goto(f"/campaigns/{running.pk}/")
    hands.press("End now")
    expect(page.locator(".loud")).to_have_text("€1,100.00")
    people.accessible(page)
    hands.press("End now")
    expect(page.get_by_role("heading", level=1)).to_have_text("What comes back")
    expect(page.locator(".loud")).to_have_text("€1,100.00")
    people.accessible(page)
    page.go_back()
    assert not Transfer.objects.filter(kind="refund").exists()  # once every click is decided
    page.goto("/funds/")
    people.accessible(page)
