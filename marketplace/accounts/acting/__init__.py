"""Staff sees the site as a person does, to help them: said on every page, written down."""
