"""Step 4 of the way of a click: pass A, one click at a time, and every later verdict."""
