"""What the commands that load a list have in common: its file, and what must be known of it."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from campaigns.clicks.origins.bad_lines import BadLines
from campaigns.clicks.origins.origin_lists import About, present_list
from campaigns.models import OriginList
from marketplace.accounts.models import User
from marketplace.text_files import read_lines

MUST_SAY = ("source", "date", "licence")


class ListCommand(BaseCommand):
    """Loads a list whole, or says by number which lines are wrong and loads nothing."""

    load: Callable[[About, Iterable[str], str], OriginList]
    kind: str
    classes: tuple[str, ...]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="the list")
        parser.add_argument("--name", help="which list it replaces (default: the file's name)")
        parser.add_argument("--class", dest="kind", default="", choices=["", *self.classes],
                            help="the class of lines that do not say theirs")  # fmt: skip
        parser.add_argument("--source", help="where the list is from")
        parser.add_argument("--date", type=date.fromisoformat, help="the list's own day")
        parser.add_argument("--licence", help="under which terms")
        parser.add_argument("--by", help="e-mail address of the member of staff who loads it")
        parser.add_argument("--retire", metavar="NAME", help="let a list count no longer")

    def handle(self, **options: Any) -> None:
        if options["retire"]:
            self.say(self._retire(options["retire"], _staff(options["by"])))
            return
        missing = [f"--{name}" for name in MUST_SAY if not options[name]]
        if missing or options["file"] is None:
            raise CommandError(f"Needed: FILE, and what it is: {', '.join(missing)}")
        name = options["name"] or options["file"].stem
        about = About(name, options["source"], options["date"], options["licence"],
                      _staff(options["by"]))  # fmt: skip
        try:
            lines = read_lines(options["file"])
            self.say(type(self).load(about, lines, options["kind"]))
        except (BadLines, OSError) as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error

    def say(self, loaded: OriginList) -> None:
        self.stdout.write(f"{loaded.name} of {loaded.dated}: {loaded.entries:,} entries")

    def _retire(self, name: str, by: int | None) -> OriginList:
        known = next((one for one in present_list(self.kind) if one.name == name), None)
        if known is None:
            raise CommandError(f"There is no list {name!r}.")
        about = About(name, known.source, known.dated, known.licence, by)
        return type(self).load(about, [], "")


def _staff(email: str | None) -> int | None:
    if not email:
        return None
    found = User.objects.filter(email__iexact=email).first()
    if found is None or not found.is_staff:
        raise CommandError(f"{email} is no member of staff.")
    return found.pk
