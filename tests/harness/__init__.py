"""What tests run on: servers of their own, databases made from a template, real processes."""
