"""Accounts of the ledger, transfers, holds and payouts in /admin/, to be looked up."""

from marketplace.administration.read_only_tables import read
from payouts.models import Account, Hold, Payout, PayoutAccount, PayoutRun, Transfer

read(Account, ("id", "kind"), filters=("kind",))
read(
    Transfer,
    ("id", "kind", "idempotency_key", "memo"),
    search=("idempotency_key", "memo"),
    filters=("kind",),
)
read(Hold, ("claim_id", "cents", "due_at"))
read(
    Payout,
    ("influencer", "run_id", "cents", "iban_masked"),
    search=("influencer__display_name",),
    follow=("influencer",),
)
read(
    PayoutAccount,
    ("influencer", "holder", "iban_masked", "changed_at"),
    search=("influencer__display_name", "holder"),
    follow=("influencer",),
)
read(PayoutRun, ("id", "status", "total_cents", "created_by", "sent_at"), filters=("status",),
     follow=("created_by",))  # fmt: skip
