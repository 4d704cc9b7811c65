"""What `manage.py check` says about the settings of signing in."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register


@register(Tags.security)
def single_sign_on(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if not settings.OIDC_SERVER:
        return []
    wrong: list[CheckMessage] = []
    parts = urlsplit(settings.OIDC_SERVER)
    if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1"):
        wrong.append(Error("DAYLIGHT_OIDC_SERVER must start with https://.", id="accounts.E001"))
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    if not (app["client_id"] and app["secret"]):
        say = "Set DAYLIGHT_OIDC_CLIENT_ID and DAYLIGHT_OIDC_CLIENT_SECRET."
        wrong.append(Error(say, id="accounts.E002"))
    if parts.path.partition("/")[2].partition("/")[0] in ("common", "organizations", "consumers"):
        say = "DAYLIGHT_OIDC_SERVER must name one tenant: others would let strangers sign in."
        wrong.append(Error(say, id="accounts.E003"))
    return wrong


@register(Tags.security, deploy=True)
def second_factor(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.MFA_REQUIRED:
        return []
    say = "Nobody is asked for a second factor: DAYLIGHT_MFA_REQUIRED is 0, or this is the demo."
    return [Warning(say, id="accounts.W001")]
