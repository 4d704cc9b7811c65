"""The page of packs: what is installed in plain words, and acts for administrators alone."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.access.world import World, make_world
from tests.freshly import signed_in
from tests.workspace.translation.packing import folder, package
from workspace.governance.models import AuditEntry
from workspace.translation.models import Direction, Pack, Pin
from workspace.translation.packs import bundled, installing

pytestmark = pytest.mark.django_db
LIST, ADD = "admin:translation_pack_changelist", "admin:translation_pack_add"


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def ada(world, places):
    return signed_in(world.people["administrator"])


def upload(client, path, **more):
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return client.post(reverse(ADD), {"package": file} | more, follow=True)


def text(reply):
    plain = re.sub(r"<[^>]+>", " ", reply.content.decode())
    return " ".join(plain.replace("\xa0", " ").split())


def act(client, pack, what):
    return client.post(reverse(f"admin:translation_pack_{what}", args=[pack.pk]), follow=True)


def test_a_file_that_is_not_pinned_takes_a_tick(ada, world, tmp_path):
    path = package(tmp_path / "en_pl.argosmodel")
    said = text(upload(ada, path))
    assert "on no list of trusted files" in said
    assert not Pack.objects.exists()
    said = text(upload(ada, path, accept_unpinned="on"))
    assert "English to Polish, version 1.9 is installed and in use." in said
    assert Pack.objects.get().installed_by == world.people["administrator"]
    for part in ("Not pinned: accepted by hand", "CC BY", "No tier: not measured yet", "Any text"):
        assert part in said


def test_pinned_on_its_page_it_takes_none(ada, tmp_path):
    from workspace.translation.packs.unpacking import sha256_of

    path = package(tmp_path / "en_pl.argosmodel")
    form = {"source": "en", "target": "pl", "version": "1.9", "sha256": sha256_of(path)}
    page = reverse("admin:translation_pin_add")
    assert ada.post(page, form | {"sha256": "not one"}).status_code == 200
    assert ada.post(page, form).status_code == 302
    entry = AuditEntry.objects.order_by("seq").last()
    assert entry.action == "pinned_pack.added"
    assert entry.facts["sha256"] == form["sha256"]
    upload(ada, path)
    assert Pack.objects.get().pinned
    ada.post(reverse("admin:translation_pin_delete", args=[Pin.objects.get().pk]), {"post": "yes"})
    assert not Pin.objects.exists()


def test_a_broken_file_is_told_on_the_page(ada, tmp_path):
    path = tmp_path / "x.argosmodel"
    path.write_bytes(b"no archive")
    assert "damaged, or is no Argos package" in text(upload(ada, path, accept_unpinned="on"))
    assert "Choose a package file." in text(ada.post(reverse(ADD)))


def test_languages_without_a_pack_say_what_to_do_instead(ada):
    said = text(ada.get(reverse(LIST)))
    assert "Somali Soomaali : no pack Ask which is spoken: Northern, Maay. The phrasebook" in said
    assert "Polish Polski : no pack; everyday phrases are in the phrasebook pl_en en_pl" in said
    assert "Never let a child or a relative interpret." in said


def test_demonstration_packs_say_so_and_stay(ada, places):
    folder(places[0] / "en_pl")
    bundled.settle()
    pack = Pack.objects.get()
    assert "Demonstration model: everyday phrases only" in text(ada.get(reverse(LIST)))
    page = text(ada.get(reverse("admin:translation_pack_change", args=[pack.pk])))
    assert "everyday phrases only" in page
    assert "Remove" not in page
    assert "switched off, not removed" in text(act(ada, pack, "remove"))
    assert Pack.objects.exists()
    act(ada, pack, "off")
    assert not Pack.objects.in_use()
    assert "No, switched off" in text(ada.get(reverse(LIST)))
    act(ada, pack, "on")
    assert Pack.objects.in_use()


def test_removing_asks_first(ada, places, tmp_path):
    path = package(tmp_path / "p")
    pack = installing.install_file(path, by=None, accept_unpinned=True)
    page = reverse("admin:translation_pack_remove", args=[pack.pk])
    assert "will be deleted" in text(ada.get(page))
    assert Pack.objects.exists()
    assert "is removed" in text(ada.post(page, follow=True))
    assert not Pack.objects.exists()
    assert not (places[1] / "en_pl").exists()


def test_verifying_tells_what_differs(ada, places, tmp_path):
    installing.install_file(package(tmp_path / "p"), by=None, accept_unpinned=True)
    page = reverse("admin:translation_pack_verify")
    assert "is the one that was installed" in text(ada.post(page, follow=True))
    (places[1] / "en_pl" / "sentencepiece.model").write_bytes(b"other")
    assert "sentencepiece.model has been changed" in text(ada.post(page, follow=True))


def test_a_tier_of_other_packs_is_none(ada, tmp_path):
    installing.install_file(package(tmp_path / "p"), by=None, accept_unpinned=True)
    Direction.objects.create(
        source="en", target="pl", tier="good", chrf=70, bleu=40, flagged=0.01, sentences=50,
        test_set="ours", packs={"en_pl": {"version": "1.0", "sha256": "0"}},
    )  # fmt: skip
    assert "No tier: measured with other packs" in text(ada.get(reverse(LIST)))
    said = text(ada.get(reverse("admin:translation_direction_changelist")))
    assert "No tier: its packs have changed since" in said
    assert "1.0 %" in said


@pytest.mark.parametrize("who", ["auditor", "manager", "owner"])
def test_nobody_else_changes_anything(world, places, tmp_path, who):
    pack = installing.install_file(package(tmp_path / "p"), by=None, accept_unpinned=True)
    client, before = signed_in(world.people[who]), AuditEntry.objects.count()
    for what in ("remove", "on", "off"):
        reply = client.post(reverse(f"admin:translation_pack_{what}", args=[pack.pk]))
        assert reply.status_code in (302, 403)
    assert client.post(reverse("admin:translation_pack_verify")).status_code in (302, 403)
    assert client.post(reverse(ADD), {}).status_code in (302, 403)
    assert Pack.objects.in_use().get() == pack
    assert AuditEntry.objects.exclude(action__startswith="access.").count() == before
