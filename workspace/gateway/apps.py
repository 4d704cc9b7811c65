from django.apps import AppConfig


class GatewayConfig(AppConfig):
    name = "workspace.gateway"
    label = "gateway"
