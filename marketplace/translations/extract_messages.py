"""Finds every sentence to translate, in Python and in templates, without a gettext binary."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

APPS = ("marketplace", "campaigns", "payouts")
TEMPLATES = "templates"
READ = {".py", ".html", ".txt", ".svg"}
NOTE = "Translators:"
PLAIN = ("_", "gettext", "gettext_lazy", "gettext_noop")
PLURAL = ("ngettext", "ngettext_lazy")
IN_CONTEXT = ("pgettext", "pgettext_lazy")
PLURAL_IN_CONTEXT = ("npgettext", "npgettext_lazy")
# Which argument is what, in the notation of Babel: "c" marks the context.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(PLAIN),
    **dict.fromkeys(PLURAL, (1, 2)),
    **dict.fromkeys(IN_CONTEXT, ((1, "c"), 2)),
    **dict.fromkeys(PLURAL_IN_CONTEXT, ((1, "c"), 2, 3)),
}


def extracted() -> Catalog:
    """Every message of the code with the files it stands in, untranslated."""
    catalogue = Catalog(project="Franc", fuzzy=False)
    for path in sources():
        name = path.relative_to(settings.BASE_DIR).as_posix()
        for _line, message, comments, context in extract("python", source(path), KEYWORDS, [NOTE]):
            catalogue.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalogue


def sources() -> Iterator[Path]:
    """Every file of Franc that may hold messages."""
    for room in (*APPS, TEMPLATES):
        for path in sorted((settings.BASE_DIR / room).rglob("*.*")):
            if path.suffix in READ and "migrations" not in path.parts:
                yield path


def source(path: Path) -> BytesIO:
    """Python as it stands; a template as the Python that would say the same."""
    if path.suffix == ".py":
        return BytesIO(path.read_bytes())
    python = templatize(path.read_text(), origin=str(path))
    # The template's indentation means nothing here, and would be a syntax error.
    return BytesIO("\n".join(line.lstrip() for line in python.splitlines()).encode())
