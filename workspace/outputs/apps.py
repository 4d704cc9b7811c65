from django.apps import AppConfig


class OutputsConfig(AppConfig):
    name = "workspace.outputs"
    label = "outputs"

    def ready(self) -> None:
        from . import keeping, receivers  # noqa: F401

        keeping.register_all()
