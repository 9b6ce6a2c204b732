from django.urls import path

from marketplace.notifications import kept_mails, notice_pages

app_name = "notifications"
urlpatterns = [
    path("mails/", kept_mails.mail_list, name="mail_list"),
    path("mails/<int:pk>/", kept_mails.mail, name="mail"),
    path("notices/", notice_pages.notice_list, name="notice_list"),
    path("notices/<int:pk>/", notice_pages.notice, name="notice"),
    path("notices/read/", notice_pages.read_all, name="read_all"),
    path("notices/mails/", notice_pages.mails_wanted, name="mails_wanted"),
]
