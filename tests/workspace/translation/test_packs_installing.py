"""Packs come and go whole: files, rows and the record agree, whatever interrupts."""

import fcntl
import json

import pytest

from tests.workspace.translation.packing import everything_in, folder, package
from workspace.governance import audit
from workspace.governance.models import AuditEntry
from workspace.translation.models import Pack, Pin
from workspace.translation.packs import bundled, folders, installing, pins, verifying
from workspace.translation.packs.problems import CannotChange, CannotInstall, NotPinned
from workspace.translation.packs.unpacking import peek, sha256_of

pytestmark = pytest.mark.django_db


class PowerCut(BaseException):
    """What no ordinary handler catches."""


def install(path, **more):
    return installing.install_file(path, by=None, **({"accept_unpinned": True} | more))


def last():
    return AuditEntry.objects.order_by("seq").last()


def nothing_on_its_way():
    return everything_in(folders.incoming()) == ["lock"]


def test_an_unpinned_package_takes_an_explicit_yes_which_is_recorded(places, tmp_path, user):
    path = package(tmp_path / "p")
    with pytest.raises(NotPinned, match=sha256_of(path)):
        installing.install_file(path, by=user)
    assert not Pack.objects.exists()
    assert not everything_in(places[1])
    pack = installing.install_file(path, by=user, accept_unpinned=True)
    assert (pack.pinned, pack.origin, pack.installed_by) == (False, "file", user)
    entry = last()
    assert entry.action == "pack.added"
    assert entry.facts["accepted_unpinned"] is True
    assert entry.facts["sha256"] == sha256_of(path)
    assert (places[1] / "en_pl" / "model" / "model.bin").is_file()
    assert nothing_on_its_way()


def test_a_pinned_package_needs_no_yes(places, tmp_path):
    path = package(tmp_path / "p")
    pins.pin(metadata=peek(path), sha256=sha256_of(path), by=None)
    assert last().action == "pinned_pack.added"
    assert installing.install_file(path, by=None).pinned
    assert last().facts["accepted_unpinned"] is False


def test_another_file_than_the_pinned_one_is_refused_even_with_a_yes(places, tmp_path):
    Pin.objects.create(source="en", target="pl", version="1.9", sha256="0" * 64)
    with pytest.raises(CannotInstall, match="not the file that was pinned") as caught:
        install(package(tmp_path / "p"))
    assert not isinstance(caught.value, NotPinned)
    Pin.objects.update(version="1.8")
    assert install(package(tmp_path / "p")).version == "1.9"


def test_daylights_own_list_of_pins_can_be_read():
    assert all(len(sha256) == 64 for sha256 in pins.ours().values())


def test_a_new_version_takes_the_place_of_the_former(places, tmp_path):
    install(package(tmp_path / "a"))
    install(package(tmp_path / "b", package_version="2.0"))
    assert [pack.version for pack in Pack.objects.all()] == ["2.0"]
    said = json.loads((places[1] / "en_pl" / "metadata.json").read_text())
    assert said["package_version"] == "2.0"
    assert [path.name for path in places[1].iterdir()] == ["en_pl"]
    assert last().facts["replaced"] == "1.9"
    assert nothing_on_its_way()


def test_a_broken_package_leaves_the_former_in_use(places, tmp_path):
    install(package(tmp_path / "a"))
    before = everything_in(places[1])
    broken = tmp_path / "b"
    broken.write_bytes(package(tmp_path / "c", package_version="2.0").read_bytes()[:-200])
    with pytest.raises(CannotInstall):
        install(broken)
    assert everything_in(places[1]) == before
    assert not list(verifying.differences(Pack.objects.get()))
    assert nothing_on_its_way()


