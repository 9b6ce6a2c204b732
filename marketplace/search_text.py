"""Search that knows no accents: `velo` finds "Vélo Cargo", `coeur` finds "cœur", and the reverse.

PostgreSQL folds both sides by one expression, so that they agree whatever was typed: no extension
(`unaccent` belongs to superusers), no column to be kept up. Whole tables are read, as LIKE did.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q
from django.db.models.lookups import BuiltinLookup

from marketplace.fold_text import LOOK_ALIKES, TAKEN_APART, TYPED

MOST_WORDS = 10  # of a query; each is looked for by itself
# Accents that stand alone once letters are taken apart, and characters that nobody sees.
UNSEEN = "[\\u0300-\\u036f\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]"
APART = {**TAKEN_APART, "ß": "ss"}
TO_ONE = {
    **TYPED,
    **{letter: plain for letter, plain in TAKEN_APART.items() if len(plain) == 1},
    **{letter: plain for letter, plain in LOOK_ALIKES.items() if letter == "ı"},
}
TO_MORE = {letter: plain for letter, plain in APART.items() if len(plain) > 1}


def matching(query: str, *fields: str) -> Q:
    """Return the condition that each word of `query` is found in one of `fields`."""
    found = Q()
    for word in query.split()[:MOST_WORDS]:
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__finds": word})
        found &= anywhere
    return found


def same(text: str, field: str) -> Q:
    """Return the condition that `field` is `text`, but for case, accents and what is not seen."""
    return Q(**{f"{field}__folds_to": text})


def folded_sql(sql: str) -> str:
    """Return the SQL of a text folded. `sql` and ours hold no text of others."""
    folded = f"lower(normalize({sql}, NFKD))"
    for letter, plain in TO_MORE.items():
        folded = f"replace({folded}, '{letter}', '{plain}')"
    one, other = "".join(TO_ONE), "".join(TO_ONE.values()).replace("'", "''")
    return f"regexp_replace(translate({folded}, '{one}', '{other}'), '{UNSEEN}', '', 'g')"


class FoldedLookup(BuiltinLookup[Any]):
    """Both sides are folded; the right one is always a parameter."""

    prepare_rhs = True

    def process_lhs(
        self, compiler: Any, connection: BaseDatabaseWrapper, lhs: Any = None
    ) -> tuple[str, Any]:
        sql, params = super().process_lhs(compiler, connection, lhs)
        return folded_sql(sql), params

    def get_rhs_op(self, connection: BaseDatabaseWrapper, rhs: str) -> str:
        return f"= {folded_sql(rhs)}"


class Finds(FoldedLookup):
    """`title__finds="velo"`: the text holds it, in any case, with or without accents."""

    lookup_name = "finds"

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"strpos({left}, {folded_sql(right)}) > 0", (*left_params, *right_params)


class FoldsTo(FoldedLookup):
    """`name__folds_to="velo cargo"`: the text is that, in any case, with or without accents."""

    lookup_name = "folds_to"


def register() -> None:
    """Teach the lookups to every field of text."""
    for field in (models.CharField, models.TextField):
        field.register_lookup(Finds)
        field.register_lookup(FoldsTo)
