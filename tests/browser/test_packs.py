"""Translation packs in the administration: installed, looked at, removed, on a telephone too."""

import os
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import expect

from tests import families
from tests.workspace.translation.packing import package
from workspace.accounts.models import Role
from workspace.translation.models import Direction, Pack
from workspace.translation.models.packs import versions
from workspace.translation.packs import bundled, folders, installing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"], "preload": False}
LIST = "/admin/translation/pack/"
SHOTS = os.environ.get("SHOTS")
"""A folder to keep pictures in, for whoever wants to look."""


@pytest.fixture
def installed(transactional_db, tmp_path):
    """English to Spanish, measured, beside a demonstration of Polish to English."""
    assert bundled.settle() == []
    path = package(tmp_path / "a", target="es")
    pack = installing.install_file(path, by=None, accept_unpinned=True)
    Direction.objects.create(
        source="en", target="es", tier="good", chrf=66.1, bleu=41, flagged=0.01, sentences=48,
        test_set="ours", packs=versions([pack]),
    )  # fmt: skip
    path = package(tmp_path / "b", source="pl", target="en", demonstration=True)
    installing.install_file(path, by=None, accept_unpinned=True)
    yield pack
    shutil.rmtree(folders.own(), ignore_errors=True)
    shutil.rmtree(folders.incoming(), ignore_errors=True)


def looks(page, name):
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
    found = Axe().run(page, options=OPTIONS).response["violations"]
    assert not found, [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{name} is {wide} pixels wider than the screen"


@pytest.mark.parametrize("width", [390, 1280])
def test_packs_are_installed_looked_at_and_removed(visits, installed, tmp_path, width):
    assert Path(settings.PACKS[-1]) == folders.own()
    ada = families.someone("ada.lindqvist@example.test", role=Role.ADMINISTRATOR)
    page = visits.open(viewport={"width": width, "height": 900})
    page.goto("/admin/")
    page.get_by_label("Email").fill(ada.email)
    page.get_by_label("Password").fill(families.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Translation packs", exact=True).click()
    expect(page.get_by_text("Demonstration model: everyday phrases only").first).to_be_visible()
    expect(page.get_by_text("Somali", exact=True)).to_be_visible()
    looks(page, f"list-{width}")
    page.goto(f"{LIST}add/")
    looks(page, f"upload-{width}")
    path = package(tmp_path / "en_ar.argosmodel", target="ar")
    page.get_by_label("Package file").set_input_files(path)
    page.get_by_role("button", name="Install").click()
    expect(page.get_by_role("alert")).to_contain_text("no list of trusted files")
    looks(page, f"unpinned-{width}")
    page.get_by_label("Package file").set_input_files(path)
    page.get_by_label("Install it even if").check()
    page.get_by_role("button", name="Install").click()
    expect(page.get_by_text("English to Arabic, version 1.9 is installed")).to_be_visible()
    page.get_by_role("button", name="Verify every file").click()
    expect(page.get_by_text("Every file of every pack is the one")).to_be_visible()
    page.get_by_role("link", name="English to Arabic").click()
    looks(page, f"pack-{width}")
    page.get_by_role("button", name="Switch off").click()
    expect(page.get_by_text("is not used any more")).to_be_visible()
    page.get_by_role("link", name="Remove").click()
    looks(page, f"remove-{width}")
    page.get_by_role("button", name="Remove this pack").click()
    expect(page.get_by_text("is removed")).to_be_visible()
    assert not Pack.objects.filter(target="ar").exists()
    page.goto("/admin/translation/direction/")
    looks(page, f"quality-{width}")
    page.goto("/admin/translation/pin/add/")
    looks(page, f"pin-{width}")
