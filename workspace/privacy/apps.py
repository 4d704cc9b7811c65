from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "workspace.privacy"
    label = "privacy"
