"""What visitors read when a link leads nowhere: whole pages in both languages, without a request.

They stand alone, as the redirect does: no script, no font, no picture; the policy allows their one
style by its digest (Content Security Policy Level 3, section 2.3.1).
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import NamedTuple

_STYLE = """
:root{color-scheme:light dark;--paper:#faf8f3;--ink:#17150e;--soft:#625d50;--line:#e7e2d6}
@media(prefers-color-scheme:dark){:root{--paper:#14130f;--ink:#f3f0e7;--soft:#a8a294;--line:#35322a}}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.55 Inter,system-ui,sans-serif}
main{max-width:34rem;margin:0 auto;padding:12vh 20px 48px}
b{font-size:22px;letter-spacing:-1px}
i{display:inline-block;width:14px;height:8px;margin-left:3px;background:#ffd93b;
border-radius:2px 5px 5px 2px}
h1{margin:32px 0 8px;font-size:26px;line-height:1.2;letter-spacing:-.5px}
p{margin:0;color:var(--soft);overflow-wrap:anywhere}
section+section{margin-top:36px;padding-top:4px;border-top:1px solid var(--line)}
"""
_DIGEST = b64encode(sha256(_STYLE.encode()).digest()).decode()
HEADERS = (
    ("content-type", "text/html; charset=utf-8"),
    ("content-security-policy", f"default-src 'none'; style-src 'sha256-{_DIGEST}'"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
)


class Words(NamedTuple):
    """A heading, and what one can do about it."""

    heading: str
    says: str


def _page(french: Words, english: Words) -> str:
    sections = "".join(
        f'<section lang="{language}"><h1>{escape(words.heading)}</h1>'
        f"<p>{escape(words.says)}</p></section>"
        for language, words in (("fr", french), ("en", english))
    )
    return (
        '<!doctype html><html lang="fr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(french.heading)} · Franc</title><style>{_STYLE}</style></head>"
        f"<body><main><b>franc<i></i></b>{sections}</main></body></html>\n"
    )


NO_SUCH_LINK = _page(
    Words(
        "Ce lien n’existe pas",
        "Il manque peut-être un caractère\N{NARROW NO-BREAK SPACE}: un lien Franc finit par sept"
        " lettres ou chiffres. Demandez-le de nouveau à la personne qui l’a partagé.",
    ),
    Words(
        "There is no such link",
        "A character may be missing: a Franc link ends with seven letters or digits."
        " Ask the person who shared it for the link again.",
    ),
)
UNAVAILABLE = _page(
    Words(
        "Ce lien ne répond pas pour le moment",
        "Ce n’est pas de votre fait. Réessayez dans quelques secondes.",
    ),
    Words(
        "This link does not answer right now",
        "It is nothing you did. Try again in a few seconds.",
    ),
)
