"""Passkeys in a real browser with a virtual authenticator, where a second factor is required."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from tests.families import PASSWORD
from workspace.accounts.models import User

from .test_axe import found_nothing, look_at
from .visit import Visits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@dataclass
class Device:
    """A laptop's fingerprint reader, as the browser's own tools pretend it."""

    cdp: Any
    id: str

    @classmethod
    def on(cls, page: Page) -> "Device":
        cdp = page.context.new_cdp_session(page)
        cdp.send("WebAuthn.enable")
        made = cdp.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        return cls(cdp, made["authenticatorId"])

    def is_touched_by(self, owner: bool) -> None:
        said = {"authenticatorId": self.id, "isUserVerified": owner}
        self.cdp.send("WebAuthn.setUserVerified", said)

    @property
    def passkeys(self) -> list[Any]:
        said = self.cdp.send("WebAuthn.getCredentials", {"authenticatorId": self.id})
        return list(said["credentials"])


def by_password(page: Page, user: User) -> None:
    page.goto("/account/login/")
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Your account").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def is_home(page: Page) -> None:
    expect(page.get_by_role("link", name="Chats")).to_have_attribute("aria-current", "page")


def with_passkey(page: Page, user: User) -> Device:
    by_password(page, user)
    expect(page.get_by_role("heading", name="Set up a second step")).to_be_visible()
    return add_passkey(page)


def add_passkey(page: Page) -> Device:
    device = Device.on(page)
    page.goto("/account/security/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name of this passkey").fill("Work laptop")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    return device


def test_a_passkey_instead_of_a_password_and_after_it(strict: Visits, grace: User) -> None:
    page = strict.open()
    device = with_passkey(page, grace)
    assert len(device.passkeys) == 1
    assert device.passkeys[0]["isResidentCredential"]
    page.get_by_role("link", name="I have kept them safe").click()
    is_home(page)

    sign_out(page)
    page.goto("/cases/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Cases")).to_be_visible()

    sign_out(page)
    by_password(page, grace)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    page.get_by_role("button", name="Use your passkey").click()
    is_home(page)


def test_a_passkey_that_does_not_know_its_owner_opens_nothing(strict: Visits, grace: User) -> None:
    page = strict.open()
    device = with_passkey(page, grace)
    page.get_by_role("link", name="I have kept them safe").click()
    sign_out(page)
    device.is_touched_by(owner=False)
    page.get_by_role("button", name="Sign in with a passkey").click()
    told = "That was cancelled, or it took too long. Try again."
    expect(page.get_by_role("alert")).to_have_text(told)
    assert "/account/login/" in page.url


def test_a_passkey_confirms_is_renamed_and_removed(strict: Visits, grace: User) -> None:
    page = strict.open()
    with_passkey(page, grace)
    let_time_pass()
    page.goto("/account/security/")
    page.get_by_role("link", name="Rename Work laptop").click()
    expect(page.get_by_role("heading", name="Confirm that it is you")).to_be_visible()
    page.get_by_role("link", name="Use a passkey").click()
    page.get_by_role("button", name="Use your passkey").click()
    page.get_by_label("Name of this passkey").fill("Old laptop")
    page.get_by_role("button", name="Save the name").click()
    page.get_by_role("link", name="Remove Old laptop").click()
    page.get_by_role("button", name="Remove the passkey").click()
    expect(page.get_by_role("heading", name="Set up a second step")).to_be_visible()


def let_time_pass() -> None:
    """Let everybody have confirmed who they are an hour ago."""
    for row in Session.objects.all():
        said = row.get_decoded()
        for record in said.get("account_authentication_methods", []):
            record["at"] -= 3600
        row.session_data = Session.objects.encode(said)
        row.save()


def test_the_back_button_shows_nothing_after_signing_out(strict: Visits, grace: User) -> None:
    page = strict.open()
    with_passkey(page, grace)
    page.goto("/cases/")
    sign_out(page)
    page.go_back()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_form_sent_too_late_shows_what_was_written(strict: Visits, grace: User) -> None:
    strict.allow("status of 401")
    page = strict.open()
    with_passkey(page, grace)
    page.goto("/cases/new/")
    page.get_by_label("reference").fill("LK 2026 0117")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("main").get_by_role("button").last.click()
    expect(page.get_by_role("heading", name="Nothing was sent")).to_be_visible()
    expect(page.get_by_label("What you wrote")).to_have_value("LK 2026 0117")
    found_nothing(list(look_at(page, "nothing was sent")))


def test_the_pages_of_signing_in_suit_everybody(strict: Visits, grace: User) -> None:
    page = strict.open()
    by_password(page, grace)
    wrong = list(look_at(page, "set up"))
    for address in ("/account/security/app/", "/account/security/passkeys/add/"):
        page.goto(address)
        wrong += look_at(page, address)
    add_passkey(page)
    wrong += look_at(page, "recovery codes")
    page.goto("/account/security/")
    rename = page.get_by_role("link", name="Rename").get_attribute("href")
    for address in (
        "/account/security/", "/account/security/codes/new/", "/account/sessions/",
        "/account/confirm/", "/account/confirm/passkey/", "/account/confirm/code/",
        rename, f"{rename}remove/",
    ):  # fmt: skip
        page.goto(address)
        wrong += look_at(page, address)
    page.goto("/account/sessions/")
    expect(page.get_by_role("rowheader")).to_contain_text("Chrome on Linux")
    page.goto("/cases/")
    sign_out(page)
    wrong += look_at(page, "sign in")
    by_password(page, grace)
    wrong += look_at(page, "one more step")
    found_nothing(wrong)
