"""A host that is cut off closes no connection: both sides notice it all the same.

Real namespaces, a real database over TCP, packets that vanish. The whole production on hosts of
its own is `bin/bench hosts`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.many_hosts.wire import INSIDE, enter

# Seconds, on any machine; without the settings of marketplace/tcp_keepalive.py a server notices
# after two hours. The bench says how soon it is.
LIMIT = 240
INSIDE_NAMESPACES = """
import json, subprocess, sys, time
from pathlib import Path
import psycopg2
from bench.many_hosts.database import FarPostgres
from bench.many_hosts.production import wait_for
from bench.many_hosts.wire import Wire
from marketplace.embedded.folder import Folder
from marketplace.processes import die_with_parent

wire = Wire(["worker1", "database"])
wire.connect()
postgres = FarPostgres(Folder(Path(sys.argv[1])).make(), wire)
postgres.start()
postgres.make_database()
here = psycopg2.connect(postgres.url())
here.autocommit = True

def locks():
    with here.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted")
        return cursor.fetchone()[0]

with open(sys.argv[1] + "/said", "wb") as said:
    command = [sys.executable, "-c", sys.argv[2], postgres.far_url(), sys.argv[1]]
    client = die_with_parent.start(wire.on("worker1", command), log=said)
wait_for(locks, "the lock of the client")
wire.cut("worker1")
cut = time.monotonic()
Path(sys.argv[1], "cut").touch()
wait_for(lambda: not locks(), "the server to let go of the lock", within=240)
server = time.monotonic() - cut
assert client.wait(240) == 0, Path(sys.argv[1], "said").read_text()
print(json.dumps({"server": server, "client": time.monotonic() - cut}))
postgres.stop()
"""
CLIENT = """
import sys, time
from pathlib import Path
import psycopg2
from marketplace import tcp_keepalive
db = psycopg2.connect(sys.argv[1], **tcp_keepalive.libpq())
cursor = db.cursor()
cursor.execute("SELECT pg_advisory_lock(1)")
while not Path(sys.argv[2], "cut").exists():
    time.sleep(0.05)
try:
    cursor.execute("SELECT 1")
except psycopg2.OperationalError:
    sys.exit(0)
sys.exit("it was answered, though it is cut off")
"""


def test_a_host_that_is_cut_off_gives_up_and_the_database_lets_go_of_its_locks(
    tmp_path: Path,
) -> None:
    noticed = inside(INSIDE_NAMESPACES, os.fspath(tmp_path), CLIENT)

    assert noticed["server"] < LIMIT
    assert noticed["client"] < LIMIT


def inside(code: str, *arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        enter([sys.executable, "-c", code, *arguments]),
        env={**os.environ, INSIDE: "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found
