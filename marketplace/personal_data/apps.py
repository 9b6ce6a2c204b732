from django.apps import AppConfig


class PersonalDataConfig(AppConfig):
    name = "marketplace.personal_data"
    label = "personal_data"

    def ready(self) -> None:
        from marketplace.personal_data import ground

        ground.register_ground()
