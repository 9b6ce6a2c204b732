from django.apps import AppConfig


class ParkingConfig(AppConfig):
    name = "marketplace.parking"
    label = "parking"

    def ready(self) -> None:
        from marketplace.monitoring import sources
        from marketplace.parking import decidable, gauges

        decidable.register_kinds()
        sources.register("parking", gauges.tell)
