"""The words by which clicks are asked for, in one place: a correction is a line here and a test.

"Tout ce qui est incitation au clic n'est pas compté." What counts as incitement:

- `ask`    asks people to click ("cliquez", "click the link"), whatever the link leads to: a reader
           who needs to be told to click was not won by the words before;
- `help`   asks for a click as a favour ("aidez-moi", "every click counts");
- `pay`    says that clicks bring money ("ça me rapporte", "I get paid");
- `trade`  clicks for clicks ("clic contre clic").

A click that is told of passes: "réservé en 2 clics", "one click away", "quand je clique".

A phrase is written in plain letters: a|b for either, ? after a word that may be missing, .. for up
to three words. How it is hidden (accents, leet, emoji, spaces) is incitement.py's business.
"""

from __future__ import annotations

from typing import NamedTuple

VERSION = "2026-11"
WEIGHTS = {"ask": 1, "help": 2, "pay": 2, "trade": 3}


class Phrase(NamedTuple):
    """`unless_after` and `unless_before` are words beside it that make it innocent."""

    code: str
    words: str
    unless_after: frozenset[str] = frozenset()
    unless_before: frozenset[str] = frozenset()


# "Une clique", "je clique", "j'ai cliqué": without accents they are one word.
TOLD_OF = frozenset({
    "je", "il", "elle", "qui", "une", "la", "sa", "ses", "ma", "ta", "cette", "notre", "leur",
    "petite", "joyeuse", "vieille", "belle", "autre", "meme", "ai", "as", "a", "avons", "avez",
    "ont", "avais", "avait", "avaient", "avoir", "ayant", "deja",
})  # fmt: skip
NEEDLESS = frozenset({"sans", "besoin"})
CHOICES = frozenset({"choisir", "comprendre", "trouver", "decider"})
CLICKED = "clic|clics|click|clicks|clik|cliks"

FRENCH = (
    Phrase("ask", "cliquez|kliquez|clikez|klikez|clickez|klickez"),
    Phrase("ask", "cliquons"),
    Phrase("ask", "clique|cliques|klique", TOLD_OF | {"tu", "de", "d", "et"}),
    Phrase("ask", "et clique sur|ici|vite|la|dessus"),
    Phrase("ask", "cliquer|clicker|kliker", NEEDLESS | {"de", "a", "pour"}),
    Phrase("ask", "faut|suffit .. cliquer"),
    Phrase("ask", "pense|pensez|merci|oubliez|oublie|hesitez|hesite pas? a|de cliquer"),
    Phrase("ask", f"lachez|lache|mettez|mets|laissez|laisse un|vos|tes|ton petit? {CLICKED}"),
    Phrase("ask", "appuyez|appuie|tapez|tapote|tapotez|foncez|fonce|ruez vous? sur mon|le|ce lien"),
    Phrase("ask", f"besoin de vos|tes|ton|quelques|clics {CLICKED}"),
    Phrase("help", "aidez|aide|aider moi", frozenset(), CHOICES),
    Phrase("help", "soutenez|soutiens moi|nous .. cliquant|clic|clics"),
    Phrase("help", "en cliquant vous|tu m'aidez|m'aides|me|m"),
    Phrase("help", f"un|vos|tes|ton petit|petits? {CLICKED} pour|svp|stp|s'il moi|vous|te|plait?"),
    Phrase("help", "chaque clic compte|aide|m'aide"),
    Phrase("help", f"donnez|donne|offrez|offre moi un|vos|ton|tes? {CLICKED}"),
    Phrase("pay", "ca|cela me|nous rapporte|rapportera|rapporterait"),
    Phrase("pay", f"chaque|un|vos|tes|les|ces {CLICKED} me|m' rapporte|rapportent|paie|paient"),
    Phrase("pay", f"chaque|vos|tes|les|ces {CLICKED} .. centimes|euros|euro|sous"),
    Phrase("pay", "je suis|serai paye|payee|remunere|remuneree au|par|pour clic|chaque|vos|tes"),
    Phrase("pay", f"je|j' gagne|touche .. centimes|euros|euro|sous|thune|argent .. {CLICKED}"),
    Phrase("pay", "paye|payee|remunere|remuneree au clic"),
    Phrase("trade", f"{CLICKED} contre|pour|= {CLICKED}"),
    Phrase("trade", f"echange|echanges de? {CLICKED}"),
    Phrase("trade", "je clique .. tien|tiens|tienne|votres"),
    Phrase("trade", f"rends|rend|rendrai .. {CLICKED}"),
)
ENGLISH = (
    Phrase("ask", "click|clik|klick on? my|the|this|that|here|below|link|to|now"),
    Phrase("ask", "please|pls|plz|go|just click|clik|klick|tap", frozenset(), frozenset({"away"})),
    Phrase("ask", "click click"),
    Phrase("ask", "tap|hit|smash|press on? my|the|this link"),
    Phrase("ask", "give it|me|us|this|my a|some? click|clicks"),
    Phrase("help", "every|each click counts|helps|matters"),
    Phrase("help", "need|want your|some|more click|clicks"),
    Phrase("help", "help|support me|us by clicking|earn"),
    Phrase("help", "by clicking you help|support"),
    Phrase("pay", "help me earn"),
    Phrase("pay", "i get|earn|make|receive|got .. money|paid|cents|cash|commission"),
    Phrase("pay", "pays|earns|makes me|us .. click|clicks|cents|cent|money"),
    Phrase("pay", "paid per|by click|clicks"),
    Phrase("pay", "click|clicks pays|pay|earns|earn me|us"),
    Phrase("trade", "click|clicks for|4|= click|clicks"),
    Phrase("trade", "click|clicks exchange|swap|trade"),
    Phrase("trade", "i'll|ill click yours|back|your"),
    Phrase("trade", "i will click yours|back|your"),
    Phrase("trade", "click mine .. click yours|your"),
)
PHRASES = (*FRENCH, *ENGLISH)
