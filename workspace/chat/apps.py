from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "workspace.chat"
    label = "chat"

    def ready(self) -> None:
        from . import drafts, keeping, receivers  # noqa: F401

        drafts.register_all()
        keeping.register_all()
