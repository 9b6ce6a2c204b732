"""A production of many hosts on one machine, each with an address of its own, cut off in turn."""
