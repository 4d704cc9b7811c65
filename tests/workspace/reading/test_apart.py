"""The process that reads is bounded, blind, and gone afterwards."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests import uploads
from tests.uploads import paragraph
from workspace.reading import DEFAULT, UnreadableFile, apart, child, read
from workspace.reading.supervised import Ended, run

ROOT = Path(apart.__file__).parents[3]
START = Path(apart.__file__).with_name("start.py")
MEGABYTE = 1024 * 1024

# `read` from a process too small to blur the figure: a child's peak counts its parent's at fork.
MEASURE = """
import json, resource, sys
sys.path.insert(0, sys.argv[1])
from workspace.reading import UnreadableFile, read
data = sys.stdin.buffer.read()
try:
    code = read(data, sys.argv[2]).media_type
except UnreadableFile as error:
    code = error.code
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([code, peak * 1024]))
"""

INSIDE = f"""
import sys
sys.path.insert(0, {str(START.parent)!r})
import start
start.enter()
from reading.limits import DEFAULT
from reading.confine import confine, lock_down
confine(DEFAULT); lock_down()
"""


def flood() -> bytes:
    return uploads.docx(parts={"word/zeros": bytes(150 * MEGABYTE)})


def laughs() -> bytes:
    return uploads.docx(paragraph("&j;"), prologue=uploads.LAUGHS)


def large() -> bytes:
    return uploads.docx("".join(paragraph(f"Visit {n}. Seen at home.") for n in range(19_000)))


def wide() -> bytes:
    """One attribute of twenty million letters that hardly compress."""
    return uploads.odt(f"<text:p a='{random.Random(5).randbytes(10 * MEGABYTE).hex()}'/>")


def many() -> bytes:
    return uploads.pdf([["x"]] * 5_000)


def heavy_page() -> bytes:
    return uploads.pdf_of(b"BT /F1 11 Tf (" + b"a" * 60_000_000 + b") Tj ET")


def boxes() -> bytes:
    return uploads.nested_mail(1_000)


@pytest.mark.parametrize(
    ("build", "name", "codes", "most"),
    [
        (flood, "a.docx", {"too_much_inside"}, 128),
        (laughs, "a.docx", {"too_much_inside"}, 64),
        (large, "a.docx", {child.MEDIA_TYPES["docx"]}, 128),
        (wide, "a.odt", {"no_text"}, 200),
        (many, "a.pdf", {"too_many_pages"}, 128),
        (heavy_page, "a.pdf", {"too_much_inside", "damaged", "too_long", "took_too_long"}, 520),
        (boxes, "a.eml", {"too_much_inside"}, 96),
    ],
)
def test_memory_stays_bounded(
    build: Callable[[], bytes], name: str, codes: set[str], most: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(ROOT), name],
        input=build(), stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    code, peak = json.loads(done.stdout)
    assert code in codes
    assert 5 * MEGABYTE < peak <= most * MEGABYTE


def inside(code: str) -> str:
    """The name of the exception that `code` raises behind the walls, or "" for none."""
    lines = "\n".join(f"    {line}" for line in code.splitlines())
    program = f"{INSIDE}\ntry:\n{lines}\nexcept BaseException as e:\n    print(type(e).__name__)"
    done = subprocess.run(
        [sys.executable, "-I", "-c", program], stdout=subprocess.PIPE, check=True, cwd=ROOT
    )
    return done.stdout.decode().strip()


@pytest.mark.parametrize(
    "module", ["django", "workspace", "workspace.settings", "celery", "openai", "docx", "lxml"]
)
def test_the_reading_process_sees_neither_django_nor_us(module: str) -> None:
    assert inside(f"import {module}") == "ModuleNotFoundError"


@pytest.mark.parametrize(
    "code",
    [
        "open('/etc/passwd')",
        "open('/dev/shm/daylight-reading', 'w')",
        "import os; os.open('/dev/shm/daylight-reading', os.O_CREAT | os.O_WRONLY)",
        "import socket; socket.socket()",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.fork()",
        "import os; os.system('true')",
        "import os; os.execv('/bin/true', ['true'])",
        "import os; os.remove('/dev/shm/daylight-reading')",
        "import ctypes; ctypes.CDLL(None)",
    ],
)
def test_the_reading_process_may_not_look_around_write_connect_or_start(code: str) -> None:
    assert inside(code) == "PermissionError"


def test_the_walls_leave_room_for_what_readers_need() -> None:
    assert inside("import email.policy, html.parser, zipfile, xml.parsers.expat, pypdf") == ""
    assert inside("bytearray(600 * 1024 * 1024)") == "MemoryError"


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.pdf", "a.eml", "a.txt"])
def test_no_reader_loads_more_than_it_needs(name: str) -> None:
    data = {
        "a.docx": uploads.docx(paragraph("Hello")),
        "a.odt": uploads.odt("<text:p>Hello</text:p>"),
        "a.pdf": uploads.pdf([["Hello"]]),
        "a.eml": uploads.eml("Hello"),
        "a.txt": b"Hello",
    }[name]
    header = json.dumps({"filename": name, "limits": DEFAULT._asdict()}).encode() + b"\n"
    done = subprocess.run(
        [sys.executable, "-I", "-X", "importtime", str(START)],
        input=header + data, capture_output=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout)["paragraphs"]
    modules = {line.rpartition("|")[2].strip() for line in done.stderr.decode().splitlines()}
    tops = {module.partition(".")[0] for module in modules}
    assert "reading.confine" in modules
    assert not tops & {"django", "workspace", "celery", "docx", "lxml"}
    assert ("pypdf" in tops) == (name == "a.pdf")


def test_nothing_personal_is_in_the_command_or_the_environment() -> None:
    """Asked of the kernel while files are being read."""
    seen: list[bytes] = []

    secret = "Amina Warsame"
    watcher = threading.Thread(target=_watch, args=(seen, done := threading.Event()))
    watcher.start()
    try:
        for _ in range(5):
            read(uploads.docx(paragraph(secret)), f"{secret}.docx")
    finally:
        done.set()
        watcher.join()
    assert seen
    assert not any(secret.encode() in text for text in seen)


def _watch(seen: list[bytes], done: threading.Event) -> None:
    while not done.is_set():
        for pid in _children():
            for name in ("cmdline", "environ"):
                with contextlib.suppress(OSError):
                    seen.append(Path(f"/proc/{pid}/{name}").read_bytes())
        done.wait(0.002)


def _children() -> list[int]:
    """The processes that this one has started and not reaped."""
    found: list[int] = []
    for path in Path(f"/proc/{os.getpid()}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += map(int, path.read_text().split())
    return found


HANG = """
import os, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
grandchild = os.fork()
if grandchild:
    print(os.getpid(), grandchild, flush=True)
