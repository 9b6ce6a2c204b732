from django.urls import path

from marketplace.parking import views

app_name = "parking"
urlpatterns = [
    path("", views.parked_list, name="list"),
    path("<int:pk>/", views.parked, name="parked"),
    path("<int:pk>/retry/", views.retry, name="retry"),
    path("<int:pk>/dismiss/", views.dismiss, name="dismiss"),
]