@pytest.mark.parametrize("trouble", [ValueError, PowerCut])
def test_without_its_record_nothing_is_installed(places, tmp_path, monkeypatch, trouble):
    install(package(tmp_path / "a"))

    def fails(*args, **more):
        raise trouble

    monkeypatch.setattr(audit, "record", fails)
    with pytest.raises(trouble):
        install(package(tmp_path / "b", package_version="2.0"))
    assert Pack.objects.get().version == "1.9"
    assert not list(verifying.differences(Pack.objects.get()))
    with pytest.raises(trouble):
        install(package(tmp_path / "c", target="es"))
    assert [path.name for path in places[1].iterdir()] == ["en_pl"]
    with pytest.raises(trouble):
        installing.remove(Pack.objects.get(), by=None)
    assert not list(verifying.differences(Pack.objects.get()))


@pytest.mark.parametrize("moment", ["noted", "former away", "both moved", "committed"])
@pytest.mark.parametrize("had_one", [True, False])
def test_a_crash_at_any_moment_is_put_right(places, tmp_path, moment, had_one):
    """The disk as a lost machine leaves it; whoever comes next finishes or undoes."""
    if had_one:
        install(package(tmp_path / "a"))
    path, other = package(tmp_path / "b", package_version="2.0"), folders.incoming() / "fresh"
    folder(other, package_version="2.0")
    now, sha256 = places[1] / "en_pl", sha256_of(path)
    note = {"folder": "en_pl", "sha256": sha256, "had_one": had_one}
    (folders.incoming() / "note.json").write_text(json.dumps(note))
    if moment != "noted" and had_one:
        now.rename(folders.incoming() / "former")
    if moment in ("both moved", "committed"):
        now.parent.mkdir(exist_ok=True)
        other.rename(now)
    if moment == "committed":
        Pack.objects.all().delete()
        Pack.objects.create(
            source="en", target="pl", version="2.0", size=1, sha256=sha256, origin="file",
            folder="en_pl",
        )  # fmt: skip
    with folders.alone():
        pass
    assert nothing_on_its_way()
    versions = [json.loads(f.read_text())["package_version"] for f in now.glob("metadata.json")]
    assert versions == [pack.version for pack in Pack.objects.all()]
    assert versions == (["2.0"] if moment == "committed" else ["1.9"] * had_one)


def test_a_note_that_was_only_half_written_is_no_hindrance(places, tmp_path):
    install(package(tmp_path / "a"))
    (folders.incoming() / "note.json").write_text('{"folder": "en')
    install(package(tmp_path / "b", package_version="2.0"))
    assert Pack.objects.get().version == "2.0"


