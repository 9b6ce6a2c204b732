"""The demo: people, promises and traffic that never were, through the real way of a click."""
