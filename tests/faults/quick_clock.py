"""The settings of a clock whose recurring tasks come every second."""

from tests.settings import *  # noqa: F403

CELERY_BEAT_SCHEDULE = {"judge": {"task": "campaigns.judge", "schedule": 1.0}}
