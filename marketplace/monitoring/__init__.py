"""/metrics: what Prometheus reads of the site, a constant number of cheap questions a scrape."""
