"""What each kind of person gets at an address: the type of a row, and the usual rows."""

from __future__ import annotations

from dataclasses import dataclass

LOGIN = "login"
GET, POST = "GET", "POST"


@dataclass(frozen=True)
class Expected:
    """The status for each kind of person; the second tenants have columns of their own."""

    nobody: int | str
    influencer: int
    other_influencer: int
    brand: int
    other_brand: int
    reviewer: int
    finance: int

    def of(self, who: str) -> int | str:
        value: int | str = getattr(self, who)
        return value


def everybody(status: int) -> Expected:
    return Expected(*[status] * 7)


def signed_in(status: int) -> Expected:
    return Expected(LOGIN, *[status] * 6)


def one_factor_or_two(one: int, two: int) -> Expected:
    """Staff have a second factor; their sign-in in these tests is not a fresh one."""
    return Expected(LOGIN, one, one, one, one, two, two)


def influencers(mine: int, others: int | None = None) -> Expected:
    return Expected(LOGIN, mine, mine if others is None else others, 403, 403, 403, 403)


def brands(mine: int, others: int | None = None) -> Expected:
    return Expected(LOGIN, 403, 403, mine, mine if others is None else others, 403, 403)


def reviewers(status: int) -> Expected:
    return Expected(LOGIN, 403, 403, 403, 403, status, 403)


def staff(status: int) -> Expected:
    return Expected(LOGIN, 403, 403, 403, 403, status, status)


def finances(status: int) -> Expected:
    return Expected(LOGIN, 403, 403, 403, 403, 403, status)


# (route, method) -> who gets what
Table = dict[tuple[str, str], Expected]
PEOPLE = list(Expected.__dataclass_fields__)
