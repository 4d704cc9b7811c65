from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "workspace.cases"
    label = "cases"
