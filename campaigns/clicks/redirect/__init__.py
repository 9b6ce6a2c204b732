"""Step 1 of the way of a click: answer the visitor; `python -m campaigns.clicks.redirect`."""
