from django.apps import AppConfig


class OutputsConfig(AppConfig):
    name = "workspace.outputs"
    label = "outputs"
