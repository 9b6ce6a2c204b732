"""Export what is known of a person: a worker makes it, it is theirs for seven days."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace import encryption, outbox
from marketplace.accounts.models import User
from marketplace.notifications.models import Topic
from marketplace.notifications.notices import notify
from marketplace.paris_days import end_of_day_after
from marketplace.personal_data.models import Export
from marketplace.personal_data.registry import rooms

DAYS_KEPT = 7
OVERDUE = timedelta(minutes=1)  # long before the broker gives up a killed worker


def ask_for_export(user: User) -> Export:
    """Ask for an export; while one is being made it is that one, and a new one replaces an old."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        making = Export.objects.filter(user=user, ready_at=None).first()
        if making:
            return making
        Export.objects.filter(user=user).delete()
        asked = Export.objects.create(user=user, total=len(rooms()))
        outbox.put("personal_data.export", export_id=asked.pk)
    return asked


def make_export(export_id: int) -> None:
    """Make the export, unless it was made before or its owner left; say so when it is ready."""
    export = Export.objects.filter(pk=export_id, ready_at=None).select_related("user").first()
    if export is None:
        return
    content = encryption.wrap(_zipped(export))
    with transaction.atomic():
        ready = Export.objects.filter(pk=export_id, ready_at=None).update(
            content=content, ready_at=Now(), expires_at=end_of_day_after(timezone.now(), DAYS_KEPT)
        )
        if ready:
            _say_ready(export.user)


def wake_overdue() -> int:
    """Have the exports made that a killed worker left behind; return how many were asked anew."""
    with transaction.atomic():
        left = Export.objects.filter(ready_at=None, created_at__lt=Now() - OVERDUE)
        waiting = list(left.values_list("pk", flat=True))
        for pk in waiting:
            outbox.put("personal_data.export", export_id=pk)
    return len(waiting)


def latest(user: User) -> Export | None:
    """Return the export that `user` can follow or fetch, without its content."""
    return Export.objects.filter(user=user).exclude(expires_at__lt=Now()).defer("content").first()


def content_of(user: User) -> bytes | None:
    """Return the zip that is ready and not expired."""
    export = Export.objects.filter(user=user, expires_at__gte=Now()).first()
    return encryption.unwrap(bytes(export.content)) if export and export.content else None


def delete_expired() -> int:
    return Export.objects.filter(expires_at__lt=Now()).delete()[0]


def _zipped(export: Export) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for done, (name, room) in enumerate(rooms().items(), start=1):
            known = json.dumps(
                room.know(export.user), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2
            )
            archive.writestr(f"{name}.json", known)
            Export.objects.filter(pk=export.pk).update(done=done)
    return buffer.getvalue()


def _say_ready(user: User) -> None:
    notify(
        user,
        _("Your data is ready"),
        [_("You can download it for seven days.")],
        reverse("personal_data:data"),
        _("Download my data"),
        topic=Topic.REMINDER,
    )
