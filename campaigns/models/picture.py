"""Pictures of a campaign, which influencers may use."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign
from marketplace.models import Dated
from marketplace.names import NameField


class Picture(Dated):
    """`image` is a JPEG that we drew again from what was uploaded: without metadata.

    `width` and `height` are in pixels; `words` say what is seen (for who cannot see it).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="pictures")
    image = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    words = NameField(_("what is seen"), max_length=200, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(width__gte=1, height__gte=1), name="picture_has_a_size"
            ),
        ]

    def __str__(self) -> str:
        return self.words or str(self.id)
