"""The only writer of the ledger.

Credits are positive and debits negative, in integer cents; the entries of a transfer sum to
zero. The rules are the database's (payouts/migrations/0002_guards.py); here they get
names that callers can act on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from django.db import IntegrityError, connection, transaction

from payouts.models import Account, Transfer

Kind = Account.Kind


class InsufficientFunds(Exception):
    """The transfer would take an account below zero; nothing was written."""


class IdempotencyConflict(Exception):
    """The key was used before, for other amounts; nothing was written."""


def account(
    kind: Kind,
    *,
    organisation: int | None = None,
    campaign: int | None = None,
    influencer: int | None = None,
) -> int:
    """Return the id of the one account of this kind and owner, opened at zero if need be."""
    owner = (str(kind), organisation, campaign, influencer)
    with connection.cursor() as cursor:
        cursor.execute(_FIND, owner)
        row = cursor.fetchone()
        if row is None:
            cursor.execute(_OPEN, owner)
            cursor.execute(_FIND, owner)
            row = cursor.fetchone()
    return int(row[0])


def influencer_accounts(kind: Kind, influencers: Iterable[int]) -> dict[int, int]:
    """Return influencer id -> account id, opening the accounts that are missing."""
    wanted = sorted(set(influencers))
    known = _known_influencer_accounts(kind, wanted)
    for influencer in wanted:
        if influencer not in known:
            known[influencer] = account(kind, influencer=influencer)
    return known


def _known_influencer_accounts(kind: Kind, influencers: list[int]) -> dict[int, int]:
    rows = Account.objects.filter(kind=kind, influencer_id__in=influencers)
    return {
        influencer: pk for influencer, pk in rows.values_list("influencer_id", "id") if influencer
    }


def post(
    kind: str, key: str, amounts: Mapping[int, int], *, memo: str = "", reverses: int | None = None
) -> int:
    """Book a transfer of `amounts` (account id -> cents) once, and return its id.

    The same `key` with the same amounts again is the same transfer: its id is returned and
    nothing is written. Raises IdempotencyConflict for the same key with other amounts, and
    InsufficientFunds when an account that may not go negative would. Entries are written in the
    order of their accounts, so that two transfers never wait for each other in a circle.
    """
    legs = sorted((acct, cents) for acct, cents in amounts.items() if cents)
    digest = _payload_hash(kind, legs)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_TRANSFER, (kind, key, digest, memo, reverses))
            row = cursor.fetchone()
            if row is None:
                return _booked_before(key, digest)
            accounts, cents = [leg[0] for leg in legs], [leg[1] for leg in legs]
            cursor.execute(_ENTRIES, (row[0], accounts, cents))
            return int(row[0])
    except IntegrityError as error:
        if "account_not_negative" in str(error):
            raise InsufficientFunds(key) from error
        raise


def booked(key: str) -> bool:
    """Whether a transfer with this idempotency key exists."""
    return Transfer.objects.filter(idempotency_key=key).exists()


def balance(kind: Kind, **owner: int) -> int:
    """Return the balance in cents of an account, 0 when it was never opened."""
    rows = Account.objects.filter(kind=kind, **{f"{name}_id": pk for name, pk in owner.items()})
    return rows.values_list("balance_cents", flat=True).first() or 0


def _booked_before(key: str, digest: bytes) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, payload_hash FROM payouts_transfer WHERE idempotency_key = %s", (key,)
        )
        transfer, booked = cursor.fetchone()
    if bytes(booked) != digest:
        raise IdempotencyConflict(key)
    return int(transfer)


def _payload_hash(kind: str, legs: list[tuple[int, int]]) -> bytes:
    return hashlib.sha256(json.dumps([kind, legs]).encode()).digest()


_FIND = """
SELECT id FROM payouts_account
WHERE kind = %s AND currency = 'EUR'
  AND organisation_id IS NOT DISTINCT FROM %s
  AND campaign_id IS NOT DISTINCT FROM %s
  AND influencer_id IS NOT DISTINCT FROM %s
"""
_OPEN = """
INSERT INTO payouts_account (kind, currency, organisation_id, campaign_id, influencer_id)
VALUES (%s, 'EUR', %s, %s, %s) ON CONFLICT DO NOTHING
"""
_TRANSFER = """
INSERT INTO payouts_transfer (kind, idempotency_key, payload_hash, memo, reverses_id)
VALUES (%s, %s, %s, %s, %s) ON CONFLICT (idempotency_key) DO NOTHING RETURNING id
"""
_ENTRIES = """
INSERT INTO payouts_entry (transfer_id, account_id, currency, amount_cents)
SELECT %s, account.id, account.currency, leg.cents
FROM unnest(%s::bigint[], %s::bigint[]) AS leg (account_id, cents)
JOIN payouts_account account ON account.id = leg.account_id
ORDER BY account.id
"""
