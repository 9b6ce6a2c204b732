"""Age the demo by two weeks: what the ended campaign earned is out of its hold.

Only the database's clock decides when a hold is over, so the demo moves the due times, which
it may as the owner of the tables; the release itself is the product's own.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connections

from campaigns.models import Campaign, Claim
from marketplace.accounts.models import Influencer
from marketplace.array_literals import array
from payouts import bank_accounts, holds
from payouts.models import PayoutAccount

IBAN = "FR1420041010050500013M02606"  # the example of the IBAN registry


def age(campaigns: Sequence[Campaign]) -> None:
    """Make the holds of ended campaigns due, release them, and give every second a bank account."""
    ended = [c.pk for c in campaigns if c.status == Campaign.Status.ENDED]
    with connections["owner"].cursor() as cursor:
        cursor.execute(_DUE, [array(ended)])
    while holds.release_due():
        pass
    paid = Claim.objects.filter(campaign__in=ended, released_cents__gt=0)
    for number, claim in enumerate(paid.select_related("influencer").order_by("influencer")):
        if number % 2 == 0:
            _give_account(claim.influencer)


def _give_account(influencer: Influencer) -> None:
    account = PayoutAccount(
        influencer=influencer, holder=influencer.display_name, street="1 rue de l’Exemple",
        postcode="69001", city="Lyon",
    )  # fmt: skip
    bank_accounts.set_iban(account, IBAN)
    account.save()


_DUE = """
UPDATE payouts_hold SET due_at = now() WHERE released_by_id IS NULL AND claim_id IN (
    SELECT id FROM campaigns_claim WHERE campaign_id = ANY(%s::bigint[]))
"""
