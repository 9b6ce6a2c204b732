"""Rich text that strangers wrote: cleaned when it is saved and again when it is shown."""

from __future__ import annotations

import re
from html import unescape

import nh3
from django.utils.html import linebreaks

from marketplace.visible_text import without_directions

TAGS = {"div", "p", "br", "strong", "b", "em", "i", "a", "ul", "ol", "li", "h1", "blockquote"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"https", "mailto"}
REL = "noopener nofollow"
TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


def clean(text: str) -> str:
    """Return HTML with the allowed tags alone; scripts are removed with their text.

    Marks of direction are taken out. What was written without an editor keeps its line breaks as
    paragraphs.
    """
    html = text if TAG.search(text) else linebreaks(text.strip(), autoescape=True)
    cleaned = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=REL)
    return without_directions(cleaned).strip()


def plain(text: str) -> str:
    """Return what is read of it."""
    broken = re.sub(r"<br>|</(?:p|div|li|h1|blockquote)>", "\n", clean(text))
    return unescape(nh3.clean(broken, tags=set())).strip()
