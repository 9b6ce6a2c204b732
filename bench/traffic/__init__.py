"""Honest and fraudulent traffic with known truth, all of it drawn from one seed.

Written from the words of the published rules and of those who cheat, not from the code that looks
for them. What the description leaves open is drawn for each seed (parameters.py), so that no seed
looks like another; labels never reach the log.
"""
