from django.urls import path

from campaigns.views import brand, desk, influencer, public

app_name = "campaigns"
urlpatterns = [
    path("campaigns/", brand.campaign_list, name="campaign_list"),
    path("campaigns/new/", brand.campaign_create, name="campaign_create"),
    path("campaigns/estimate/", brand.campaign_estimate, name="campaign_estimate"),
    path("campaigns/<int:pk>/", brand.campaign, name="campaign"),
    path("campaigns/<int:pk>/live/", brand.campaign_live, name="campaign_live"),
    path("campaigns/<int:pk>/edit/", brand.campaign_edit, name="campaign_edit"),
    path("campaigns/<int:pk>/move/", brand.campaign_move, name="campaign_move"),
    path("find/", influencer.find, name="find"),
    path("find/<int:pk>/", influencer.offer, name="offer"),
    path("find/<int:pk>/claim/", influencer.claim_create, name="claim_create"),
    path("links/", influencer.claim_list, name="claim_list"),
    path("links/<int:pk>/", influencer.claim, name="claim"),
    path("links/<int:pk>/live/", influencer.claim_live, name="claim_live"),
    path("links/<int:pk>/message/", influencer.message, name="message"),
    path("links/<int:pk>/post/", influencer.post_create, name="post_create"),
    path("l/<str:code>/", public.link, name="link"),
    path("review/", desk.desk, name="desk"),
    path("review/posts/<int:pk>/", desk.review_post, name="review_post"),
]
