from django.urls import path

from marketplace.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.home, name="home"),
    path("start/", views.start, name="start"),
    path("welcome/", views.onboarding, name="onboarding"),
    path("welcome/terms/", views.terms, name="terms"),
    path("me/", views.me, name="me"),
    path("me/sessions/<int:pk>/end/", views.session_end, name="session_end"),
]
