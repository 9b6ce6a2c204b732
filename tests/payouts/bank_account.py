"""The bank account of an influencer who is to be paid."""

from __future__ import annotations

from campaigns.models import Link
from payouts import bank_accounts
from payouts.models import PayoutAccount

IBAN = "FR1420041010050500013M02606"  # the registry's example


def with_account(link: Link) -> PayoutAccount:
    account = PayoutAccount(
        influencer=link.claim.influencer, holder="Élodie Tremblay-Ünal", street="1 rue du Lac",
        postcode="69001", city="Lyon", country="FR",
    )  # fmt: skip
    bank_accounts.set_iban(account, bank_accounts.check_iban(IBAN))
    account.save()
    return account
