"""Celery: PostgreSQL is the queue of record, Celery is woken to work on it.

Every task is idempotent and delivery is at least once. Without acks_late and
reject_on_worker_lost together, the death of a child process would lose its task.
"""

from datetime import timedelta
from typing import Any

from celery.schedules import crontab

from marketplace import broker
from marketplace.settings.environment import FRANC_DATA, env

# Seconds; below the visibility timeout, or a slow task would run twice at once.
TASK_TIME_LIMIT = broker.VISIBILITY_TIMEOUT * 2 // 3

CELERY_BROKER_URL: str = env.str("CELERY_BROKER_URL", default="")
OVER_AMQP = CELERY_BROKER_URL.startswith("amqp")
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = broker.RABBITMQ if OVER_AMQP else broker.VALKEY
CELERY_BROKER_HEARTBEAT = broker.HEARTBEAT
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker never gives up: nobody would start it again
CELERY_TASK_QUEUES = [broker.queue()] if OVER_AMQP else None
CELERY_TASK_DEFAULT_QUEUE = broker.QUEUE
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
# A task over its time limit is delivered again, as one whose process died: marketplace/parking/
# counts its runs and ends the circle.
CELERY_TASK_ACKS_ON_TIMEOUT = False
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = TASK_TIME_LIMIT
CELERY_TASK_SOFT_TIME_LIMIT = TASK_TIME_LIMIT - 60
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False  # nobody uses it, and it may end workers
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULER = "marketplace.once_a_period:OnceAPeriod"
CELERY_BEAT_SCHEDULE_FILENAME = str(FRANC_DATA / "beat")


def every(task: str, period: timedelta) -> dict[str, Any]:
    """A recurring task; one not begun before the next is due is dropped, never queued up."""
    seconds = period.total_seconds()
    return {"task": task, "schedule": seconds, "options": {"expires": seconds}}


def nightly(task: str, *, minute: int) -> dict[str, Any]:
    """A task of the small hours, at 02:`minute` UTC."""
    return {"task": task, "schedule": crontab(hour="2", minute=str(minute))}


CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "judge": every("campaigns.judge", timedelta(seconds=10)),
    "settle what is overdue": every("payouts.sweep", timedelta(seconds=10)),
    "gather cases": every("campaigns.gather_cases", timedelta(minutes=3)),
    "take back what was decided": every("payouts.wake_decided", timedelta(minutes=5)),
    "release holds": every("payouts.release_holds", timedelta(minutes=1)),
    "end campaigns": every("campaigns.end_due", timedelta(minutes=1)),
    "start approved campaigns": every("payouts.start_all_approved", timedelta(minutes=1)),
    "close campaigns": every("payouts.close_finished", timedelta(minutes=1)),
    "maintain partitions": every("campaigns.maintain_partitions", timedelta(hours=1)),
    "purge secrets": every("campaigns.purge_secrets", timedelta(hours=1)),
    "purge clicks": nightly("campaigns.purge_clicks", minute=50),
    "low funds": every("campaigns.tell_of_low_funds", timedelta(minutes=10)),
    "landing pages": every("campaigns.watch_landings", timedelta(minutes=5)),
    "let messages out": every("campaigns.let_out_due", timedelta(minutes=1)),
    "lists of networks": nightly("campaigns.load_packaged_lists", minute=20),
    "patterns": every("campaigns.look", timedelta(hours=1)),
    "patterns of all clicks": nightly("campaigns.look_at_all", minute=5),
    "same handles": nightly("accounts.find_same_handles", minute=30),
    "same devices": nightly("campaigns.find_same_devices", minute=35),
    "same bank accounts": nightly("payouts.find_same_ibans", minute=40),
    "exports left behind": every("personal_data.wake_overdue", timedelta(minutes=1)),
    "proofs left behind": every("accounts.wake_overdue", timedelta(minutes=1)),
    "what was lost with its process": every("parking.take_up_lost", timedelta(minutes=10)),
    "departures that waited": every("personal_data.finish_departures", timedelta(minutes=10)),
    "purge exports": every("personal_data.purge", timedelta(hours=1)),
    "audit": {"task": "payouts.nightly_audit", "schedule": crontab(hour="3", minute="15")},
}
