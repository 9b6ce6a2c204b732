from django.apps import AppConfig


class MarketplaceConfig(AppConfig):
    name = "marketplace"
    label = "marketplace"

    def ready(self) -> None:
        from marketplace import search_text
        from marketplace.monitoring import ground, sources
        from marketplace.readiness import register_checks

        search_text.register()
        register_checks()
        sources.register("ground", ground.tell)
