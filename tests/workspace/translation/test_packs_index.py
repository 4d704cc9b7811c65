"""The index and what comes from it are bounded, checked, and never believed."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from threading import Thread

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.workspace.translation.packing import everything_in, metadata, package
from workspace.governance.models import AuditEntry
from workspace.translation.models import Pack
from workspace.translation.packs import index
from workspace.translation.packs.problems import CannotInstall
from workspace.translation.packs.unpacking import sha256_of

pytestmark = pytest.mark.django_db


class Site:
    """A web site of a test: address -> body, or a redirect, or a status."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes | str | int] = {}
        self.asked: list[str] = []
        self.short = False
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                page = site.pages.get(self.path, 404)
                if isinstance(page, bytes):
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(page) * (2 if site.short else 1)))
                    self.end_headers()
                    self.wfile.write(page)
                    return
                self.send_response(page if isinstance(page, int) else 302)
                if isinstance(page, str):
                    self.send_header("Location", page)
                self.end_headers()

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def site(settings) -> Iterator[Site]:
    site = Site()
    settings.PACK_INDEX = f"{site.address}/index.json"
    yield site
    site.server.shutdown()
    site.server.server_close()


def entry(site: Site, link: str = "/p", **more: object) -> dict[str, object]:
    return metadata(code="translate-en_pl", links=["ipfs://Qm", f"{site.address}{link}"]) | more


def offer(site: Site, *entries: object) -> None:
    site.pages["/index.json"] = json.dumps(entries).encode()


def packs(*args: str) -> str:
    out = StringIO()
    call_command("packs", *args, stdout=out)
    return out.getvalue()


def test_a_pack_comes_from_the_index_by_name(places, site, tmp_path):
    path = package(tmp_path / "p")
    site.pages["/p"] = path.read_bytes()
    offer(site, entry(site), entry(site, to_code="de", links=[]))
    with pytest.raises(CommandError, match="--accept-unpinned"):
        packs("install", "en_pl")
    assert not Pack.objects.exists()
    said = packs("install", "en_pl", "--accept-unpinned")
    assert "Installed: English to Polish, version 1.9" in said
    assert "of" in said.splitlines()[1], "no progress"
    pack = Pack.objects.get()
    assert (pack.origin, pack.sha256) == ("index", sha256_of(path))
    facts = AuditEntry.objects.order_by("seq").last().facts
    assert (facts["origin"], facts["accepted_unpinned"]) == ("index", True)


def test_pinned_it_takes_no_yes(places, site, tmp_path):
    path = package(tmp_path / "p")
    site.pages["/p"] = path.read_bytes()
    offer(site, entry(site))
    assert sha256_of(path) in packs("pin", str(path))
    assert "pinned" in packs("install", "en_pl")
    site.pages["/p"] = package(tmp_path / "q", {}, top="").read_bytes() + b"other"
    with pytest.raises(CommandError):
        packs("install", "en_pl", "--accept-unpinned")
    assert Pack.objects.get().pinned


def test_the_newest_is_taken(site):
    offer(site, *(entry(site, package_version=v) for v in ("1.9", "1.10", "1.2.3")))
    assert index.find("en_pl").version == "1.10"


def test_entries_of_another_shape_are_passed_over(site):
    wrong = [None, 7, [], {}, entry(site, from_code="../x"), entry(site, package_version=2),
             entry(site, type="sbd"), entry(site, links="https://x")]  # fmt: skip
    offer(site, *wrong)
    assert [offered.links for offered in index.offers()] == [()]
    with pytest.raises(CannotInstall, match="offers no pack called en_ar"):
        index.find("en_ar")


@pytest.mark.parametrize("page", [b"not json", b"{}", b"[" * 10_000, 500, 404])
def test_an_index_that_cannot_be_read(site, page):
    site.pages["/index.json"] = page
    with pytest.raises(CannotInstall):
        index.offers()


def test_an_index_without_end(site, monkeypatch):
    monkeypatch.setattr(index, "_MOST_INDEX", 1000)
    site.pages["/index.json"] = b"[" + b" " * 5000 + b"]"
    with pytest.raises(CannotInstall, match="larger than"):
        index.offers()


def test_no_network_says_what_to_do_instead(settings):
    settings.PACK_INDEX = "https://packs.example.test/index.json"
    with pytest.raises(CannotInstall, match="fetch the file on another"):
        index.offers()


@pytest.mark.parametrize("elsewhere", ["http://packs.example.test/p", "file:///etc/passwd"])
def test_it_leads_nowhere_but_to_https(places, site, elsewhere):
    site.pages["/p"] = elsewhere
    offer(site, entry(site))
    with pytest.raises(CommandError, match=r"https:// only|cannot be reached"):
        packs("install", "en_pl", "--accept-unpinned")
    offer(site, entry(site, links=[elsewhere]))
    with pytest.raises(CommandError, match=r"https:// only|no web address"):
        packs("install", "en_pl", "--accept-unpinned")
    assert everything_in(places[1]) == []


def test_a_second_address_is_tried(places, site, tmp_path):
    site.pages["/p"] = package(tmp_path / "p").read_bytes()
    offer(site, entry(site, links=[f"{site.address}/gone", f"{site.address}/p"]))
    packs("install", "en_pl", "--accept-unpinned")
    assert site.asked == ["/index.json", "/gone", "/p"]


def test_what_ends_too_soon_is_not_installed(places, site, tmp_path):
    site.pages["/p"] = package(tmp_path / "p").read_bytes()
    offer(site, entry(site))
    offered = index.find("en_pl")
    site.short = True
    with pytest.raises(CannotInstall):
        index.download(offered, tmp_path / "to", lambda got, size: None)


def test_what_is_something_else_than_was_offered(places, site, tmp_path):
    site.pages["/p"] = package(tmp_path / "p", target="es").read_bytes()
    offer(site, entry(site))
    with pytest.raises(CommandError, match="what came is en_es"):
        packs("install", "en_pl", "--accept-unpinned")
    assert not Pack.objects.exists()


def test_listing_installing_from_a_file_removing_verifying(places, tmp_path):
    said = packs("list")
    assert "No pack is installed." in said
    assert "Somali (so): no pack. Ring the interpreter line" in said
    path = package(tmp_path / "en_pl.argosmodel")
    packs("install", str(path), "--accept-unpinned")
    said = packs("list")
    assert "en_pl; English to Polish, version 1.9" in said
    for part in ("licence: CC BY", "No tier", "not pinned", "Polish (pl): no pack into English"):
        assert part in said
    assert "1 pack: every byte as installed" in packs("verify")
    (places[1] / "en_pl" / "README.md").write_bytes(b"changed")
    with pytest.raises(CommandError, match=r"en_pl: README\.md has been changed"):
        packs("verify")
    packs("remove", "en_pl")
    assert not Pack.objects.exists()
    with pytest.raises(CommandError, match="No pack called"):
        packs("remove", "en_pl")
    with pytest.raises(CommandError, match=r"no such file|cannot be read"):
        packs("install", str(tmp_path / "missing"))
