"""The walls around the reading process, put up by itself before it looks at the file.

They cannot be put up between fork and exec by the parent: that is unsafe in a process with
threads. Limits on memory, CPU time, open files and new processes are the kernel's; on top of
them an audit hook refuses what a reader of documents never needs.
"""

import os
import resource
import signal
import sys
from typing import Any

from .limits import Limits

_NEVER = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system",
    "os.kill", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink",
    "os.chmod", "os.chown", "os.truncate", "os.listxattr", "os.putenv", "ctypes.", "ftplib.",
    "urllib.", "smtplib.", "pty.", "shutil.", "tempfile.", "sqlite3.", "webbrowser.",
)  # fmt: skip


def confine(limits: Limits) -> None:
    """Bound memory, CPU time, wall-clock time, files and processes."""
    cpu = max(1, int(limits.seconds + 0.999))
    _limit(resource.RLIMIT_AS, limits.memory_bytes)
    _limit(resource.RLIMIT_CPU, cpu)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, 32)
    _limit(resource.RLIMIT_NPROC, 0)
    # Should the parent die, nobody watches the clock: then this alarm ends the process.
    signal.alarm(cpu + 5)


def lock_down() -> None:
    """Refuse writing, connecting, starting and looking around. There is no way back."""
    _limit(resource.RLIMIT_FSIZE, 0)
    libraries = tuple({os.path.realpath(path) + os.sep for path in _library_paths()})

    def refuse(event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            if not _may_open(libraries, *args):
                raise PermissionError("the reading process opens no files")
        elif event.startswith(_NEVER):
            raise PermissionError("the reading process may not do this")

    sys.addaudithook(refuse)


def _library_paths() -> list[str]:
    here = __file__.rpartition(os.sep)[0]
    return [here, sys.prefix, sys.base_prefix, *(path for path in sys.path if path)]


def _may_open(libraries: tuple[str, ...], path: Any, mode: Any = "r", flags: Any = 0) -> bool:
    """Only code that a reader imports late, and only to read it."""
    writes = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
    if not isinstance(path, str | bytes) or (isinstance(flags, int) and flags & writes):
        return False
    return os.path.realpath(os.fsdecode(path)).startswith(libraries)


def _limit(which: int, most: int) -> None:
    """Lower a limit; one that is lower already stays."""
    _, hard = resource.getrlimit(which)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(which, (most, most))
