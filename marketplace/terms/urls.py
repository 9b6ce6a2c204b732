from django.urls import path

from marketplace.terms import views

app_name = "terms"
urlpatterns = [
    path("<slug:slug>/", views.document, name="document"),
    path("<slug:slug>/<str:version>/", views.document, name="version"),
]