time.sleep(600)
"""


def alive(pid: int) -> bool:
    """Whether a process runs; one that is dead but not yet reaped does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


def gone(pids: list[int]) -> bool:
    """Whether all are gone, given the moment that the kernel needs after a kill."""
    for _ in range(200):
        if not any(map(alive, pids)):
            return True
        time.sleep(0.01)
    return False


def test_a_process_that_hangs_is_killed_with_all_that_it_started() -> None:
    ended = run([sys.executable, "-c", HANG], [b"x" * MEGABYTE], seconds=3, output_bytes=1_000)
    pids = [int(word) for word in ended.output.split()]
    assert ended.overdue
    assert ended.status == -signal.SIGKILL
    assert len(pids) == 2
    assert gone(pids)


def test_a_process_that_leaves_a_child_behind_does_not_leave_it() -> None:
    orphan = HANG.replace("time.sleep(600)", "os.close(1) if not grandchild else sys.exit()")
    orphan += "\ntime.sleep(600)\n"
    ended = run([sys.executable, "-c", orphan], [], seconds=20, output_bytes=1_000)
    assert not ended.overdue
    assert gone([int(word) for word in ended.output.split()])


def test_a_process_that_never_stops_talking_is_stopped() -> None:
    talk = "import sys\nwhile True: sys.stdout.write('x' * 65536)"
    ended = run([sys.executable, "-c", talk], [], seconds=30, output_bytes=MEGABYTE)
    assert ended.overfull
    assert len(ended.output) <= 2 * MEGABYTE


def test_a_process_that_does_not_listen_is_no_trouble() -> None:
    deaf = [sys.executable, "-c", "print('no')"]
    ended = run(deaf, [bytes(MEGABYTE)], seconds=30, output_bytes=1_000)
    assert ended.output == b"no\n"
    assert ended.status == 0


def test_no_process_and_no_pipe_is_left_after_reading() -> None:
    before, others = len(list(Path("/proc/self/fd").iterdir())), set(_children())
    for _ in range(3):
        read(b"Hello", "a.txt")
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    assert set(_children()) <= others


@pytest.mark.parametrize(
    "answer",
    [
        b"", b"{", b"[]", b"null", b'{"paragraphs": [1]}',
        b'{"code": "x", "kind": "", "where": ""}',
        b'{"paragraphs": [], "media_type": "a", "pages": null, "warnings": []}',
        b'{"paragraphs": ["a"], "media_type": "a", "pages": "1", "warnings": []}',
        b'{"code": "damaged", "kind": "Amina", "where": "Amina Warsame was here"}',
        b"[" * 100_000,
    ],
)  # fmt: skip
def test_only_a_well_formed_answer_is_believed(answer: bytes) -> None:
    with pytest.raises(UnreadableFile) as caught:
        apart._reading(Ended(answer, 0), DEFAULT)
    assert caught.value.code == "damaged"
    assert "Amina" not in f"{caught.value} {caught.value.where}"


def test_files_can_be_read_by_many_threads_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        texts = [f"Visit {number}" for number in range(12)]
        readings = pool.map(lambda text: read(text.encode(), "a.txt"), texts)
        assert [reading.paragraphs[0] for reading in readings] == texts
