from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "workspace.governance"
    label = "governance"

    def ready(self) -> None:
        from . import changes  # noqa: F401
        from .receivers import people, sign_in  # noqa: F401
