"""A body of any length, from anybody: over a socket, as it is in production."""

import http.client
import socket
from collections.abc import Iterator

import pytest
from django.conf import settings

from tests.processes import Web

pytestmark = pytest.mark.django_db(transaction=True)
MEGABYTE = b"x" * 2**20
MOST = settings.FILE_UPLOAD_MAX_MEMORY_SIZE // len(MEGABYTE)
SIGN_IN = "/account/login/"


@pytest.fixture
def web() -> Iterator[Web]:
    server = Web()
    yield server
    server.stop()


def post(web: Web, megabytes: int, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=60)
    parts = (MEGABYTE for _ in range(megabytes))
    headers |= {"Content-Type": "application/octet-stream"}
    connection.request(
        "POST", SIGN_IN, parts, headers, encode_chunked="Content-Length" not in headers
    )
    return connection.getresponse()


def test_too_much_is_dropped_and_said(web: Web) -> None:
    for sized in ({}, {"Content-Length": str((MOST + 5) * len(MEGABYTE))}):
        reply = post(web, MOST + 5, **sized)
        page = reply.read().decode()
        assert reply.status == 413
        assert f"up to {MOST} MB at once" in page
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in reply.headers["Cache-Control"]
        assert "script-src 'self'" in reply.headers["Content-Security-Policy"]
    assert post(web, MOST, **{"Content-Length": str(MOST * len(MEGABYTE))}).status == 403


def raw(web: Web, request: bytes) -> list[bytes]:
    """Send bytes as they are; return the status lines that come back."""
    with socket.create_connection(("127.0.0.1", web.port), 60) as sent:
        sent.sendall(request)
        came = b""
        while part := sent.recv(65536):
            came += part
    return [line for line in came.split(b"\r\n") if line.startswith(b"HTTP/1.1 ")]


def test_nobody_can_argue_about_where_a_request_ends(web: Web) -> None:
    start = f"POST {SIGN_IN} HTTP/1.1\r\nHost: localhost\r\n".encode()
    for lengths in (
        b"Content-Length: 4\r\nContent-Length: 5\r\n",
        b"Content-Length: 4, 5\r\n",
        b"Content-Length: -1\r\n",
        b"Content-Length: +4\r\n",
        b"Transfer-Encoding: xchunked\r\n",
        b"Transfer-Encoding: chunked, identity\r\n",
        b"Transfer-Encoding : chunked\r\n",
    ):
        assert raw(web, start + lengths + b"\r\nabcde") == [b"HTTP/1.1 400 Bad Request"], lengths
    both = start + b"Content-Length: 90\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    follows = b"GET /no-such-page/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    statuses = raw(web, both + follows)
    assert statuses[0] == b"HTTP/1.1 403 Forbidden"
    assert statuses[1:] in ([], [b"HTTP/1.1 404 Not Found"]), "chunks decide, never the length"
