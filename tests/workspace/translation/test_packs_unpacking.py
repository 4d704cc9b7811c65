"""A package file is a stranger's: what is hostile or broken is refused and leaves nothing."""

import json
import os
import signal
import stat
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.workspace.translation.packing import MODEL, everything_in, metadata, package, parts
from workspace.translation.packs import archive
from workspace.translation.packs.metadata import licence_in, parse
from workspace.translation.packs.problems import CannotInstall
from workspace.translation.packs.unpacking import peek, sha256_of, unpack

ROOT = Path(__file__).parents[3]


def refused(path, tmp_path, match=None):
    place = tmp_path / "place"
    place.mkdir(exist_ok=True)
    outside = everything_in(tmp_path)
    with pytest.raises(CannotInstall, match=match):
        unpack(path, place / "fresh")
    assert everything_in(tmp_path) == outside, "something was left behind"


def with_member(path, info, data=b"x", **more):
    package(path, **more)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr(info, data)
    return path


def test_what_a_pack_needs_is_unpacked_and_nothing_else(tmp_path):
    path = package(tmp_path / "p.argosmodel")
    done = unpack(path, tmp_path / "fresh")
    expected = {name for name in parts() if not name.startswith("stanza/")}
    assert set(done.files) == expected
    assert {p for p in everything_in(tmp_path / "fresh") if "." in p} == expected
    assert done.left_out == 1
    assert done.metadata.name == "en_pl"
    assert done.licence == "CC BY"
    assert done.files["model/model.bin"] == sha256_of(tmp_path / "fresh/model/model.bin")
    assert (tmp_path / "fresh/model/model.bin").read_bytes() == MODEL
    assert done.size == sum(len(parts()[name]) for name in expected)
    assert peek(path) == done.metadata


@pytest.mark.parametrize("top", ["", "anything at all/", "translate-en_pl-1_9/"])
def test_the_folder_inside_may_be_called_anything_or_be_missing(tmp_path, top):
    done = unpack(package(tmp_path / "p", top=top), tmp_path / "fresh")
    assert "model/model.bin" in done.files


def test_a_pack_with_pair_encoding_instead(tmp_path):
    files = parts()
    files["bpe.model"] = files.pop("sentencepiece.model")
    assert "bpe.model" in unpack(package(tmp_path / "p", files), tmp_path / "fresh").files


@pytest.mark.parametrize(
    "name",
    [
        "../outside.txt", "en_pl/../../outside.txt", "/etc/outside.txt", "C:/outside.txt",
        "..\\outside.txt", "en_pl/model/..", "./outside.txt", "en_pl//model/x", "a\nb",
    ],
)  # fmt: skip
def test_names_that_lead_elsewhere_end_it(tmp_path, name):
    refused(with_member(tmp_path / "p", zipfile.ZipInfo(name)), tmp_path, "not unpacked")


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices_end_it(tmp_path, kind):
    info = zipfile.ZipInfo("en_pl/model/link.bin")
    info.create_system, info.external_attr = 3, (kind | 0o777) << 16
    refused(with_member(tmp_path / "p", info, b"/etc/passwd"), tmp_path, "not unpacked")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["en_pl/metadata.json", "EN_PL/METADATA.JSON", "en_pl/README.MD"])
def test_a_name_that_comes_twice_ends_it(tmp_path, name):
    refused(with_member(tmp_path / "p", zipfile.ZipInfo(name)), tmp_path, "not unpacked")


def test_a_bomb_is_not_unpacked(tmp_path):
    files = parts() | {"model/source_vocabulary.txt": bytes(30 * 2**20)}
    path = package(tmp_path / "p", files)
    assert path.stat().st_size < 200_000
    refused(path, tmp_path, "more than any")


def test_what_is_large_together_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr("workspace.translation.packs.unpacking.MOST_UNPACKED", 1000)
    refused(package(tmp_path / "p"), tmp_path, "more than any")


def test_a_member_that_says_it_is_smaller_than_it_is(tmp_path):
    path = package(tmp_path / "p")
    raw = bytearray(path.read_bytes())
    at = raw.rindex(b"en_pl/model/model.bin") - 46
    assert raw[at : at + 4] == b"PK\x01\x02"
    struct.pack_into("<I", raw, at + 24, 100)
    path.write_bytes(raw)
    refused(path, tmp_path)


def test_members_that_share_bytes_end_it(tmp_path):
    path = package(tmp_path / "p")
    raw = bytearray(path.read_bytes())
    first = raw.index(b"PK\x01\x02")
    second = raw.index(b"PK\x01\x02", first + 4)
    raw[second + 42 : second + 46] = raw[first + 42 : first + 46]
    path.write_bytes(raw)
    refused(path, tmp_path, "not unpacked")


