from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "workspace.oversight"
    label = "oversight"

    def ready(self) -> None:
        from . import keeping

        keeping.register_all()
