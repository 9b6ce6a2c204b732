from django.urls import path

from payouts.views import (
    brand,
    budget,
    campaign_check,
    campaign_decision,
    finance,
    influencer,
    last_balance,
    people,
    statements,
    top_ups,
)

app_name = "payouts"
urlpatterns = [
    path("earnings/", influencer.earnings, name="earnings"),
    path("earnings/account/", influencer.payout_account, name="payout_account"),
    path("earnings/last/", last_balance.choose, name="last_balance"),
    path("campaigns/<int:pk>/check/", campaign_check.campaign_check, name="campaign_check"),
    path("campaigns/<int:pk>/budget/", budget.budget_add, name="budget_add"),
    path("campaigns/<int:pk>/end/", budget.campaign_end, name="campaign_end"),
    path("funds/", brand.funds, name="funds"),
    path("transfers/<int:pk>/cancel/", brand.top_up_cancel, name="top_up_cancel"),
    path("funds/<int:pk>/statements/", statements.statement_list, name="statement_list"),
    path("funds/<int:pk>/statements/<str:month>/", statements.statement_page, name="statement"),
    path(
        "funds/<int:pk>/statements/<str:month>/csv/", statements.statement_csv, name="statement_csv"
    ),
    path("payouts/top-ups/<int:pk>/", top_ups.top_up_book, name="top_up_book"),
    path("payouts/", finance.run_list, name="run_list"),
    path("payouts/new/", finance.run_create, name="run_create"),
    path("payouts/<int:pk>/file/", finance.run_file, name="run_file"),
    path("payouts/<int:pk>/sent/", finance.run_sent, name="run_sent"),
    path("payouts/top-ups/", top_ups.top_ups, name="top_ups"),
    path("review/campaigns/<int:pk>/", campaign_decision.review_campaign, name="review_campaign"),
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/suspend/", people.person_suspend, name="person_suspend"),
    path("people/<int:pk>/act/", people.act, name="act"),
    path("brands/<int:pk>/", people.organisation, name="organisation"),
    path("brands/<int:pk>/suspend/", people.organisation_suspend, name="organisation_suspend"),
]