def test_only_one_change_at_a_time(places, tmp_path):
    folders.incoming().mkdir(parents=True)
    with (folders.incoming() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(CannotInstall, match="Wait for it"):
            install(package(tmp_path / "p"))
    install(package(tmp_path / "p"))


def test_removing_takes_files_and_row(places, tmp_path, user):
    pack = install(package(tmp_path / "p"))
    installing.remove(pack, by=user)
    assert not Pack.objects.exists()
    assert not everything_in(places[1])
    assert (last().action, last().facts["direction"]) == ("pack.removed", "en_pl")
    assert nothing_on_its_way()


def test_what_came_as_a_folder_is_taken_in_once(places, tmp_path):
    folder(places[0] / "one")
    assert bundled.settle() == []
    pack = Pack.objects.get()
    assert (pack.origin, pack.pinned, pack.demonstration, pack.enabled) == (
        "bundled", True, True, True,
    )  # fmt: skip
    assert folders.place_of(pack) == places[0] / "one"
    entries = AuditEntry.objects.count()
    assert bundled.settle() == []
    assert Pack.objects.get().pk == pack.pk
    assert AuditEntry.objects.count() == entries
    with pytest.raises(CannotChange, match="switched off"):
        installing.remove(pack, by=None)


def test_what_came_as_a_package_is_unpacked_once_and_renewed(places, tmp_path):
    shipped = tmp_path / "bundled" / "mt_en_pl"
    shipped.mkdir(parents=True)
    package(shipped / "en_pl.argosmodel")
    bundled.settle()
    first = Pack.objects.get()
    assert first.is_bundled
    assert folders.place_of(first) == places[1] / "en_pl"
    installing.switch(first, on=False, by=None)
    bundled.settle()
    assert Pack.objects.get().pk == first.pk
    package(shipped / "en_pl.argosmodel", package_version="2.0")
    bundled.settle()
    assert (Pack.objects.get().version, Pack.objects.get().enabled) == ("2.0", False)


@pytest.mark.parametrize("as_folder", [True, False])
def test_a_pack_of_our_own_goes_before_the_demonstration(places, tmp_path, as_folder):
    if as_folder:
        folder(places[0] / "en_pl")
    else:
        (tmp_path / "bundled" / "mt").mkdir(parents=True)
        package(tmp_path / "bundled" / "mt" / "en_pl.argosmodel")
    bundled.settle()
    ours = install(package(tmp_path / "p", package_version="3.0"))
    bundled.settle()
    assert Pack.objects.path("en", "pl") == (ours,)
    assert not ours.demonstration
    assert not verifying.verify(by=None)
    installing.remove(ours, by=None)
    bundled.settle()
    assert Pack.objects.get().is_bundled


def test_what_came_both_ways_is_taken_in_once(places, tmp_path):
    folder(places[0] / "en_pl")
    (tmp_path / "bundled" / "mt").mkdir(parents=True)
    package(tmp_path / "bundled" / "mt" / "en_pl.argosmodel")
    for _ in range(2):
        bundled.settle()
        assert folders.place_of(Pack.objects.get()) == places[0] / "en_pl"
        assert AuditEntry.objects.count() == 1


def test_a_broken_bundled_pack_is_told_and_stops_nothing(places, tmp_path):
    folder(places[0] / "bad")
    (places[0] / "bad" / "model" / "model.bin").write_bytes(b"none")
    folder(places[0] / "good")
    assert ["bad" in trouble for trouble in bundled.settle()] == [True]
    assert Pack.objects.get().folder == "good"


def test_switched_on_one_takes_the_place_of_the_other(places, tmp_path, user):
    folder(places[0] / "en_pl")
    bundled.settle()
    ours, shipped = install(package(tmp_path / "p")), Pack.objects.get(origin="bundled")
    installing.switch(shipped, on=True, by=user)
    assert list(Pack.objects.in_use()) == [shipped]
    assert last().action == "pack.switched_on"
    installing.switch(shipped, on=False, by=user)
    assert not Pack.objects.in_use()
    count = AuditEntry.objects.count()
    installing.switch(shipped, on=False, by=user)
    assert AuditEntry.objects.count() == count
    assert not Pack.objects.in_use()
    assert ours.pk


def test_the_way_may_lead_through_english(places, tmp_path):
    for source, target in (("pl", "en"), ("en", "es"), ("es", "en")):
        install(package(tmp_path / target, source=source, target=target))
    path = Pack.objects.path
    assert [pack.name for pack in path("pl", "es")] == ["pl_en", "en_es"]
    assert [pack.name for pack in path("pl", "en")] == ["pl_en"]
    assert path("es", "pl") == path("pl", "pl") == path("es", "es") == ()


def test_verifying_tells_every_difference(places, tmp_path):
    install(package(tmp_path / "p"))
    install(package(tmp_path / "q", target="es"))
    assert verifying.verify(by=None) == []
    assert last().facts == {"packs": 2, "differences": 0}
    mine = places[1] / "en_pl"
    (mine / "model" / "model.bin").write_bytes(b"changed")
    (mine / "README.md").unlink()
    (mine / "model" / "more.bin").write_bytes(b"new")
    (mine / "link.md").symlink_to("/etc/passwd")
    folder(places[1] / "stranger")
    found = {(d.where, d.path): d.what for d in verifying.verify(by=None)}
    assert found == {
        ("en_pl", "model/model.bin"): "has been changed.",
        ("en_pl", "README.md"): "is gone.",
        ("en_pl", "model/more.bin"): "was not there.",
        ("en_pl", "link.md"): "is a link, which no pack has.",
        (str(places[1] / "stranger"), ""): (
            "is in the folder of packs, but was not installed by Daylight."
        ),
    }
    assert last().facts["differences"] == 5
