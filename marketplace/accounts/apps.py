from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "marketplace.accounts"
    label = "accounts"

    def ready(self) -> None:
        from marketplace.accounts import (
            decidable,
            sessions,  # noqa: F401  its receiver
        )

        decidable.register_kinds()
