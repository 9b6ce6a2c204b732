"""Pages where money moves or is shown: funds, top-ups, payout runs, a campaign's launch."""
