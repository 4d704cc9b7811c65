"""What does translating cost? Time against length, throughput, memory; beside LibreTranslate.

    python bench/translate.py                        # the first pack in bundled/mt or var/packs
    python bench/translate.py --folder FOLDER        # the first pack in FOLDER
    python bench/translate.py --random               # a pack of usual size with random weights
    python bench/translate.py --with-libretranslate  # both, same pack, same text, same machine

LibreTranslate is started from its own environment, `var/libretranslate`, which is made with
`uv venv` and `uv pip install libretranslate` (half a gigabyte, no torch) if it is not there. Its
own server answers over HTTP; ours is called in a process of its own. Prints a JSON object a
length, times in seconds, best of the rounds; then memory in MiB at its highest; then both side by
side: how many times as fast Daylight is at each length, and its part of the other's memory.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from workspace.gateway.engines.argos import ArgosEngine  # noqa: E402
from workspace.gateway.engines.argos.installed import installed  # noqa: E402
from workspace.privacy.masked import Part, sealed  # noqa: E402

FOLDERS = [str(ROOT / "bundled" / "mt"), str(ROOT / "var" / "packs")]
ENVIRONMENT = ROOT / "var" / "libretranslate"
PORT = 5987
WHO = ("The worker", "Your mother", "A doctor", "The teacher", "Our manager", "The nurse")
DOES = ("will visit you", "wants to talk", "can help you", "has an appointment", "will call")
WHEN = ("on Monday at {}", "tomorrow, in room {}", "about letter {}", "with form number {}")


def document(count: int, first: int = 0) -> str:
    """So many different sentences, five to a paragraph; another `first`, another document."""
    sentences = [
        f"{WHO[n % 6]} {DOES[n % 5]} {WHEN[n % 4].format(n + 1)}{'?' if n % 7 == 0 else '.'}"
        for n in range(first, first + count)
    ]
    return "\n".join(" ".join(sentences[at : at + 5]) for at in range(0, count, 5))


def timed(work: Callable[[str], object], count: int) -> float:
    rounds = 5 if count <= 10 else (2 if count <= 200 else 1)
    times = []
    for number in range(rounds):
        text = document(count, first=number * count + 10 * count)  # none is asked for twice
        begun = time.perf_counter()
        work(text)
        times.append(time.perf_counter() - begun)
    return min(times)


def measured(work: Callable[[str], object], name: str, sizes: list[int]) -> dict[int, float]:
    """Seconds for each length, a line printed for each; the first call opens the pack, apart."""
    found = {}
    print(json.dumps({"engine": name, "first call": round(timed_once(work), 3)}), flush=True)
    for count in sizes:
        seconds = found[count] = timed(work, count)
        line = {"engine": name, "sentences": count, "seconds": round(seconds, 3)}
        print(json.dumps(line | {"per second": round(count / seconds, 1)}), flush=True)
    return found


def timed_once(work: Callable[[str], object]) -> float:
    begun = time.perf_counter()
    work("Hello.")
    return time.perf_counter() - begun


def ours(folder: str, source: str, target: str, sizes: list[int]) -> tuple[dict[int, float], int]:
    engine = ArgosEngine([folder])

    def work(text: str) -> object:
        masked = sealed([Part("document", tuple(text.split("\n")))])
        return engine.translate(masked, source=source, target=target)

    seconds = measured(work, "daylight", sizes)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"engine": "daylight", "memory": peak}), flush=True)
    return seconds, peak


def theirs(folder: str, source: str, target: str, sizes: list[int]) -> tuple[dict[int, float], int]:
    with libretranslate(folder, source, target) as server:

        def work(text: str) -> object:
            return ask({"q": text, "source": source, "target": target})

        seconds = measured(work, "libretranslate", sizes)
        status = Path(f"/proc/{server.pid}/status").read_text()
        peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        memory = int(peak.split()[1]) // 1024
        print(json.dumps({"engine": "libretranslate", "memory": memory}), flush=True)
        return seconds, memory


def beside(folder: str, source: str, target: str, sizes: list[int]) -> None:
    """Both, each in a process of its own, and how they compare."""
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:
        mine, our_memory = apart.submit(ours, folder, source, target, sizes).result()
    others, their_memory = theirs(folder, source, target, sizes)
    for count in sizes:
        ratio = round(others[count] / mine[count], 2)
        print(json.dumps({"sentences": count, "times as fast": ratio}))
    print(json.dumps({"part of the memory": round(our_memory / their_memory, 2)}))


def ask(payload: dict[str, str]) -> str:
    request = urllib.request.Request(
        f"http://127.0.0.1:{PORT}/translate",
        json.dumps(payload).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=3600) as answer:  # noqa: S310
        return str(json.load(answer)["translatedText"])


@contextmanager
def libretranslate(folder: str, source: str, target: str) -> Iterator[subprocess.Popen[bytes]]:
    """Its server over the same packs, in an environment and a home folder of its own."""
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        subprocess.run(["uv", "venv", "-q", "--python", "3.11", ENVIRONMENT], check=True)
        subprocess.run(
            ["uv", "pip", "install", "-q", "--python", python, "libretranslate"], check=True
        )
    with tempfile.TemporaryDirectory() as home, (Path(home) / "log").open("wb") as log:
        packs = Path(home) / "packs"
        packs.mkdir()
        for metadata in Path(folder).glob("*/metadata.json"):  # it takes every folder for a pack
            (packs / metadata.parent.name).symlink_to(metadata.parent)
        env = {**os.environ, "HOME": home, "ARGOS_PACKAGES_DIR": str(packs)}
        env |= {"XDG_DATA_HOME": home, "XDG_CACHE_HOME": home, "XDG_CONFIG_HOME": home}
        command = [
            str(python), str(ROOT / "bench" / "libretranslate_server.py"), "--port", str(PORT),
            "--load-only", f"{source},{target}", "--disable-web-ui", "--char-limit", "-1",
        ]  # fmt: skip
        server = subprocess.Popen(command, cwd=home, env=env, stdout=log, stderr=log)
        try:
            wait_for(server, Path(home) / "log")
            yield server
        finally:
            server.terminate()
            server.wait(30)


def wait_for(server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(240):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/languages", timeout=5).close()
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit(f"LibreTranslate did not start:\n{log.read_text()[-3000:]}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--folder", default="")
    parser.add_argument("--random", action="store_true")
    parser.add_argument("--with-libretranslate", action="store_true")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 10, 50, 200, 1000, 2000])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = asked.folder or made
        if asked.random:
            from tests.argos_packs import random_pack

            for pair in (("en", "es"), ("es", "en")):  # LibreTranslate wants a way back as well
                random_pack(Path(made), *pair, layers=6, width=512, vocabulary=3000, stops=True)
        elif not asked.folder:
            folder = next((each for each in FOLDERS if installed([each])), made)
        packs = installed([folder])
        if not packs:
            raise SystemExit("No translation pack is installed: try --random.")
        source, target = min(packs, key=lambda pair: (pair[0] != "en", pair))
        print(json.dumps({"direction": f"{source}-{target}", "cores": os.cpu_count()}), flush=True)
        if asked.with_libretranslate:
            beside(folder, source, target, asked.sizes)
        else:
            ours(folder, source, target, asked.sizes)


if __name__ == "__main__":
    main()
