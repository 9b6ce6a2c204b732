"""bin/manage: one management command against the embedded servers, which it starts if need be."""

import os
import sys

from marketplace.embedded.addresses import noted_ports
from marketplace.embedded.folder import Folder
from marketplace.embedded.servers import shared_servers

NEEDS_NO_TABLES = {"migrate", "makemigrations", "check", "translations", "collectstatic", "help"}


def main(arguments: list[str]) -> None:
    if os.environ.get("DATABASE_URL") and os.environ.get("CELERY_BROKER_URL"):
        run(arguments)
        return
    folder = Folder.from_environment().make()
    with shared_servers(folder, "bin/manage") as servers:
        os.environ.update(servers.environment(noted_ports(folder)))
        if servers.fresh and not NEEDS_NO_TABLES.intersection(arguments[:1]):
            run(["migrate", "--verbosity", "0"])
        run(arguments)


def run(arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["bin/manage", *arguments])


if __name__ == "__main__":
    main(sys.argv[1:])
