"""How clicks are deleted: partitions by day, purges, sealed totals."""
