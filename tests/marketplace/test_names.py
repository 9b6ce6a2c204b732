"""Names and titles: one form for each, and something that is seen in it."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.test import Client
from django.utils.translation import override

from campaigns.drafts import draw_picture
from campaigns.drafts.draw_picture import NotTaken
from campaigns.drafts.offer_form import OfferForm
from campaigns.drafts.words_form import WordsForm
from campaigns.forms import AppealForm, DisputeForm, MessageForm
from campaigns.joining.link_name_form import LinkForm
from campaigns.models import Campaign, Link, Picture
from marketplace.accounts.forms.account import MeForm, OrganisationForm, SignupForm
from marketplace.accounts.forms.profile import AboutForm
from marketplace.accounts.models import Influencer, Organisation, User
from marketplace.names import check_name, clean_name
from marketplace.skeleton import skeleton
from tests import factories

UNSEEN = [
    "\u200b",
    "Rail\u200bVert",
    "Rail\u00adVert",
    "Ra\u202eil",
    "\ufeffRail",
    "Rail\u2060",
    "\u3164",
    "\u115f\u1160",
    "\uffa0",
    "Rail\u3164",
    "\u2800\u2800",
    "\u0301",
    "Rail \u0301Vert",
    "R" + "\u0301" * 9,
    "Rail\u200dVert",
    "Ra\u0007il",
    "\ue000",
    "\U000e0041Rail",
    "\ufe0f",
]
SEEN = [
    "Rail Vert",
    "L’Été à vélo, nᵒ 1",
    "क्‍ष",
    "അവന്‍",
    "می‌خواهم",
    "👩‍🎨 Zoé",
    "❤️",
    "日本語",
    "Łódź & Søn",
    "50 % moins cher !",
    "हिन्दी",
    "Nguyễn Thị",
    "שָׁלוֹם",
]


@pytest.mark.parametrize("name", UNSEEN)
def test_what_nobody_sees_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        check_name(clean_name(name))


@pytest.mark.parametrize("name", SEEN)
def test_what_people_write_in_their_script_is_taken(name: str) -> None:
    check_name(clean_name(name))


def test_the_refusal_says_which_character_and_where() -> None:
    with override("en"), pytest.raises(ValidationError) as refused:
        check_name("Rail\u200bVert")

    with override("en"):
        assert refused.value.messages == [
            "There is an invisible character (U+200B) after “Rail”: delete it."
        ]


@pytest.mark.parametrize("name", ["\u200b", "Rail\u200bVert"])
@pytest.mark.django_db
def test_every_name_is_checked_by_its_form(name: str) -> None:
    user = factories.UserFactory.create()
    forms: dict[str, list[BaseForm]] = {
        "name": [SignupForm({"name": name}), MeForm({"name": name}, instance=user)],
        "display_name": [AboutForm({"display_name": name})],
        "label": [LinkForm({"label": name})],
        "title": [OfferForm({"title": name}, user=user)],
        "required_words": [WordsForm({"required_words": f"train, {name}"}, user=user)],
        "legal_name": [OrganisationForm({"legal_name": name})],
    }
    forms["name"].append(OrganisationForm({"name": name}))
    for field, asked in forms.items():
        for form in asked:
            assert len(form.errors[field]) == 1, (field, form)
    with pytest.raises(NotTaken, match=r"U\+200B"):
        draw_picture.clean_words(name)


@pytest.mark.parametrize(
    ("model", "field"),
    [
        (Organisation, "name"),
        (Organisation, "legal_name"),
        (User, "name"),
        (Influencer, "display_name"),
        (Campaign, "title"),
        (Link, "label"),
        (Picture, "words"),
    ],
)
def test_every_name_is_checked_by_its_model(model: type[Organisation], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        model(**{field: "Rail\u200bVert"}).clean_fields()

    assert refused.value.error_dict[field][0].code == "invisible"


@pytest.mark.django_db
def test_a_name_is_kept_composed_and_with_single_spaces() -> None:
    made = factories.OrganisationFactory.create(name=" Ve\u0301lo \u00a0\u2028 Cargo ")

    assert made.name == "Vélo Cargo"
    assert Organisation.objects.get(name="Ve\u0301lo Cargo") == made


@pytest.mark.parametrize(
    "other",
    ["rail vert", "RAIL-VERT", "RailVert", "Ràil Vért", "Rаil Vеrt", "Ｒａｉｌ Vert", "Rai1 Vert",
     "RaiI Vert", "Rail  Vert.", "“Rail Vert”", "Rail\u200bVert"],
)  # fmt: skip
def test_names_that_are_taken_for_each_other_have_one_skeleton(other: str) -> None:
    assert skeleton(other) == skeleton("Rail Vert")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Marne", "Mame"), ("C&A", "CA"), ("Rail Vert", "Rail Vert 2"), ("!?", "!!"),
     ("日本", "日語"), ("Miel", "Mielle")],
)  # fmt: skip
def test_other_names_have_other_skeletons(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["RAIL-VERT", "Rаil Vert", "rail vert"])
def test_an_organisation_that_looks_like_another_is_refused(client: Client, name: str) -> None:
    factories.OrganisationFactory.create(name="Rail Vert")
    user = factories.UserFactory.create(role=User.Role.BRAND)
    client.force_login(user)

    typed = {"kind": "brand", "name": name, "legal_name": "X SAS"}
    page = client.post("/welcome/", typed, headers={"accept-language": "en"})

    assert page.context["form"].errors["name"][0].startswith("“Rail Vert” is here already")
    assert not user.memberships.exists()


@pytest.mark.django_db
def test_the_database_refuses_what_two_people_do_at_once() -> None:
    form = OrganisationForm({"kind": "brand", "name": "RAIL VERT", "legal_name": "X SAS"})
    assert form.is_valid()
    factories.OrganisationFactory.create(name="Rail Vert")  # by somebody else, this very moment

    with pytest.raises(IntegrityError), transaction.atomic():
        form.save()


@pytest.mark.django_db
def test_look_alikes_that_were_here_before_stay_and_no_third_comes() -> None:
    old, twin = (factories.OrganisationFactory.create(name=name) for name in ("Miel", "Autre"))
    Organisation.objects.update(name_key=None)
    Organisation.objects.filter(pk=twin.pk).update(name="MIEL")

    filled = import_module("marketplace.accounts.migrations.0008_organisation_name_keys_filled")
    filled.fill_keys(apps, None)

    assert list(Organisation.objects.looking_like("Miel")) == [old]
    twin.refresh_from_db()
    twin.save()
    assert twin.name_key is None


@pytest.mark.parametrize("form", [MessageForm, AppealForm, DisputeForm])
def test_marks_of_direction_are_taken_out_of_prose(form: type[MessageForm]) -> None:
    name = next(iter(form.base_fields))

    filled = form({name: "Voir \u202egro.live\u202c ici"})
    assert filled.is_valid()
    assert filled.cleaned_data[name] == "Voir gro.live ici"
    assert form({name: "\u200b\u3164"}).errors[name]
