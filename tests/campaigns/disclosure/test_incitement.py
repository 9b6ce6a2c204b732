"""Words that ask for clicks, both sides; and that hiding them does not help."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.disclosure.incitement import find_incitement, score
from marketplace.fold_text import fold

ASKS = """
Cliquez sur le lien
cliquez
Cliquez ici, c’est en bas
CLIQUEZ vite avant ce soir
clique ici
Clique sur mon lien
Cliques stp
Allez, clique
Cliquons tous ensemble
Kliquez sur le lien
clikez les amis
Il faut cliquer sur le lien
Il suffit de cliquer
Pensez à cliquer avant dimanche
N’hésitez pas à cliquer
Merci de cliquer
N'oublie pas de cliquer
Lâchez un clic
Laisse ton petit clic
Mettez vos clics
Appuyez sur le lien
Tapez sur mon lien
Foncez sur ce lien
J’ai besoin de vos clics
et clique dessus
click my link
Click the link below
click here to see the recipe
click here
Click on this link
clik here
Please click, friends
pls click
Go click
Just tap
Tap the link
smash that click click
hit the link
Press on this link
give it a click
give me some clicks
""".strip().splitlines()
HELPS = """
aidez-moi à finir le mois
Aide-moi stp
soutenez-moi en cliquant
Soutiens moi d’un clic
En cliquant vous m'aidez
un petit clic pour moi
Un clic svp
vos clics pour moi
Chaque clic compte
chaque clic m’aide
Donnez-moi un clic
Offre moi tes clics
every click counts
Each click helps
I need your clicks
support me by clicking
By clicking you support a student
""".strip().splitlines()
PAYS = """
Ça me rapporte un peu à chaque fois
cela me rapporte 35 centimes
ça nous rapporte
chaque clic me rapporte
Vos clics me rapportent
Chaque clic, c’est 35 centimes
Je suis payée au clic
je suis rémunéré par clic
Je gagne 35 centimes par clic
je touche quelques euros pour chaque clic
Payé au clic, j’assume
help me earn a little
Click to help me earn
I get paid
I earn money with this
i get 35 cents
it pays me per click
I am paid per click
your clicks pay me
""".strip().splitlines()
TRADES = """
Un clic contre clic, ça vous dit ?
clic pour clic
clics contre clics
échange de clics
Je clique sur le tien
Je clique aussi sur les vôtres
Je te rends ton clic
click for click
click 4 click
Click exchange anyone?
click swap
I'll click yours
i will click back
click mine and I click yours
""".strip().splitlines()
INNOCENT = """
Réservé en 2 clics, c’est tout.
en un clic
Tout est à un clic
En trois clics j’avais mes billets
Ce fut un déclic.
Le déclic est venu en chemin
Un vélo qui cliquette.
Le cliquetis des roues
clic-clac, le canapé est ouvert
La ceinture fait clic
une clique d’amis
la clique du village
Toute une joyeuse clique
sa clique de cousins
Prendre ses cliques et ses claques, disait-on
Quand je clique, la carte s’ouvre
Elle clique et tout est prêt
J’ai cliqué sans y penser
On avait cliqué tout de suite
Réserver sans cliquer partout
un double-clic suffit
Le click and collect est gratuit
Une souris sans clic
Un éclair et une éclipse
Les pickles sont bons
aide-moi à choisir : bleu ou vert ?
Aidez-moi à trouver un nom
L’aide de ma sœur
Ce placement rapporte 2 %
Elle me rapporte du pain
Je gagne du temps
Je gagne une heure par trajet
Je suis payée au mois
Le train est à l’heure
J’adore ce vélo
Le lien est en bas
Mon lien pour réserver
Un bon plan pour ce week-end
Merci à eux pour l’accueil
Merci de me lire
Pensez à la crème solaire
Appuyez sur le bouton du guidon
Foncez voir la mer
Chaque pas compte
Échange de maisons
Everything clicked into place.
One click away
In one click, booked
It just clicked with me
The seatbelt clicked
No clickbait, promise
A clique of friends
The clicking of the wheels
Click and collect is free
I help my mum
Help yourselves to some tea
I make bread every Sunday
I earn my coffee on this hill
Every step counts
Tap water is fine here
Hit the road early
Give it a try
The link is below
Swap your car for a bike
Pay by card
Paid partnership with a brand I like
I will be back
L’équipe a tout organisé
Des liquides et des briques
Chic, un pique-nique
Les soldes finissent demain
Le public était ravi
Une réplique du musée
""".strip().splitlines()


@pytest.mark.parametrize(
    ("text", "code"),
    [*((text, "ask") for text in ASKS), *((text, "help") for text in HELPS),
     *((text, "pay") for text in PAYS), *((text, "trade") for text in TRADES)],
)  # fmt: skip
def test_incitement_is_found(text: str, code: str) -> None:
    assert code in {one.code for one in find_incitement(text)} or (
        code == "ask" and find_incitement(text)
    )


@pytest.mark.parametrize("text", INNOCENT)
def test_innocent_words_pass(text: str) -> None:
    assert find_incitement(text) == []


@pytest.mark.parametrize(
    "text",
    ["c l i q u e z", "C.L.I.Q.U.E.Z", "cl1quez", "cl1qu3z !", "ｃｌｉｑｕｅｚ", "cliqu\u200bez",
     "cliiiqueeez", "clïquéz", "c🔥l🔥i🔥q🔥u🔥e🔥z", "сliquеz", "c-l-i-q-u-e-z", "𝓬𝓵𝓲𝓺𝓾𝓮𝔃",
     "ᴄʟɪǫᴜᴇᴢ", "🇨🇱🇮🇶🇺🇪🇿", "cli quez", "Ⓒⓛⓘⓠⓤⓔⓩ", "cl¡quez".replace("¡", "!"), "clicpourclic",
     "ça.me.rapporte", "p l e a s e  c l i c k"],
)  # fmt: skip
def test_hiding_it_does_not_help(text: str) -> None:
    assert find_incitement(text)


def test_the_words_are_found_where_they_stand_in_the_original() -> None:
    text = "Été 🔥 : ｃ l 1 q u é z donc"

    (found,) = find_incitement(text)

    assert text[found.start : found.end] == found.words == "ｃ l 1 q u é z"


def test_of_what_overlaps_the_longest_is_told() -> None:
    assert [one.words for one in find_incitement("Click to help me earn")] == [
        "Click to",
        "help me earn",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un vélo magnifique", 0),
        ("Cliquez sur le lien", 1),
        ("Chaque clic compte", 2),
        ("Cliquez, ça me rapporte", 3),
        ("clic contre clic", 3),
    ],
)
def test_the_score(text: str, expected: int) -> None:
    assert score(text) == expected


LEET = str.maketrans({"i": "1", "e": "3", "o": "0", "a": "4", "s": "5", "t": "7"})
WIDE = str.maketrans({chr(97 + n): chr(0xFF41 + n) for n in range(26)})
CYRILLIC = str.maketrans({"c": "с", "e": "е", "i": "і", "o": "о", "p": "р", "a": "а"})
DISGUISES: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.title,
    lambda text: text.translate(LEET),
    lambda text: text.translate(WIDE),
    lambda text: text.translate(CYRILLIC),
    " ".join,
    ".".join,
    "🔥".join,
    "\u200b".join,
    "\u0301".join,
    lambda text: "".join(letter * 3 if letter.isalpha() else letter for letter in text),
    lambda text: text.replace(" ", ""),
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["cliquez", "clic contre clic", "please click", "chaque clic compte"]),
    st.lists(st.sampled_from(DISGUISES), max_size=2, unique=True),
)
def test_any_disguise_of_a_phrase_is_seen_through(
    phrase: str, disguises: list[Callable[[str], str]]
) -> None:
    text = phrase
    for disguise in disguises:
        text = disguise(text)

    assert find_incitement(text), text


@given(st.text(max_size=80))
def test_where_it_came_from_is_always_known(text: str) -> None:
    folded = fold(text)

    assert len(folded.origin) == len(folded.text)
    assert all(0 <= position < len(text) for position in folded.origin)


@pytest.mark.parametrize("text", ["c" * 600, "clic " * 120, " " * 600, "c l i q u e " * 50,
                                  "je gagne " * 70, "1" * 2_000, "!" * 2_000,
                                  "1!" * 1_000])  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    began = time.thread_time()  # of this thread alone, however busy the machine is

    find_incitement(text)

    assert time.thread_time() - began < 1.0
