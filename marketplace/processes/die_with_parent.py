"""Child processes that cannot outlive their parent, even when it is killed with -9."""

import ctypes
import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

# prctl(2). Loaded before any fork: between fork and exec nothing may be imported.
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True)


def die_with_parent(parent: int, number: int) -> None:
    """Ask the kernel to send `number` to this process when the parent's thread ends."""
    LIBC.prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)
    if os.getppid() != parent:  # it ended before the kernel was asked
        os.kill(os.getpid(), number)


def end_with_server(server: int) -> None:
    """In a child that a server has forked: end with it, also in the moment in which it starts.

    It inherits the server's handler of SIGTERM, which ends nothing here: a child whose server was
    killed meanwhile would listen for ever, beside the next server on that port.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    die_with_parent(server, signal.SIGTERM)


def put_off_ending() -> None:
    """Keep SIGTERM until `end_if_asked`: a loop that does not run yet would lose it."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})


def end_if_asked() -> None:
    """Hear it again, once the loop runs; for the thread that put it off."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})


def start(
    command: Sequence[str | Path],
    *,
    log: IO[bytes] | int | None = None,
    output: IO[bytes] | None = None,
    env: Mapping[str, str] | None = None,
    at_death: signal.Signals = signal.SIGTERM,
    before: Callable[[], None] | None = None,
) -> "subprocess.Popen[bytes]":
    """Start a child in a session of its own, so that Ctrl-C reaches only us.

    `output` takes what it prints, where `log` would take that and its errors. `before` runs in the
    child ahead of everything, for giving up privileges: changing the user clears the death signal,
    which is why it is set after. Call from the main thread: the death signal follows the thread
    that forked.
    """
    parent = os.getpid()

    def prepare() -> None:
        if before is not None:
            before()
        die_with_parent(parent, at_death)

    return subprocess.Popen(
        [os.fspath(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=log if output is None else output,
        stderr=subprocess.STDOUT if log is not None else None,
        env=dict(env) if env is not None else None,
        start_new_session=True,
        preexec_fn=prepare,
    )


def stop(
    child: "subprocess.Popen[bytes]", number: signal.Signals = signal.SIGTERM, patience: float = 15
) -> None:
    """End a child: ask with `number`, insist with SIGKILL after `patience` seconds."""
    if child.poll() is not None:
        return
    child.send_signal(number)
    try:
        child.wait(patience)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
