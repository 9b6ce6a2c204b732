"""What is owed (ledger, earnings, holds) and what is paid (payouts)."""

from payouts.models.earning import ClickEarning, Hold, SetAside
from payouts.models.last_balance import LastPayout, Waiver
from payouts.models.ledger import Account, Entry, Transfer
from payouts.models.payout import Payout, PayoutAccount, PayoutRun
from payouts.models.top_up import TopUp

__all__ = [
    "Account",
    "ClickEarning",
    "Entry",
    "Hold",
    "LastPayout",
    "Payout",
    "PayoutAccount",
    "PayoutRun",
    "SetAside",
    "TopUp",
    "Transfer",
    "Waiver",
]
