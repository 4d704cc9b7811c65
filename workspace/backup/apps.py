from django.apps import AppConfig


class BackupConfig(AppConfig):
    name = "workspace.backup"
    label = "backup"
