"""Addresses of /admin/: every model that is registered there."""

from __future__ import annotations

from collections.abc import Iterator

from marketplace.administration.site import site
from tests.authorization.expected import GET, Expected, Table, everybody, staff


def tables() -> Iterator[tuple[tuple[str, str], Expected]]:
    """Every address of /admin/: staff looks things up, nobody else sees that there is anything.

    Adding, changing and deleting have no address. The row that is asked for is not there: staff
    is led back to the list.
    """
    yield ("admin/", GET), staff(200)
    yield ("admin/search/", GET), staff(200)
    yield ("admin/jsi18n/", GET), staff(200)
    yield ("admin/password_change/", GET), staff(302)  # to where everybody changes theirs
    yield ("admin/login/", GET), everybody(302)  # to where everybody signs in
    yield ("admin/logout/", GET), staff(302)
    yield ("admin/<app_label>/", GET), staff(200)
    for model in site._registry:
        name = f"admin/{model._meta.app_label}/{model._meta.model_name}/"
        yield (name, GET), staff(200)
        yield (f"{name}<path:object_id>/change/", GET), staff(302)


ROWS: Table = dict(tables())
