"""Shapes of the API. Money is integer euro cents excluding VAT; times are UTC."""

from __future__ import annotations

from datetime import UTC
from typing import ClassVar

from django.db import models
from rest_framework import serializers

from campaigns.models import Campaign, Claim


class UtcDateTimeField(serializers.DateTimeField):
    """A moment for programs, whatever the clock of the pages."""

    timezone = UTC


class CampaignSerializer(serializers.ModelSerializer[Campaign]):
    sponsor = serializers.CharField(source="sponsor.name", read_only=True)
    buyer = serializers.CharField(source="buyer.name", read_only=True)

    class Meta:
        model = Campaign
        fields = [
            "id", "title", "sponsor", "buyer", "status", "landing_url", "rate_cents", "cap_cents",
            "budget_cents", "fee_bps", "earned_cents", "fee_cents", "spent_cents", "paid_clicks",
            "set_aside_clicks", "set_aside_cents",
            "starts_on", "ends_on", "hold_days", "required_words",
        ]  # fmt: skip
        read_only_fields = fields


class ClaimSerializer(serializers.ModelSerializer[Claim]):
    serializer_field_mapping: ClassVar = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.DateTimeField: UtcDateTimeField,
    }
    influencer = serializers.CharField(source="influencer.display_name", read_only=True)
    links = serializers.SerializerMethodField()

    class Meta:
        model = Claim
        fields = [
            "id", "campaign", "influencer", "rate_cents", "cap_cents", "accrued_cents",
            "released_cents", "paid_clicks", "set_aside_clicks", "set_aside_cents", "links",
            "created_at",
        ]  # fmt: skip
        read_only_fields = fields

    def get_links(self, claim: Claim) -> list[str]:
        return [link.url for link in claim.links.all()]


class ClickTotalsSerializer(serializers.Serializer[object]):
    """received = paid + held + unpaid; `settling`, a matter of seconds, are part of held.

    Reasons are codes. `held_by_reason` are clicks that a person decides.
    """

    received = serializers.IntegerField()
    paid = serializers.IntegerField()
    held = serializers.IntegerField()
    unpaid = serializers.IntegerField()
    settling = serializers.IntegerField()
    unpaid_by_reason = serializers.DictField(child=serializers.IntegerField())
    held_by_reason = serializers.DictField(child=serializers.IntegerField())
