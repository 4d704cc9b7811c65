"""A practitioner's browser, as far as forms, cookies and event streams go, over real HTTP."""

import html
import json
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx2

from tests.families import PASSWORD

logging.getLogger("httpx2").setLevel(logging.WARNING)

File = tuple[str, bytes]


@dataclass(frozen=True)
class Heard:
    name: str
    data: dict[str, Any]


class Browser:
    def __init__(self, address: str) -> None:
        self._client = httpx2.Client(
            base_url=address, follow_redirects=True, timeout=60, trust_env=False
        )

    def close(self) -> None:
        self._client.close()

    def sign_in(self, email: str) -> None:
        self.get("/account/login/")
        page = self.post("/account/login/", {"login": email, "password": PASSWORD})
        assert "/account/login/" not in str(page.url), "could not sign in"

    def get(self, path: str, *, expect: int = 200, **query: str) -> httpx2.Response:
        answer = self._client.get(path, params=query or None)
        assert answer.status_code == expect, (path, answer.status_code)
        return answer

    def post(
        self,
        path: str,
        data: Mapping[str, object] | None = None,
        *,
        files: Sequence[File] = (),
        expect: int = 200,
    ) -> httpx2.Response:
        token = self._client.cookies.get("csrftoken", "")
        answer = self._client.post(
            path,
            data={**(data or {}), "csrfmiddlewaretoken": token},
            files=[("documents", (name, content)) for name, content in files] or None,
        )
        assert answer.status_code == expect, (path, answer.status_code, words(answer.text)[:600])
        return answer

    def follow(self, path: str) -> list[Heard]:
        """Read an event stream to its end."""
        heard, name = [], ""
        with self._client.stream("GET", path) as answer:
            assert answer.status_code == 200, (path, answer.status_code)
            for line in answer.iter_lines():
                field, _, value = line.partition(": ")
                if field == "event":
                    name = value
                elif field == "data":
                    heard.append(Heard(name, json.loads(value)))
        return heard


def written(heard: Sequence[Heard]) -> str:
    """The answer as it grew on the screen, from its last beginning."""
    text = ""
    for event in heard:
        text = "" if event.name == "restart" else text + event.data.get("text", "")
    return text


def answers(page: str) -> list[str]:
    """The HTML of each finished answer on a chat's page, oldest first."""
    found: list[str] = re.findall(r'<article class="turn answer.*?</article>', page, re.DOTALL)
    return found


def names(fragment: str) -> list[str]:
    """Every restored name in a piece of a page, in order."""
    found = re.findall(r'<span class="name[^"]*" data-role="\w*">(.*?)</span>', fragment)
    return [html.unescape(name) for name in found]


def words(fragment: str) -> str:
    """What a reader sees of a piece of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", fragment)).split())


def waiting(page: str) -> str:
    """The address of the stream of an answer that is being written, or ""."""
    found = re.search(r'data-stream-url="([^"]+)"', page)
    return found[1] if found else ""
