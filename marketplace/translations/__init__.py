"""The catalogue of translations: msgids are the English of the code, locale/ holds the French."""
