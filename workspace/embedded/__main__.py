"""`python -m workspace.embedded`: prepare, start and watch Daylight until Ctrl-C.

DAYLIGHT_VAR is the folder it writes to, DAYLIGHT_PORT the port it would like, and with
DAYLIGHT_DEMO=1 it loads the fictional council. It is for one machine and answers on loopback
only; `docs/production.md` is for more.
"""

import os
import signal
import sys
import threading
from pathlib import Path

from .folder import ROOT, Folder, InUse
from .process import stop_leftover
from .starting import NotReady, Start


def main() -> int:
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stopping.set())
    try:
        folder = Folder(Path(os.environ.get("DAYLIGHT_VAR") or ROOT / "var"))
    except InUse as other:
        say(f"Daylight runs already{' at ' + other.address if other.address else ''}.")
        return 1
    for _, pid, born in folder.state().get("processes", []):
        if stop_leftover(pid, born):
            say(f"Stopped process {pid}, left over from a start that was killed.")
    start = Start(folder, stopping, say)
    try:
        start.prepare()
        start.run()
    except NotReady as trouble:
        if not stopping.is_set():
            say(str(trouble))
            return 1
    finally:
        start.stop()
        folder.release()
    return 0


def say(line: str = "") -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
