from django.urls import path

from marketplace.notifications import reading, views

app_name = "notifications"
urlpatterns = [
    path("mails/", views.mail_list, name="mail_list"),
    path("mails/<int:pk>/", views.mail, name="mail"),
    path("notices/", reading.notice_list, name="notice_list"),
    path("notices/<int:pk>/", reading.notice, name="notice"),
    path("notices/read/", reading.read_all, name="read_all"),
    path("notices/mails/", reading.mails_wanted, name="mails_wanted"),
]
