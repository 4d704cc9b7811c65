"""A port for the web server: the usual one, the next that is free, or any."""

import socket
from contextlib import suppress
from typing import Final

HOST: Final = "127.0.0.1"
_NEIGHBOURS: Final = 20


def is_free(port: int) -> bool:
    """True if nobody listens on `port`, on this machine's address or on all of them."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):
            probe.bind((HOST, port))
            return True
    return False


def choose(wanted: int) -> int:
    """Return `wanted`, or the next free port after it, or one that the system names."""
    for port in range(wanted, min(wanted + _NEIGHBOURS, 65536)):
        if is_free(port):
            return port
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
