"""Ready-made reasons of decisions, in both languages, and what each rests on.

A reason is kept by its English words, followed by what the reviewer added. Whoever reads it gets
the ready part in their own language; the rest is as it was written. Words once used stay in the
table: change a reason by adding another under a new VERSION, and say `retired` of the old one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise, lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import StatementOfReasons

VERSION = "2026-11"
Kind = StatementOfReasons.Kind
Words = str | Promise
BREAK = "\n\n"

# What a decision rests on, as art. 17(3)(d) and (e) DSA ask: a law, or a term of use.
GROUNDS: dict[str, Words] = {
    "influence": _("Law no. 2023-451 of 9 June 2023, art. 5: whoever is paid to share must say so,"
                   " clearly and where it is seen at once."),
    "products": _("Law no. 2023-451 of 9 June 2023, art. 4: what influence may not promote."),
    "advertiser": _("Regulation (EU) 2022/2065 (DSA), art. 26 and law no. 2004-575, art. 20: who"
                    " pays for an advertisement must be recognisable."),
    "political": _("Regulation (EU) 2024/900: Franc does not carry political advertising."),
    "clicks": _("Terms of use, “Clicks”: only clicks of people who chose to come are paid."),
    "accounts": _("Terms of use, “Accounts”: accounts must be proven, and be one’s own."),
    "terms": _("Terms of use of Franc."),
}  # fmt: skip


@dataclass(frozen=True)
class Ready:
    """One ready-made reason; `kinds` are those of the decisions that it suits."""

    code: str
    english: str
    french: str
    ground: str
    kinds: frozenset[str]
    retired: bool = False

    @property
    def words(self) -> str:
        return self.french if (get_language() or "fr").startswith("fr") else self.english


def _ready(code: str, ground: str, english: str, french: str, *kinds: str) -> Ready:
    return Ready(code, english, french, ground, frozenset(kinds))


READY = (
    _ready("label_missing", "influence",
           "The disclosure label does not stand in the post.",
           "La mention publicitaire ne figure pas dans la publication.", Kind.POST),
    _ready("label_hidden", "influence",
           "The disclosure label stands there, but not first: one must unfold or scroll to see it.",
           "La mention publicitaire y figure, mais pas en premier : il faut déplier ou faire"
           " défiler pour la voir.", Kind.POST),
    _ready("text_changed", "terms",
           "The text of the post is not the message that was accepted.",
           "Le texte de la publication n’est pas le message accepté.", Kind.POST),
    _ready("post_unseen", "terms",
           "The post cannot be opened: it is private, deleted, or the address is another.",
           "La publication ne s’ouvre pas : elle est privée, supprimée, ou l’adresse est autre.",
           Kind.POST),
    _ready("begs_for_clicks", "clicks",
           "The post asks for clicks, or offers something for them.",
           "La publication demande des clics, ou offre quelque chose en échange.",
           Kind.POST, Kind.DISPUTE, Kind.CASE, Kind.PERSON),
    _ready("sponsor_unclear", "advertiser",
           "It is not clear for whom the message speaks: name the sponsor as the public knows it.",
           "On ne sait pas pour qui le message parle : nommez l’annonceur comme le public le"
           " connaît.", Kind.CAMPAIGN, Kind.AMENDMENT),
    _ready("landing_differs", "advertiser",
           "The landing page does not open, or does not show what the brief announces.",
           "La page d’arrivée ne s’ouvre pas, ou ne montre pas ce que le brief annonce.",
           Kind.CAMPAIGN, Kind.AMENDMENT),
    _ready("forbidden_product", "products",
           "The law forbids or limits the promotion of this product by influence.",
           "La loi interdit ou encadre la promotion de ce produit par influence.",
           Kind.CAMPAIGN, Kind.AMENDMENT, Kind.ORGANISATION),
    _ready("political", "political",
           "The campaign is political, or speaks of a vote or a law.",
           "La campagne est politique, ou parle d’un vote ou d’une loi.",
           Kind.CAMPAIGN, Kind.AMENDMENT, Kind.ORGANISATION),
    _ready("brief_misleads", "terms",
           "The brief asks people to say what they cannot know to be true.",
           "Le brief demande de dire ce que l’on ne peut pas savoir vrai.",
           Kind.CAMPAIGN, Kind.AMENDMENT),
    _ready("code_missing", "accounts",
           "The code does not stand in the public profile.",
           "Le code ne figure pas dans le profil public.", Kind.ACCOUNT),
    _ready("followers_differ", "accounts",
           "The number of followers is not the one that was given.",
           "Le nombre d’abonnés n’est pas celui indiqué.", Kind.ACCOUNT),
    _ready("clicks_not_chosen", "clicks",
           "The pattern of the clicks is not that of people who chose to come.",
           "Le profil des clics n’est pas celui de personnes qui ont choisi de venir.",
           Kind.DISPUTE, Kind.CASE, Kind.APPEAL, Kind.PERSON),
    _ready("clicks_exchanged", "clicks",
           "The clicks were exchanged: people of a group click on each other’s links.",
           "Les clics ont été échangés : les personnes d’un groupe cliquent sur les liens les unes"
           " des autres.", Kind.CASE),
    _ready("clicks_by_program", "clicks",
           "The clicks were made by a program: their rhythm is not that of people.",
           "Les clics ont été faits par un programme : leur rythme n’est pas celui de personnes.",
           Kind.CASE),
    _ready("clicks_unseen", "clicks",
           "No person was shown the page: the clicks came from a tool or a data centre.",
           "Personne n’a vu la page : les clics viennent d’un outil ou d’un centre de données.",
           Kind.CASE),
    _ready("clicks_too_late", "clicks",
           "The clicks arrived too late for anybody to check them.",
           "Les clics sont arrivés trop tard pour être vérifiés.", Kind.CASE),
    _ready("nothing_new", "clicks",
           "The appeal says nothing that changes what was found.",
           "Le recours ne dit rien qui change ce qui a été constaté.", Kind.APPEAL),
    _ready("not_enough", "clicks",
           "What was found is not enough to refuse the clicks.",
           "Ce qui a été constaté ne suffit pas à refuser les clics.",
           "case_valid", "appeal_upheld"),
    _ready("clicks_plausible", "clicks",
           "The clicks look like those of people: their times, devices and pages are spread as is"
           " usual.",
           "Les clics ressemblent à ceux de personnes : heures, appareils et pages se répartissent"
           " comme d’ordinaire.", "dispute_rejected", "case_valid", "appeal_upheld"),
    _ready("several_accounts", "accounts",
           "Several accounts belong to one person.",
           "Plusieurs comptes appartiennent à une même personne.", Kind.PERSON),
    _ready("identity_doubtful", "accounts",
           "What was said about who one is could not be confirmed.",
           "Ce qui a été dit de votre identité n’a pas pu être confirmé.",
           Kind.PERSON, Kind.ORGANISATION),
    _ready("repeated_refusals", "terms",
           "Refused several times for the same reason, without a change.",
           "Refusé plusieurs fois pour la même raison, sans changement.",
           Kind.PERSON, Kind.ORGANISATION),
)  # fmt: skip
BY_CODE = {ready.code: ready for ready in READY}
_DEFAULT_GROUND = {
    Kind.POST: "influence", Kind.CAMPAIGN: "advertiser", Kind.AMENDMENT: "advertiser",
    Kind.ACCOUNT: "accounts", Kind.DISPUTE: "clicks", Kind.CASE: "clicks",
    Kind.APPEAL: "clicks",
}  # fmt: skip


def choices(*kinds: str) -> list[tuple[str, str]]:
    """Return (code, words in the language of the moment) of the reasons that suit."""
    fitting = (one for one in READY if not one.retired and one.kinds.intersection(kinds))
    return [(ready.code, ready.words) for ready in fitting]


def composed(code: str, added: str) -> str:
    """Return what is kept: the ready reason if one was chosen, then what was added."""
    parts = [BY_CODE[code].english if code in BY_CODE else "", added.strip()]
    return BREAK.join(part for part in parts if part)


def ready_in(reason: str) -> Ready | None:
    """Return the ready reason that a kept reason begins with."""
    first = reason.split(BREAK, 1)[0]
    return next((ready for ready in READY if ready.english == first), None)


def ground_of(kind: str, reason: str) -> str:
    """Return the code of what a decision rests on."""
    ready = ready_in(reason)
    return ready.ground if ready else _DEFAULT_GROUND.get(Kind(kind), "terms")


def _told(reason: str) -> str:
    return BREAK.join(_parts(reason))


def _parts(reason: str) -> Iterator[str]:
    ready, (_first, _break, added) = ready_in(reason), reason.partition(BREAK)
    yield ready.words if ready else _first
    if added:
        yield added


_lazily_told = lazy(_told, str)


def told(reason: str) -> Words:
    """Return a kept reason in the language of whoever reads it, whenever they do."""
    return _lazily_told(reason)
