"""The reference says what the API says."""

from django.urls import get_resolver
from django.utils import translation

from marketplace.api_reference import operations


def test_every_address_of_the_api_is_described() -> None:
    paths = [operation.path for operation in operations()]

    assert "/api/v1/campaigns/" in paths
    assert "/api/v1/claims/{id}/clicks/" in paths
    assert len(set(paths)) == len(paths)
    assert get_resolver().resolve("/api/docs/").url_name == "api-docs"


def test_a_list_says_so_and_shows_what_it_lists() -> None:
    listed = next(one for one in operations() if one.path == "/api/v1/campaigns/")

    assert listed.many
    assert {"title", "spent_cents", "required_words"} <= {value.name for value in listed.answer}
    assert "status" in {value.name for value in listed.parameters}


def test_one_object_is_no_list() -> None:
    one = next(one for one in operations() if one.path == "/api/v1/campaigns/{id}/clicks/")

    assert not one.many
    assert {value.name: value.kind for value in one.answer}["paid"] == "integer"


def test_the_first_readers_language_is_nobody_elses() -> None:
    operations.cache_clear()
    with translation.override("fr"):
        in_french = operations()
    operations.cache_clear()
    with translation.override("en"):
        assert operations() == in_french
