from django.apps import AppConfig


class ParkingConfig(AppConfig):
    name = "marketplace.parking"
    label = "parking"
