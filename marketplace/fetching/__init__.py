"""Ask a page of somebody else's without becoming their way into our network."""
