"""The suite reaches this machine and nothing else, in this process and in its children."""

import socket
import subprocess
import sys
import urllib.request

import pytest
from django.conf import settings

OUTSIDE = "203.0.113.7"  # reserved for documentation: nobody answers there


def test_an_outside_address_is_refused():
    with socket.socket() as client, pytest.raises(OSError, match="this machine only"):
        client.connect((OUTSIDE, 80))


def test_a_datagram_to_the_outside_is_refused():
    with (
        socket.socket(type=socket.SOCK_DGRAM) as client,
        pytest.raises(OSError, match="this machine only"),
    ):
        client.sendto(b"x", (OUTSIDE, 53))


def test_a_name_is_not_even_looked_up():
    with pytest.raises(OSError, match="this machine only"):
        urllib.request.urlopen("http://models.example.test/")


def test_loopback_works():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.connect(server.getsockname())


@pytest.mark.parametrize("host", [OUTSIDE, "models.example.test"])
def test_a_child_process_is_refused_too(host):
    code = f"import socket; socket.create_connection(('{host}', 80), timeout=5)"
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert child.returncode == 1
    assert "this machine only" in child.stderr


def test_the_suite_never_touches_the_installation():
    assert settings.VAR.name.startswith("daylight-tests-")
