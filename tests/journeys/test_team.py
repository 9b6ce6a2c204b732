"""A team, in a browser: an invited person signs up and joins; an agency asks and is accepted."""

from __future__ import annotations

import re

from allauth.account.models import EmailAddress
from playwright.sync_api import Browser, Page, expect

from marketplace.accounts.models import Organisation, User
from marketplace.notifications.models import Mail
from tests import factories
from tests.harness.cluster import Cluster
from tests.journeys import people

INVITED = "nadia@test.example"


def test_a_team_and_its_agency(cluster: Cluster, browser: Browser) -> None:
    owner, brand = owner_of("Rail Vert", Organisation.Kind.BRAND)
    agent, _agency = owner_of("Opale", Organisation.Kind.AGENCY)
    cluster.site()
    pages = [people.open_browser(browser, cluster) for _ in range(3)]
    sign_in(pages[0], owner)
    sign_in(pages[1], agent)

    owner_invites(pages[0])
    invited_person_signs_up_and_joins(pages[2], brand)
    agency_asks(pages[1])
    owner_accepts_within_less(pages[0])
    agency_works_for_the_brand(pages[1])
    owner_ends_the_mandate(pages[0])


def owner_of(name: str, kind: str) -> tuple[User, Organisation]:
    user, made = factories.brand(factories.OrganisationFactory.create(name=name, kind=kind))
    user.set_password(people.PASSWORD)
    user.save(update_fields=["password"])
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user, made


def sign_in(page: Page, user: User) -> None:
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill(people.PASSWORD)
    people.submit(page)
    expect(page).to_have_url(re.compile("/campaigns/$"))


def owner_invites(page: Page) -> None:
    page.get_by_role("link", name="Team").first.click()
    page.locator("[name=email]").fill(INVITED)
    page.get_by_role("button", name="Invite", exact=True).click()
    expect(page.get_by_text(INVITED).first).to_be_visible()
    people.accessible(page)


def invited_person_signs_up_and_joins(page: Page, brand: Organisation) -> None:
    found = re.search(r"/join/[\w-]+/", Mail.objects.get(to=INVITED).text)
    assert found
    page.goto(found[0])
    people.accessible(page)
    page.get_by_role("link", name="Sign up").first.click()
    expect(page.locator("[name=email]")).to_have_value(INVITED)
    page.locator("input[name=name]").fill("Nadia B.")
    page.locator("input[name=password1]").fill(people.PASSWORD)
    page.locator("input[name=password2]").fill(people.PASSWORD)
    page.locator("input[name=terms]").check()
    people.submit(page)
    page.goto(people.address_in_mail(page, INVITED))
    people.submit(page)
    expect(page.get_by_role("button", name="Join")).to_be_visible()
    people.accessible(page)
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_text(f"You are now a member of {brand.name}.")).to_be_visible()


def agency_asks(page: Page) -> None:
    page.goto("/organisation/")
    page.locator("main").get_by_role("link", name="Mandates").click()
    page.locator("[name=brand]").fill("rail vert")
    page.locator("[name=limit_cents]").fill("5000")
    people.accessible(page)
    page.get_by_role("button", name="Ask for a mandate").click()
    expect(page.get_by_text("Asked for")).to_be_visible()


def owner_accepts_within_less(page: Page) -> None:
    page.goto("/organisation/")
    page.locator("main").get_by_role("link", name="Mandates").click()
    page.locator("[name$=limit_cents]").fill("3000")
    people.accessible(page)
    page.get_by_role("button", name="Accept within these limits").click()
    expect(page.get_by_text("Up to €3,000 in all.")).to_be_visible()


def agency_works_for_the_brand(page: Page) -> None:
    page.goto("/campaigns/")
    page.locator(".rail summary").click()
    page.locator(".rail").get_by_role("button", name="Rail Vert").click()
    expect(page.locator(".rail .brand-switch-name")).to_have_text("Rail Vert")
    people.accessible(page)


def owner_ends_the_mandate(page: Page) -> None:
    page.get_by_role("button", name="End the mandate").first.click()
    page.locator("dialog[open]").get_by_role("button", name="End the mandate").click()
    expect(page.get_by_text("Ended")).to_be_visible()
    page.locator("main").get_by_role("link", name="Proof").click()
    page.locator("[name=domain]").fill("https://rail-vert.example/offer")
    page.get_by_role("button", name="Add this domain").click()
    expect(page.get_by_text("franc-verification=").first).to_be_visible()
    people.accessible(page)
