"""Run the redirect of a host: `python -m campaigns.clicks.redirect --port 8001 [--workers 2]`."""

from campaigns.clicks.redirect import listener_options, serve_listener
from campaigns.clicks.redirect.answer_visitors import Listener

if __name__ == "__main__":
    serve_listener.serve(listener_options.read_options(), Listener)
