"""Drawings inlined in the page, so that they take the colour of the text around them."""

import re
from functools import cache
from pathlib import Path

import segno
from django.contrib.staticfiles import finders
from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = Library()

PROLOGUE = re.compile(r"^.*?(?=<svg)", re.DOTALL)
ROOT = re.compile(r"<svg[^>]*>", re.DOTALL)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A vendored Lucide icon: `{% icon "copy" %}`; decorative unless it is given a label.

    Raises FileNotFoundError for a name that bin/vendor does not vendor.
    """
    drawing = mark_safe(_lines_of(name))  # noqa: S308 - our own vendored file
    if label:
        return format_html('<svg {} role="img" aria-label="{}">{}</svg>', FRAME, label, drawing)
    return format_html('<svg {} aria-hidden="true">{}</svg>', FRAME, drawing)


FRAME = mark_safe(
    'class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"'
    ' stroke-linecap="round" stroke-linejoin="round" focusable="false"'
)


@cache
def _lines_of(name: str) -> str:
    path = finders.find(f"vendor/icons/{name}.svg")
    if not isinstance(path, str):
        raise FileNotFoundError(f"icon {name!r} is not vendored: see ICONS in bin/vendor")
    return " ".join(ROOT.split(PROLOGUE.sub("", Path(path).read_text()), maxsplit=1)[1].split())[
        : -len("</svg>")
    ]


@register.simple_tag
def qr_code(text: str, label: str) -> SafeString:
    """A QR code as an inline drawing, black on white in both themes, so that cameras read it."""
    code = segno.make(text, error="m", micro=False)
    drawing = code.svg_inline(omitsize=True, border=2, dark="#000", light="#fff", svgclass="qr")
    titled = drawing.replace("<svg ", '<svg role="img" aria-label="{}" ', 1)
    return format_html(titled, label)


@register.filter
def inline_svg(drawing: str) -> SafeString:
    """The SVG document that allauth draws for an authenticator, without its XML prologue.

    Inlined because a `data:` image would need an exception in the content security policy.
    """
    return mark_safe(PROLOGUE.sub("", drawing, count=1))  # noqa: S308 - drawn by us, no user text
