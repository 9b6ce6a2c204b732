"""What is wrong with a catalogue: sentences missing, doubtful, left over, or with other blanks."""

import re
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

# %(name)s and %s, {name} and {}; a doubled %% or {{ is text.
BLANK = re.compile(r"%(?:\(\w+\))?[sdif]|(?<!\{)\{\w*(?:[:!][^{}]*)?\}(?!\})")


def faults(kept: Catalog, wanted: Catalog) -> Iterator[str]:
    """One sentence per fault of the translations in `kept` against the messages of the code."""
    for message in wanted:
        if message.id:
            yield from faults_of(kept.get(message.id, message.context), message)
    for message in kept:
        if message.id and wanted.get(message.id, message.context) is None:
            yield f"left over, the code no longer says it: {shown(message)}"
    for message in kept.obsolete.values():
        yield f"left over: {shown(message)}"


def faults_of(kept: Message | None, message: Message) -> Iterator[str]:
    if kept is None or not all(texts(kept.string)):
        yield f"not translated: {shown(message)}"
    elif kept.fuzzy:
        yield f"doubtful (fuzzy): {shown(message)}"
    elif not blanks_agree(kept):
        yield f"other blanks in the translation: {shown(message)}"


def blanks_agree(message: Message) -> bool:
    """Whether each translation fills the same blanks; a singular may do without its number."""
    wanted = [blanks(text) for text in texts(message.id)]
    found = [blanks(text) for text in texts(message.string)]
    if len(wanted) == 1:
        return found == wanted
    most = set().union(*wanted)
    return all(set(each) <= most for each in found) and set(found[-1]) == most


def blanks(text: str) -> list[str]:
    return sorted(BLANK.findall(text.replace("%%", "")))


def texts(value: object) -> list[str]:
    """Singular alone, or singular and plural."""
    return [str(part) for part in value] if isinstance(value, list | tuple) else [str(value or "")]


def shown(message: Message) -> str:
    place = message.locations[0][0] if message.locations else "?"
    return f"{texts(message.id)[0]!r} ({place})"
