from django.urls import path

from marketplace.accounts import views
from marketplace.accounts.findings import views as findings
from marketplace.accounts.social import desk
from marketplace.accounts.social import views as social

app_name = "accounts"
urlpatterns = [
    path("", views.home, name="home"),
    path("start/", views.start, name="start"),
    path("welcome/", views.onboarding, name="onboarding"),
    path("me/", views.me, name="me"),
    path("me/about/", social.about, name="about"),
    path("me/voice/", social.voice, name="voice"),
    path("me/accounts/", social.social_list, name="social_list"),
    path("me/accounts/new/", social.social_create, name="social_create"),
    path("me/accounts/<int:pk>/prove/", social.social_prove, name="social_prove"),
    path("me/accounts/<int:pk>/remove/", social.social_remove, name="social_remove"),
    path("review/accounts/", desk.review_accounts, name="review_accounts"),
    path("review/accounts/<int:pk>/", desk.review_account, name="review_account"),
    path("review/findings/", findings.finding_list, name="finding_list"),
    path("review/findings/<int:pk>/", findings.finding_decide, name="finding_decide"),
]
