"""A database that nobody gets into for a while."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from tests.harness.cluster import Cluster, in_database


@contextmanager
def away(cluster: Cluster) -> Iterator[None]:
    """Nobody gets into the database."""
    with cluster.connect(in_database(cluster.superuser_url, "postgres")).cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {cluster.name} ALLOW_CONNECTIONS false")
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [cluster.name],
        )
        connection.close()  # ours was cut, too
        yield
        cursor.execute(f"ALTER DATABASE {cluster.name} ALLOW_CONNECTIONS true")
