"""Small marks on pages: the disclosure label, pills, initials, bars."""

import re
from collections.abc import Sequence
from typing import Any

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

from marketplace.drawing.bars import share, shares_of_longest
from marketplace.drawing.receipt import Reason
from marketplace.names import before_stop

register = Library()

# Green is paid or agreed, amber means that a person is looking, red is a real error.
TONES = {
    "live": "paid",
    "approved": "paid",
    "accepted": "paid",
    "available": "paid",
    "settled": "paid",
    "proven": "paid",
    "sent": "paid",
    "paid": "paid",
    "in_review": "held",
    "unfunded": "held",
    "waiting": "held",
    "pending": "held",
    "filed": "held",
    "held": "held",
    "open": "held",
    "upheld": "paid",
    "proposed": "held",
    "submitted": "held",
    "exhausted": "full",
    "parked": "error",
    "recovered": "paid",
    "returned": "error",
    "failed": "error",
}


@register.simple_tag
def disclosure_label(text: str) -> SafeString:
    """The yellow tag, always first: `{% disclosure_label message.label %}`."""
    return format_html('<span class="label">{}</span>', text)


@register.simple_tag
def status_pill(status: str, words: str) -> SafeString:
    """`{% status_pill campaign.status campaign.get_status_display %}`; unknown ones are neutral."""
    return format_html('<span class="pill pill-{}">{}</span>', TONES.get(status, "plain"), words)


register.filter(before_stop)


@register.filter
def initials(name: object) -> str:
    """Two letters for an avatar: Lina Moreau is LM, Opale is OP, lina@example.org is LI."""
    local = str(name).removeprefix("@").split("@")[0]
    words = [word for word in re.split(r"[\s._-]+", local) if word[:1].isalnum()]
    letters = words[0][0] + words[-1][0] if len(words) > 1 else "".join(words)[:2]
    return letters.upper() or "?"


@register.simple_tag
def avatar(name: object, size: str = "") -> SafeString:
    """A round mark with initials; decorative, for the name is always written beside it."""
    return format_html(
        '<span class="avatar{}" aria-hidden="true">{}</span>',
        f" avatar-{size}" if size else "",
        initials(name),
    )


@register.inclusion_tag("components/bar.html")
def bar(value: int, of: int, label: str = "", tone: str = "paid") -> dict[str, Any]:
    """A progress bar; one of what was paid is black once it is full. Decorative without a label.

    `{% bar claim.accrued_cents claim.cap_cents %}` beside an amount that is also written out.
    """
    full = tone == "paid" and 0 < of <= value
    return {"width": share(value, of), "tone": "full" if full else tone, "label": label}


@register.inclusion_tag("components/reason_bars.html")
def reason_bars(reasons: Sequence[Reason]) -> dict[str, Any]:
    """Reasons as rows: words, a bar against the longest, the number of clicks."""
    widths = shares_of_longest([reason.clicks for reason in reasons])
    return {"rows": list(zip(reasons, widths, strict=True))}
