"""Read-only: a brand sees its campaigns and their claims, an influencer their own claims."""

from __future__ import annotations

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.api.serializers import (
    CampaignSerializer,
    ClaimSerializer,
    ClickTotalsSerializer,
)
from campaigns.figures import click_figures
from campaigns.models import Campaign, Claim
from marketplace.accounts.models import User


class Readable(mixins.ListModelMixin, mixins.RetrieveModelMixin):
    """Lists and single objects; nothing is written here."""


class CampaignViewSet(Readable, viewsets.GenericViewSet[Campaign]):
    """Campaigns whose sponsor or buyer you act for."""

    serializer_class = CampaignSerializer
    filterset_fields = ["status"]
    queryset = Campaign.objects.none()

    def get_queryset(self) -> QuerySet[Campaign]:
        if not isinstance(self.request.user, User):
            return Campaign.objects.none()
        return Campaign.objects.of(self.request.user).select_related("sponsor", "buyer")

    @extend_schema(responses=ClickTotalsSerializer)
    @action(detail=True, filter_backends=[], pagination_class=None)
    def clicks(self, request: Request, pk: str | None = None) -> Response:
        """What became of the campaign's clicks, by outcome and reason."""
        claims = self.get_object().claims.values_list("pk", flat=True)
        return Response(ClickTotalsSerializer(click_figures.claim_counts(claims)).data)


class ClaimViewSet(Readable, viewsets.GenericViewSet[Claim]):
    """Your claims as an influencer, or those of the campaigns that you act for."""

    serializer_class = ClaimSerializer
    filterset_fields = ["campaign"]
    queryset = Claim.objects.none()

    def get_queryset(self) -> QuerySet[Claim]:
        user = self.request.user
        if not isinstance(user, User):
            return Claim.objects.none()
        mine = Claim.objects.visible_to(user)
        return mine.select_related("influencer").prefetch_related("links")

    @extend_schema(responses=ClickTotalsSerializer)
    @action(detail=True, filter_backends=[], pagination_class=None)
    def clicks(self, request: Request, pk: str | None = None) -> Response:
        """What became of the claim's clicks, by outcome and reason."""
        return Response(
            ClickTotalsSerializer(click_figures.claim_counts([self.get_object().pk])).data
        )
