from rest_framework.routers import SimpleRouter

from campaigns.api.views import CampaignViewSet, ClaimViewSet

router = SimpleRouter()
router.register("campaigns", CampaignViewSet, basename="api-campaign")
router.register("claims", ClaimViewSet, basename="api-claim")
urlpatterns = router.urls
