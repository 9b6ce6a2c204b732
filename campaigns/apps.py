from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "campaigns"
    label = "campaigns"

    def ready(self) -> None:
        from campaigns import personal_data, readiness

        readiness.register_checks()
        personal_data.register_room()
