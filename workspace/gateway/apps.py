from django.apps import AppConfig


class GatewayConfig(AppConfig):
    name = "workspace.gateway"
    label = "gateway"

    def ready(self) -> None:
        from . import checks  # noqa: F401
