from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "workspace.chat"
    label = "chat"
