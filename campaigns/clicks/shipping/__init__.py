"""Step 3 of the way of a click: bring it from the spool to PostgreSQL, without its address."""
