from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "workspace.translation"
    label = "translation"

    def ready(self) -> None:
        from . import sheets

        sheets.register_all()
