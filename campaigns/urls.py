from django.urls import path

from campaigns.views import brand, claims, desk, finding, linking, posting, public, writing

app_name = "campaigns"
urlpatterns = [
    path("campaigns/", brand.campaign_list, name="campaign_list"),
    path("campaigns/new/", brand.campaign_create, name="campaign_create"),
    path("campaigns/estimate/", brand.campaign_estimate, name="campaign_estimate"),
    path("campaigns/<int:pk>/", brand.campaign, name="campaign"),
    path("campaigns/<int:pk>/live/", brand.campaign_live, name="campaign_live"),
    path("campaigns/<int:pk>/edit/", brand.campaign_edit, name="campaign_edit"),
    path("campaigns/<int:pk>/move/", brand.campaign_move, name="campaign_move"),
    path("find/", finding.find, name="find"),
    path("find/<int:pk>/", finding.offer, name="offer"),
    path("find/<int:pk>/claim/", finding.claim_create, name="claim_create"),
    path("find/<int:pk>/ask/", finding.join_ask, name="join_ask"),
    path("find/<int:pk>/withdraw/", finding.join_withdraw, name="join_withdraw"),
    path("links/", claims.claim_list, name="claim_list"),
    path("links/<int:pk>/", claims.claim, name="claim"),
    path("links/<int:pk>/live/", claims.claim_live, name="claim_live"),
    path("links/<int:pk>/leave/", claims.claim_leave, name="claim_leave"),
    path("links/<int:pk>/message/", writing.message, name="message"),
    path("links/<int:pk>/post/", posting.post_create, name="post_create"),
    path("links/<int:pk>/more/", linking.link_add, name="link_add"),
    path("codes/<str:code>/name/", linking.link_rename, name="link_rename"),
    path("codes/<str:code>/qr.png", linking.link_qr, {"kind": "png"}, name="link_png"),
    path("codes/<str:code>/qr.svg", linking.link_qr, {"kind": "svg"}, name="link_svg"),
    path("posts/", posting.post_list, name="post_list"),
    path("l/<str:code>/", public.link, name="link"),
    path("review/", desk.desk, name="desk"),
    path("review/posts/<int:pk>/", desk.review_post, name="review_post"),
]
