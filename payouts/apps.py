from django.apps import AppConfig


class PayoutsConfig(AppConfig):
    name = "payouts"
    label = "payouts"

    def ready(self) -> None:
        from payouts import deployment, readiness

        deployment.register_checks()
        readiness.register_checks()
