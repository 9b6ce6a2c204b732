"""`translations`: bring locale/ up to date with the code; `--check`: say what is missing."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from marketplace.translations.check_catalogue import faults
from marketplace.translations.extract_messages import extracted

SOURCE_LANGUAGE = "en"
SHOWN = 40
# A date that moved with every run would make every change of the catalogue a conflict.
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)


class Command(BaseCommand):
    help = "Extract what is to be translated into locale/; with --check only look."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail when anything is missing")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = extracted()
        for language, _name in settings.LANGUAGES:
            if language != SOURCE_LANGUAGE:
                self.treat(language, wanted, only_check=options["check"])

    def treat(self, language: str, wanted: Catalog, *, only_check: bool) -> None:
        file = settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.po"
        kept = read(file, language)
        if not only_check:
            update(kept, wanted, file)
        found = list(faults(kept, wanted))
        for fault in found[:SHOWN]:
            self.stdout.write(f"{language}: {fault}")
        summary = f"{language}: {len(wanted)} messages, {len(found)} faults"
        if found and only_check:
            raise CommandError(f"{summary}; bin/manage translations brings them into {file}")
        self.stdout.write(summary)


def read(file: Path, language: str) -> Catalog:
    if not file.exists():
        return new_catalogue(language)
    with file.open("rb") as source:
        return read_po(source, locale=language)


def new_catalogue(language: str) -> Catalog:
    return Catalog(
        locale=language,
        project="Franc",
        version="1",
        header_comment=f"# Franc, {language}",
        msgid_bugs_address="https://franc.example",
        last_translator="Franc",
        language_team="Franc",
        fuzzy=False,
    )


def update(kept: Catalog, wanted: Catalog, file: Path) -> None:
    """Add what is new, untranslated, and drop what is gone; guesses are never made."""
    kept.update(wanted, no_fuzzy_matching=True, update_header_comment=False)
    kept.obsolete.clear()
    kept.creation_date = kept.revision_date = NO_DATE
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as target:
        write_po(target, kept, width=100, include_lineno=False, sort_by_file=True)
