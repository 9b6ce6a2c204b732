"""A redirect that answers without waiting for the disk: what a power cut would take from it."""

from functools import partial

from campaigns.clicks.redirect import listener_options, serve_listener
from campaigns.clicks.redirect.answer_visitors import Listener


def forget_to_sync(file: int) -> None:
    return


if __name__ == "__main__":
    serve_listener.serve(listener_options.read_options(), partial(Listener, sync=forget_to_sync))
