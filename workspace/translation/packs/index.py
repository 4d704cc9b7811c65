"""The public index of Argos packages: what it offers, and fetching one of them.

Everything that comes from there is a stranger's word: bounded in time and size, over HTTPS, and
checked by whoever installs it. Nothing is sent but the request itself.
"""

import hashlib
import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import httpx2
from django.conf import settings

from .archive import MOST_BYTES
from .problems import CannotInstall

NAME: Final = re.compile(r"([a-z]{2,3})_([a-z]{2,3})")
_VERSION: Final = re.compile(r"[0-9A-Za-z.+-]{1,20}")
_MOST_INDEX: Final = 4 * 2**20
_INDEX_SECONDS: Final = 30.0
_PACKAGE_SECONDS: Final = 3600.0
_TIMES: Final = httpx2.Timeout(30.0, connect=10.0)
_CHUNK: Final = 2**18
_LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
_INSTEAD: Final = (
    "Where this machine reaches no network, fetch the file on another and give its path instead."
)


@dataclass(frozen=True, slots=True)
class Offered:
    """A package of the index; `name` is such as `en_es`, `links` are web addresses."""

    name: str
    version: str
    links: tuple[str, ...]


def find(name: str) -> Offered:
    """Return the newest package of this name that the index offers. Raises CannotInstall."""
    found = [offered for offered in offers() if offered.name == name]
    if not found:
        raise CannotInstall(f"The index offers no pack called {name}.")
    return max(found, key=lambda offered: _order(offered.version))


def offers() -> list[Offered]:
    """Read the index. Raises CannotInstall where it cannot be reached or read."""
    with _getting(settings.PACK_INDEX, _INDEX_SECONDS, _MOST_INDEX) as (pieces, _):
        raw = b"".join(pieces)
    try:
        rows = json.loads(raw)
    except (ValueError, RecursionError):
        rows = None
    if not isinstance(rows, list):
        raise CannotInstall("What came from the index is no list of packages.")
    return [offered for row in rows if (offered := _offered(row))]


def download(offered: Offered, to: Path, progress: Callable[[int, int | None], None]) -> str:
    """Fetch a package into the new file `to` and return its SHA-256. Raises CannotInstall.

    `progress` is called with bytes so far, and bytes in all where the server says so.
    """
    trouble: CannotInstall | None = None
    for link in offered.links:
        try:
            return _fetched(link, to, progress)
        except CannotInstall as error:
            trouble = error
    raise trouble or CannotInstall(f"The index gives no web address for {offered.name}.")


def _fetched(link: str, to: Path, progress: Callable[[int, int | None], None]) -> str:
    digest, got = hashlib.sha256(), 0
    with _getting(link, _PACKAGE_SECONDS, MOST_BYTES) as (pieces, size), to.open("wb") as file:
        for piece in pieces:
            digest.update(piece)
            file.write(piece)
            got += len(piece)
            progress(got, size)
    if size is not None and got != size:
        raise CannotInstall("The connection ended before the whole file had come.")
    return digest.hexdigest()


@contextmanager
def _getting(
    address: str, seconds: float, most: int
) -> Iterator[tuple[Iterator[bytes], int | None]]:
    """Yield (pieces, bytes in all or None) of what an address answers with."""
    try:
        with (
            httpx2.Client(
                timeout=_TIMES, follow_redirects=True, max_redirects=5,
                event_hooks={"request": [_check_address]},
            ) as client,
            client.stream("GET", address, headers={"Accept-Encoding": "identity"}) as response,
        ):  # fmt: skip
            response.raise_for_status()
            said = response.headers.get("Content-Length", "")
            size = int(said) if said.isdecimal() and len(said) < 16 else None
            yield _bounded(response, time.monotonic() + seconds, most), size
    except httpx2.HTTPStatusError as error:
        code = error.response.status_code
        raise CannotInstall(f"{_host(address)} answered {code}. {_INSTEAD}") from None
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
        said = type(error).__name__
        raise CannotInstall(f"{_host(address)} cannot be reached ({said}). {_INSTEAD}") from None


def _bounded(response: httpx2.Response, deadline: float, most: int) -> Iterator[bytes]:
    for piece in response.iter_bytes(_CHUNK):
        most -= len(piece)
        if most < 0:
            raise CannotInstall("What comes is larger than any translation pack is.")
        if time.monotonic() > deadline:
            raise CannotInstall("It took too long to come. Try again later.")
        yield piece


def _check_address(request: httpx2.Request) -> None:
    """HTTPS only, where a redirect leads too; this machine itself may do without."""
    url = request.url
    if url.scheme != "https" and not (url.scheme == "http" and url.host in _LOOPBACK):
        raise CannotInstall("Packs are fetched over https:// only.")


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or "That address"
    except ValueError:
        return "That address"


def _offered(row: object) -> Offered | None:
    """Return what an entry offers; None for one that is not of two languages."""
    if not isinstance(row, Mapping) or row.get("type", "translate") != "translate":
        return None
    version, links = row.get("package_version"), row.get("links")
    name = f"{row.get('from_code')}_{row.get('to_code')}"
    if not (isinstance(version, str) and _VERSION.fullmatch(version) and NAME.fullmatch(name)):
        return None
    return Offered(name, version, tuple(_web(links)))


def _web(links: Any) -> Iterator[str]:
    for link in links if isinstance(links, list) else []:
        if isinstance(link, str) and link.startswith(("https://", "http://")):
            yield link


def _order(version: str) -> list[tuple[int, str]]:
    """1.10 comes after 1.9."""
    return [(int(part) if part.isdecimal() else -1, part) for part in version.split(".")]
