"""A redirect that waits for its disk however long it takes, as the product does for two seconds.

A busy machine may be slower than that at a disk made of Python: what is answered early then is
counted and alarmed, and would be lost by a power cut as it says.
"""

from campaigns.clicks.recording import recorder
from campaigns.clicks.redirect import listener_options, serve_listener
from campaigns.clicks.redirect.answer_visitors import Listener

if __name__ == "__main__":
    recorder.STUCK_AFTER = 120.0
    serve_listener.serve(listener_options.read_options(), Listener)
