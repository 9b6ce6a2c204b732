from django.apps import AppConfig


class PayoutsConfig(AppConfig):
    name = "payouts"
    label = "payouts"

    def ready(self) -> None:
        from payouts import deployment, personal_data, readiness

        deployment.register_checks()
        readiness.register_checks()
        personal_data.register_room()
