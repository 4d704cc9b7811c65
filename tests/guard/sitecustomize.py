"""Nothing that runs under the tests reaches any network but loopback.

An audit hook cannot be removed, and sees every connection and look-up made from Python. Being
called `sitecustomize` and on PYTHONPATH, this file is loaded by every Python child as well.
Libraries that open sockets in C (libpq, a browser) are outside its reach.
"""

import os
import socket
import sys
from typing import Any

_LOCAL_NAMES = {"", "localhost", "::1", "::", "0.0.0.0"}  # noqa: S104  (binding to it is fine)


class OutsideRefused(OSError):
    """A test tried to reach something that is not this machine."""


def _is_local(host: object) -> bool:
    if host is None:
        return True
    name = host.decode() if isinstance(host, bytes) else str(host)
    return name in _LOCAL_NAMES or name.startswith("127.") or name == socket.gethostname()


def _refuse_outside(event: str, args: tuple[Any, ...]) -> None:
    if event in {"socket.connect", "socket.sendto"}:
        address = args[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        host = args[0]
    else:
        return
    if not _is_local(host):
        raise OutsideRefused(f"the tests may reach this machine only, not {host!r}")


if not getattr(sys, "daylight_guard", False):
    sys.daylight_guard = True  # type: ignore[attr-defined]
    sys.addaudithook(_refuse_outside)
    os.environ["PYTHONPATH"] = os.pathsep.join(
        dict.fromkeys([os.path.dirname(__file__), *os.environ.get("PYTHONPATH", "").split(":")])  # noqa: PTH120
    ).rstrip(os.pathsep)
