"""How clicks are let go: partitions by day, purges, sealed totals."""
