from django.urls import path

from marketplace.personal_data import views

app_name = "personal_data"
urlpatterns = [
    path("me/data/", views.data, name="data"),
    path("me/data/progress/", views.progress, name="progress"),
    path("me/data/ask/", views.ask, name="ask"),
    path("me/data/download/", views.download, name="download"),
    path("me/leave/", views.leave, name="leave"),
    path("goodbye/", views.left, name="left"),
]
