"""The legal pages, in versions, and who accepted which."""
