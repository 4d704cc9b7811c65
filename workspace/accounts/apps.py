from django.apps import AppConfig
from django.contrib.admin import apps as administration


class AccountsConfig(AppConfig):
    name = "workspace.accounts"
    label = "accounts"
    default = True

    def ready(self) -> None:
        from . import addresses, checks, codes, factors, oidc, sessions  # noqa: F401  (they listen)


class AdministrationConfig(administration.AdminConfig):
    """Django's administration, with our own site."""

    default_site = "workspace.accounts.site.Administration"
    default = False
