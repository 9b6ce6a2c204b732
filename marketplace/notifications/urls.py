from django.urls import path

from marketplace.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.mail_list, name="mail_list"),
    path("<int:pk>/", views.mail, name="mail"),
]
