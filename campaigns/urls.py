from django.urls import path, register_converter

from campaigns.drafts.steps import StepConverter
from campaigns.views import brand, changing, desk, drafting, influencer, people, public

register_converter(StepConverter, "step")

app_name = "campaigns"
urlpatterns = [
    path("campaigns/", brand.campaign_list, name="campaign_list"),
    path("campaigns/new/", drafting.campaign_create, name="campaign_create"),
    path("campaigns/estimate/", drafting.campaign_estimate, name="campaign_estimate"),
    path("campaigns/<int:pk>/", brand.campaign, name="campaign"),
    path("campaigns/<int:pk>/live/", brand.campaign_live, name="campaign_live"),
    path("campaigns/<int:pk>/edit/", drafting.campaign_edit, name="campaign_edit"),
    path("campaigns/<int:pk>/edit/<step:step>/", drafting.campaign_step, name="campaign_step"),
    path("campaigns/<int:pk>/landing/", drafting.campaign_landing, name="campaign_landing"),
    path(
        "campaigns/<int:pk>/landing/again/",
        drafting.campaign_look_again,
        name="campaign_look_again",
    ),
    path("campaigns/<int:pk>/pictures/", drafting.picture_add, name="picture_add"),
    path(
        "campaigns/<int:pk>/pictures/<uuid:picture>/remove/",
        drafting.picture_remove,
        name="picture_remove",
    ),
    path("campaigns/<int:pk>/duplicate/", drafting.campaign_duplicate, name="campaign_duplicate"),
    path("campaigns/<int:pk>/change/", changing.campaign_change, name="campaign_change"),
    path("campaigns/<int:pk>/people/", people.campaign_people, name="campaign_people"),
    path("changes/<int:pk>/withdraw/", changing.amendment_withdraw, name="amendment_withdraw"),
    path("requests/<int:pk>/", people.request_decide, name="request_decide"),
    path("messages/<int:pk>/", people.message_decide, name="message_decide"),
    path("claims/<int:pk>/dispute/", people.dispute_open, name="dispute_open"),
    path("disputes/<int:pk>/withdraw/", people.dispute_withdraw, name="dispute_withdraw"),
    path("pictures/<uuid:picture>/", drafting.picture, name="picture"),
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
