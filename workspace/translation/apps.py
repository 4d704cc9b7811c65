from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "workspace.translation"
    label = "translation"
