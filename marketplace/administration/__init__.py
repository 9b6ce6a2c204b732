"""/admin/: the main tables, to be looked up by staff with a second factor, never changed."""
