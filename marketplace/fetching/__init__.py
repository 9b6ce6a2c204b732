"""Fetch pages that strangers name, safe from server-side request forgery."""
