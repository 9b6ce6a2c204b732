"""What a goal costs a person in fields and presses, counted while somebody else's product is used.

Each field filled or ticked counts 1, each button or link pressed counts 1, and so does the link of
a mail. Looking, scrolling and waiting are free.
"""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page

from tests.journeys import people


class Interactions:
    """The hands of one person on one page; `count` says what they have done so far."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def fill(self, name: str, value: str) -> None:
        self.field(name).fill(value)
        self.count += 1

    def write(self, selector: str, words: str) -> None:
        """Type into an editor, which is no field of a form."""
        self.page.locator(selector).click()
        self.page.keyboard.insert_text(words)
        self.count += 1

    def choose(self, name: str, value: str) -> None:
        self.field(name).select_option(value)
        self.count += 1

    def tick(self, name: str, value: str = "") -> None:
        exactly = f"[value={value}]" if value else ""
        self.page.locator(f"main input[name={name}]{exactly}").check()
        self.count += 1

    def press(self, words: str) -> None:
        """Press the button or the link that is called so."""
        self.called(words).click()
        self.count += 1

    def read_mail(self, email: str) -> None:
        """Follow the link of the newest mail that confirms an address."""
        self.page.goto(people.address_in_mail(self.page, email))
        self.count += 1

    def field(self, name: str) -> Locator:
        return self.page.locator(f"main [name={name}]")

    def called(self, words: str) -> Locator:
        main = self.page.locator("main")
        # A step that is done says so, to those who do not see its tick.
        button = main.get_by_role("button", name=re.compile(rf"^{re.escape(words)}( \(done\))?$"))
        return button.or_(main.get_by_role("link", name=words)).first


def sign_up(person: Interactions, email: str, name: str) -> None:
    """From the page of sign-up to a confirmed address."""
    person.fill("name", name)
    person.fill("email", email)
    person.fill("password1", people.PASSWORD)
    person.fill("password2", people.PASSWORD)
    person.tick("terms")
    person.press("Create my account")
    person.read_mail(email)
    people.submit(person.page)
    person.count += 1