def test_an_encrypted_member_ends_it(tmp_path):
    path = package(tmp_path / "p")
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    refused(path, tmp_path, "encrypted")


def test_very_many_members_are_not_even_listed(tmp_path, monkeypatch):
    files = parts() | {f"stanza/{number}": b"" for number in range(archive.MOST_MEMBERS)}
    path = package(tmp_path / "p", files)
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("the directory was read"))
    with pytest.raises(CannotInstall, match="more than any"):
        archive.open_archive(path)


def test_a_flipped_byte_is_noticed(tmp_path):
    path = package(tmp_path / "p")
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"en_pl/model/model.bin") + 60] ^= 0xFF
    path.write_bytes(raw)
    refused(path, tmp_path, "damaged|says")


@pytest.mark.parametrize("keep", [0, 1, 30, 300, -1, -30])
def test_a_file_that_was_cut_off(tmp_path, keep):
    path = package(tmp_path / "p")
    path.write_bytes(path.read_bytes()[:keep])
    refused(path, tmp_path, "damaged")


@pytest.mark.parametrize("raw", [b"", b"MZ" * 5000, b"PK\x05\x06", b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_archive(tmp_path, raw):
    path = tmp_path / "p"
    path.write_bytes(raw)
    refused(path, tmp_path)


def test_what_is_not_there(tmp_path):
    refused(tmp_path / "missing.argosmodel", tmp_path, "no such file")
    refused(tmp_path, tmp_path, "no such file")


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("metadata.json", "metadata.json"), ("model/model.bin", "model/model.bin"),
        ("model/shared_vocabulary.txt", "list of words"),
        ("sentencepiece.model", "sentencepiece.model"),
    ],
)  # fmt: skip
def test_a_package_without_one_of_its_parts(tmp_path, missing, said):
    files = parts()
    del files[missing]
    refused(package(tmp_path / "p", files), tmp_path, said)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("model/model.bin", b"\x80\x04\x95 a pickle is no model"), ("model/model.bin", b""),
        ("model/model.bin", struct.pack("<IH", 6, 12) + b"WhisperSpec\0"),
        ("sentencepiece.model", b""), ("model/shared_vocabulary.txt", b""),
        ("metadata.json", b"[]"), ("metadata.json", b"{"), ("metadata.json", b"[" * 100_000),
        ("metadata.json", b"\xff\xfe\x00"),
    ],
)  # fmt: skip
def test_a_part_that_is_something_else(tmp_path, name, data):
    refused(package(tmp_path / "p", parts() | {name: data}), tmp_path)


@pytest.mark.parametrize(
    "wrong",
    [
        {"from_code": "../../etc"}, {"from_code": None}, {"from_code": ["en"]},
        {"to_code": "en"}, {"to_code": "x" * 50}, {"package_version": "1/../../x"},
        {"package_version": 1.9}, {"argos_version": ""}, {"type": "sbd"},
    ],
)  # fmt: skip
def test_metadata_is_believed_no_further_than_its_shape(wrong):
    with pytest.raises(CannotInstall):
        parse(json.dumps(metadata() | wrong).encode())


def test_metadata_tells_its_licence_without_control_characters():
    said = parse(json.dumps(metadata(license="CC0\n\x1b[31m  1.0" + "x" * 500)).encode())
    assert said.licence.startswith("CC0[31m 1.0x")
    assert len(said.licence) == 120


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        ("This work is under CC0 1.0 Universal.", "CC0"),
        ("Dual licensed MIT and CC0", "CC0"),
        ("Licensed CC-BY-NC 4.0", "CC BY-NC: no commercial use"),
        ("Permission: MIT License", "MIT"),
        ("Permit nobody, submit nothing", ""),
    ],
)
def test_the_licence_is_recognised_in_a_readme(text, licence):
    assert licence_in(text) == licence


def test_killed_while_it_unpacks_it_leaves_what_it_began_and_no_more(tmp_path):
    """A pack is only ever one whole folder: the half of one never gets another name."""
    path, place = package(tmp_path / "p"), tmp_path / "place"
    place.mkdir()
    code = (
        "import os, sys, pathlib, workspace.translation.packs.unpacking as u\n"
        "def die(*_): os.kill(os.getpid(), 9)\n"
        "u.check_opens = die\n"
        "u.unpack(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]) / 'fresh')"
    )
    child = subprocess.run([sys.executable, "-c", code, path, place], cwd=ROOT, env=os.environ)
    assert child.returncode == -signal.SIGKILL
    assert [found.name for found in place.iterdir()] == ["fresh"]
