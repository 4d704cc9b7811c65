from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "workspace.cases"
    label = "cases"

    def ready(self) -> None:
        from . import keeping

        keeping.register_all()
