from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "workspace.governance"
    label = "governance"
