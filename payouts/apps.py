from django.apps import AppConfig


class PayoutsConfig(AppConfig):
    name = "payouts"
    label = "payouts"

    def ready(self) -> None:
        from marketplace.monitoring import sources
        from payouts import decidable, deployment, gauges, personal_data, readiness

        decidable.register_kinds()
        deployment.register_checks()
        readiness.register_checks()
        personal_data.register_room()
        sources.register("payouts", gauges.tell)
