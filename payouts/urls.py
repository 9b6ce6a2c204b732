from django.urls import path

from payouts.views import brand, finance, influencer, launching

app_name = "payouts"
urlpatterns = [
    path("earnings/", influencer.earnings, name="earnings"),
    path("earnings/account/", influencer.payout_account, name="payout_account"),
    path("funds/", brand.funds, name="funds"),
    path("payouts/", finance.run_list, name="run_list"),
    path("payouts/new/", finance.run_create, name="run_create"),
    path("payouts/<int:pk>/file/", finance.run_file, name="run_file"),
    path("payouts/<int:pk>/sent/", finance.run_sent, name="run_sent"),
    path("payouts/top-ups/", finance.top_ups, name="top_ups"),
    path("review/campaigns/<int:pk>/", launching.review_campaign, name="review_campaign"),
]
