from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "campaigns"
    label = "campaigns"

    def ready(self) -> None:
        from campaigns import decidable, gauges, personal_data, readiness
        from marketplace.monitoring import sources

        decidable.register_kinds()
        readiness.register_checks()
        personal_data.register_room()
        sources.register("campaigns", gauges.tell)
