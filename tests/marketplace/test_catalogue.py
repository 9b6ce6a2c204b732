"""The catalogue knows what is missing, doubtful, left over, or differently filled."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from marketplace.translations.check_catalogue import faults
from marketplace.translations.extract_messages import source


def catalogue(**messages: str | tuple[str, ...]) -> Catalog:
    made = Catalog(locale="fr")
    for text, translation in messages.items():
        made.add(text, translation)
    return made


def found(kept: Catalog, wanted: Catalog) -> list[str]:
    return [fault.partition(":")[0] for fault in faults(kept, wanted)]


def test_a_complete_catalogue_has_no_faults() -> None:
    assert found(catalogue(Pay="Payer"), catalogue(Pay="")) == []


def test_an_untranslated_message_is_found() -> None:
    assert found(catalogue(Pay=""), catalogue(Pay="")) == ["not translated"]


def test_a_message_that_is_not_in_the_catalogue_is_found() -> None:
    assert found(catalogue(), catalogue(Pay="")) == ["not translated"]


def test_a_fuzzy_message_is_found() -> None:
    kept = Catalog(locale="fr")
    kept.add("Pay", "Payer", flags=["fuzzy"])

    assert found(kept, catalogue(Pay="")) == ["doubtful (fuzzy)"]


def test_a_message_the_code_no_longer_says_is_found() -> None:
    assert found(catalogue(Pay="Payer"), catalogue()) == ["left over, the code no longer says it"]


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ("%(name)s pays", "%(nom)s paie"),
        ("{name} pays", "{} paie"),
        ("%s of %s", "%s"),
        ("pays", "paie %(name)s"),
    ],
)
def test_other_blanks_are_found(text: str, translation: str) -> None:
    kept, wanted = catalogue(**{text: translation}), catalogue(**{text: ""})

    assert found(kept, wanted) == ["other blanks in the translation"]


@pytest.mark.parametrize(
    ("text", "translation"),
    [("%(a)s for %(b)s", "%(b)s : %(a)s"), ("100%% of {a}", "100 %% de {a}"), ("{{x}}", "x")],
)
def test_the_same_blanks_in_another_order_are_fine(text: str, translation: str) -> None:
    assert found(catalogue(**{text: translation}), catalogue(**{text: ""})) == []


def test_a_singular_may_do_without_its_number() -> None:
    kept, wanted = Catalog(locale="fr"), Catalog(locale="fr")
    kept.add(("%(n)s click", "%(n)s clicks"), ("un clic", "%(n)s clics"))
    wanted.add(("%(n)s click", "%(n)s clicks"), ("", ""))

    assert found(kept, wanted) == []


def test_templates_are_read_whatever_their_indentation(tmp_path: Path) -> None:
    template = tmp_path / "page.html"
    template.write_text('    {% translate "A" %}\n  <p>{{ n }}\n      {% translate "B" %}')

    python = source(template).read().decode()

    assert "'A'" in python.replace('"', "'")
    assert all(not line.startswith(" ") for line in python.splitlines())
