from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "workspace.oversight"
    label = "oversight"
