"""Read the title of any page, in one pass: whatever stands there, this ends and never raises.

After the HTML standard's tokenizer (section 13.2.5), as far as a title needs it: Python's own
parser stops at `<![<!`, and takes the square of the length of some pages.
"""

from __future__ import annotations

import codecs
import re
from html import unescape

from marketplace.visible_text import without_unseen

LONGEST_PAGE, LONGEST_TITLE = 200_000, 200  # bytes that are looked at; characters
CHARSET = re.compile(rb"""charset\s*+=\s*+["']?\s*+([a-z0-9_:.-]+)""", re.IGNORECASE)
META = re.compile(rb"<meta[^>]{0,1000}>", re.IGNORECASE)
HEAD = 2_048  # bytes in which a page says its encoding
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
         (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
# What the web calls Latin-1 is Windows' (Encoding standard); other names mean what Python means.
RENAMED = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
OF_THE_WEB = re.compile(
    r"utf-(8|16-[bl]e)|iso8859-\d+|cp(125\d|866|874|932|949)|koi8-[ru]|mac-(roman|cyrillic)"
    r"|gb(2312|k|18030)|big5(hkscs)?|euc_(jp|kr)|(shift_jis|iso2022_jp)\w*"
)
SMALL = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
NAME = re.compile(r"/?[a-z][^\s/>]*")
IN_TAG = re.compile(r"""=\s*(["'])|>""")
END_OF_COMMENT = re.compile(r"--!?>")
# Elements whose text is no markup, and drawings, whose titles are not the page's.
SKIPPED = frozenset({"script", "style", "textarea", "xmp", "iframe", "noembed", "noframes", "svg"})


def read_title(body: bytes, content_type: str) -> str:
    """Return the first title of an HTML page, "" when it has none."""
    text = decoded(body[:LONGEST_PAGE], content_type)
    small = text.translate(SMALL)  # ASCII alone: positions stay the same
    at = small.find("<")
    while at >= 0:
        name, after = _token(small, at)
        if name == "title":
            return _plain(text[after : _end_of(small, "title", after)])
        if name in SKIPPED:
            after = _end_of(small, name, after)
        at = small.find("<", after)
    return ""


def decoded(body: bytes, content_type: str) -> str:
    """Return the text of a page by its mark, its header, what it says of itself, or as UTF-8."""
    for mark, encoding in MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    said = CHARSET.search(content_type.encode("ascii", "replace"))
    for meta in () if said else META.finditer(body[:HEAD]):
        said = said or CHARSET.search(meta[0])
    return body.decode(_encoding(said[1].decode()) if said else "utf-8", "replace")


def _encoding(name: str) -> str:
    try:
        known = codecs.lookup(name).name
    except (LookupError, UnicodeError, ValueError):
        return "utf-8"
    known = RENAMED.get(known, known)
    return known if OF_THE_WEB.fullmatch(known) else "utf-8"


def _token(small: str, at: int) -> tuple[str, int]:
    """Return the name of what begins at `at`, "" when it is no tag, and where it ends."""
    if small.startswith("<!--", at):
        return "", _after(END_OF_COMMENT.search(small, at + 2), small)
    if small[at + 1 : at + 2] in {"!", "?"}:
        return "", _found(small, ">", at) + 1
    named = NAME.match(small, at + 1)
    if named is None:
        return "", at + 1
    return named[0], _end_of_tag(small, named.end())


def _end_of_tag(small: str, at: int) -> int:
    """Return where a tag ends: what stands in quotation marks is a value, whatever it holds."""
    while (found := IN_TAG.search(small, at)) and found[1]:
        at = _found(small, found[1], found.end()) + 1
    return _after(found, small)


def _end_of(small: str, name: str, at: int) -> int:
    return _found(small, f"</{name}", at)


def _found(small: str, words: str, at: int) -> int:
    found = small.find(words, at)
    return len(small) if found < 0 else found


def _after(found: re.Match[str] | None, small: str) -> int:
    return found.end() if found else len(small)


def _plain(title: str) -> str:
    """Return a title as it is read: on one line, without what nobody sees."""
    words = " ".join(unescape(title).split())[: 2 * LONGEST_TITLE]
    return without_unseen(words)[:LONGEST_TITLE].strip()
