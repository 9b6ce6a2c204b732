"""Search everything that lasts for an address, in whichever form it may have been written."""

from __future__ import annotations

import base64
import ipaddress
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from threading import Thread
from urllib.parse import quote, unquote, urlsplit

import redis
from psycopg2.extensions import connection as Connection  # noqa: N812  a class, lower case there

from tests.harness.cluster import Cluster

Places = dict[str, bytes]


def forms(address: str) -> set[bytes]:
    """Return the ways in which an address may have been written down, in lower case.

    What may be kept, a /24 or a /48, is none of them.
    """
    ip = ipaddress.ip_address(address)
    texts = {str(ip), ip.exploded, quote(str(ip), safe=""), ip.packed.hex(), str(int(ip))}
    texts.add(base64.b64encode(ip.packed).decode().rstrip("="))
    texts.add(":".join(f"{byte:02x}" for byte in ip.packed))
    if isinstance(ip, ipaddress.IPv4Address):
        texts.add(f"{ip.packed[:2].hex()}:{ip.packed[2:].hex()}")  # as the end of an IPv6 address
    else:
        texts.add(":".join(ip.exploded.split(":")[3:]))  # its beginning cut off
    return {ip.packed, *(text.lower().encode() for text in texts)}


def found(places: Places, addresses: list[str]) -> list[tuple[str, str, bytes]]:
    """Return where which address is, and what stands around it."""
    return [
        (place, address, content[max(at - 60, 0) : at + 60])
        for place, content in ((name, text.lower()) for name, text in places.items())
        for address in addresses
        for form in forms(address)
        for at in [content.find(form.lower())]
        if at >= 0
    ]


def tables(db: Connection) -> Places:
    """Every table, as a dump would write it: as text, and in binary."""
    places: Places = {}
    with db.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        )
        for (table,) in cursor.fetchall():
            for form in ("text", "binary"):
                content = BytesIO()
                cursor.copy_expert(
                    f"COPY (SELECT * FROM {table}) TO STDOUT (FORMAT {form})", content
                )
                places[f"{table} ({form})"] = content.getvalue()
    return places


def files(folder: Path) -> Places:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@contextmanager
def overheard(cluster: Cluster) -> Iterator[Places]:
    """Hear every command that is sent to Valkey: the broker's messages and what is cached."""
    url = urlsplit(cluster.environment["CELERY_BROKER_URL"])
    heard: list[str] = []
    client = redis.Redis(unix_socket_path=unquote(url.path))
    places: Places = {}
    with client.monitor() as monitor:  # type: ignore[no-untyped-call]
        listener = Thread(target=_listen, args=(monitor, heard), daemon=True)
        listener.start()
        try:
            yield places
        finally:
            client.echo("that was all")
            listener.join(10)
    places["Valkey"] = "\n".join(heard).encode(errors="replace")


def _listen(monitor: redis.client.Monitor, heard: list[str]) -> None:
    for command in monitor.listen():  # type: ignore[no-untyped-call]
        heard.append(str(command["command"]))
        if "that was all" in heard[-1]:
            return


def server_logs() -> Places:
    """What PostgreSQL and Valkey themselves logged, statements that failed included."""
    return files(Path(os.environ["FRANC_DATA"]) / "log")
