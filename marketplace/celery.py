"""The Celery application: `celery -A marketplace worker` and `beat`; the relay sends through it."""

import logging.config
import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
app = Celery("marketplace")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect(weak=False)
def log_like_the_site(**_: Any) -> None:
    """Celery would set up logging of its own."""
    logging.config.dictConfig(settings.LOGGING)
