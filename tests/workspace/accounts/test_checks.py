"""Settings that would let strangers in, or everybody in too easily, are pointed out."""

from typing import Any

import pytest

from workspace.accounts.checks import second_factor, single_sign_on

TENANT = "https://login.microsoftonline.com/7c9e6679/v2.0"


@pytest.mark.parametrize(
    ("server", "secret", "found"),
    [
        ("", "", []),
        (TENANT, "x", []),
        ("http://localhost:9000/tenant", "x", []),
        (TENANT.replace("https", "http"), "x", ["accounts.E001"]),
        (TENANT, "", ["accounts.E002"]),
        ("https://login.microsoftonline.com/common/v2.0", "x", ["accounts.E003"]),
        ("https://login.microsoftonline.com/organizations/v2.0", "x", ["accounts.E003"]),
    ],
)
def test_single_sign_on(settings: Any, server: str, secret: str, found: list[str]) -> None:
    settings.OIDC_SERVER = server
    app = {"client_id": "x", "secret": secret}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    assert [one.id for one in single_sign_on(None)] == found


def test_a_second_factor(settings: Any) -> None:
    settings.MFA_REQUIRED = False
    assert [one.id for one in second_factor(None)] == ["accounts.W001"]
    settings.MFA_REQUIRED = True
    assert not second_factor(None)
