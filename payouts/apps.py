from django.apps import AppConfig


class PayoutsConfig(AppConfig):
    name = "payouts"
    label = "payouts"

    def ready(self) -> None:
        from payouts.readiness import register_checks

        register_checks()
