from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "workspace.translation"
    label = "translation"

    def ready(self) -> None:
        from . import keeping, receivers, sheets  # noqa: F401

        keeping.register_all()
        sheets.register_all()
