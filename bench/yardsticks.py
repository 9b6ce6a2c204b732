"""What the pipeline is measured against, on the same server and in the same rounds."""

from __future__ import annotations

import os
import subprocess
from contextlib import closing
from io import StringIO
from time import perf_counter

import psycopg2

from marketplace.embedded.postgres import Postgres
from marketplace.processes.binaries import postgres_folder

CLIENTS = 8


class Pgbench:
    """tpcb-like at scale 10 in a database beside ours, on the same server."""

    def __init__(self, postgres: Postgres) -> None:
        self.url = postgres.url(database="pgbench")
        self.program = postgres_folder() / "pgbench"
        self.call("--initialize", "--quiet", "--scale", "10")

    def transactions_a_second(self, seconds: int) -> float:
        said = self.call("--client", str(CLIENTS), "--time", str(seconds), "--no-vacuum")
        line = next(line for line in said.splitlines() if line.startswith("tps = "))
        return float(line.split()[2])

    def call(self, *arguments: str) -> str:
        command = [os.fspath(self.program), *arguments, self.url]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr)
        return str(done.stdout)


class PlainCopy:
    """COPY in text of rows as wide as a click, 10,000 a transaction, into a table with its key."""

    ROW = "\t{}\tfr-FR,fr,en\twww.facebook.com\t2001:db8:1::/48\t" + "\t".join(["0" * 32] * 2)
    BATCH = 10_000

    def __init__(self, url: str) -> None:
        self.url = url
        self.next = 0
        with closing(psycopg2.connect(url)) as db, db, db.cursor() as cursor:
            cursor.execute(
                "CREATE TABLE bench_copy (id bigint PRIMARY KEY, link_id bigint, languages text,"
                " referrer text, prefix text, visitor_day text, visitor_period text)"
            )

    def rows_a_second(self, rows: int) -> float:
        """Copy as many; the rows are made before the clock runs."""
        files = [self._file() for _ in range(rows // self.BATCH or 1)]
        with closing(psycopg2.connect(self.url)) as db, db.cursor() as cursor:
            began = perf_counter()
            for file in files:
                cursor.copy_expert("COPY bench_copy FROM STDIN", file)
                db.commit()
            return len(files) * self.BATCH / (perf_counter() - began)

    def _file(self) -> StringIO:
        first, self.next = self.next, self.next + self.BATCH
        return StringIO(
            "".join(
                f"{number}{self.ROW.format(number % 200)}\n" for number in range(first, self.next)
            )
        )
