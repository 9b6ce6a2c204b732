"""Step 2 of the way of a click: write it down durably, in the spool of the host."""
