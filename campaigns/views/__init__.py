"""Pages of campaigns: one file a page, or the few pages of one act; `desk` is the reviewer's."""
