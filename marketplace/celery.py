"""The Celery application: `celery -A marketplace worker` and `beat`; the relay sends through it."""

import logging.config
import os
import signal
from typing import Any

from celery import Celery
from celery.signals import setup_logging, task_unknown, worker_init, worker_process_init
from django.conf import settings

from marketplace import kombu_unconfirmed
from marketplace.processes import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
# Django's checks load every page; `migrate` has made them before any worker starts.
os.environ.setdefault("CELERY_SKIP_CHECKS", "yes")
kombu_unconfirmed.install()
# By name: the models behind it cannot be imported yet.
app = Celery("marketplace", task_cls="marketplace.parking.counted:CountedTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect(weak=False)
def log_like_the_site(**_: Any) -> None:
    """Celery would set up logging of its own."""
    logging.config.dictConfig(settings.LOGGING)


@worker_process_init.connect(weak=False)
def die_with_the_worker(**_: Any) -> None:
    """A child of a killed worker would go on with a task that another worker is given again."""
    die_with_parent.die_with_parent(os.getppid(), signal.SIGKILL)


@worker_init.connect(weak=False)
def limit_the_worker(**_: Any) -> None:
    """Before its children are forked."""
    from marketplace.apply_time_limits import limit

    limit("worker")


@task_unknown.connect(weak=False)
def park_unknown(name: str, message: Any, **more: Any) -> None:
    """Celery would only log it: the work would be lost."""
    from marketplace.parking import unknown

    unknown.refuse(name, more["id"], message)
