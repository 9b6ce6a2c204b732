"""Who the sponsor is: a number in a public register, and control of the landing domain."""
