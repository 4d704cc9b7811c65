"""What the organisation's lists and a long roster cost one message, side by side in one run.

    python bench/lists.py [--rounds 200]

One message of 600 characters is masked with nothing known, with lists of 10,000 and 50,000
entries, and with a roster of 10,000 names, all taking turns, so that whatever else the machine
does hurts all of them alike. The detector's own time is left out: it is the same whoever is
known, and time is that of the processor. The bars: 50,000 entries cost under 1 ms a message;
10,000 roster and list names add under 1 ms. The last row is both at their largest, beyond either.

What is paid elsewhere is printed above it, and is no part of those bars: reading the lists
once in each process after an administrator changed a word, and opening a vault with thousands of
names, which every masking does: making the forms of each name, the database, decryption.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from itertools import product
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from workspace.privacy.identities import Identities
    from workspace.privacy.ownwords import OwnWords

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workspace.settings")
LISTS: Final = ROOT / "bundled" / "ner_en" / "model" / "daylight_word_classes"
BAR: Final = 1.0
FAMILY: Final = ("Amina Warsame", "Shabana Warsame", "Tomos Pritchard")
WHAT: Final = ("Nursery", "Primary School", "House", "Lodge", "Close", "Youth Club", "Hub", "Road")
TEXT: Final = (
    "Home visit on Tuesday. Shabana was in with the children; Tomos Pritchard came along from the "
    "family hub on Mill Street. Amina talked about Kestrel Nursery, where she likes the red bricks "
    "and the pond, and about St Anselm's summer fair. The flat was warm, there was food in the "
    "fridge, and the landlord has mended the window in the back room. Shabana asked about Early "
    "Help and about money for the new school uniform. I will ring the school on Friday; she will "
    "bring the letter from the housing office to the next meeting at the Beacon Hub. The health "
    "visitor has been kind, Shabana said, and Amina is sleeping."
)[:600]


def listed(kind: str) -> list[str]:
    return (LISTS / f"{kind}.txt").read_text("utf-8").split()


def entries(size: int) -> list[str]:
    """Names of places, no two alike, hundreds of which begin with the same word."""
    saints = product((word.title() for word in listed("surname")), WHAT)
    plain = product((word.title() for word in listed("field")), WHAT)
    every = {f"St {name} {what}" for name, what in saints}
    every |= {f"{name} {what}" for name, what in plain}
    return Random(4).sample(sorted(every), size)


def own_words(size: int) -> "OwnWords":
    """Lists of this many entries in all, an eighth of them never hidden."""
    from workspace.privacy.ownwords import OwnWords
    from workspace.privacy.phrases import Phrase

    chosen = [Phrase(text, "PLACE") for text in entries(size)]
    return OwnWords(chosen[size // 8 :], chosen[: size // 8])


def people(size: int) -> list[str]:
    """Full names, no two alike."""
    pairs = product(listed("given")[::7], listed("surname")[::11])
    every = [f"{given.title()} {surname.title()}" for given, surname in pairs]
    return Random(4).sample(every, size)


def known(names: Iterable[str] = (), own: "OwnWords | None" = None) -> "Identities":
    """A vault's people: a family of three, and whoever else."""
    from workspace.privacy.identities import Identities

    identities = Identities()
    for name in [*FAMILY, *names]:
        identities.new("PERSON", name, roster=True)
    if own is not None:
        identities.own = own
    return identities


def timed(ways: dict[str, Callable[[], object]], rounds: int) -> dict[str, tuple[float, float]]:
    """Median milliseconds of each: of the processor, and as a clock on the wall sees it.

    They take turns in an order that changes: on a machine with other work, a fixed one falls into
    step with the scheduler, and the same one pays for every pause.
    """
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    order, choose = list(ways), Random(4)
    for _ in range(rounds):
        choose.shuffle(order)
        for name in order:
            began, busy = time.perf_counter(), time.thread_time()
            ways[name]()
            busy, began = time.thread_time() - busy, time.perf_counter() - began
            spent[name].append((1000 * busy, 1000 * began))
    return {
        name: (median(busy for busy, _ in values), median(wall for _, wall in values))
        for name, values in spent.items()
    }


def messages(rounds: int) -> None:
    from workspace.privacy.detector import detect
    from workspace.privacy.masking import mask

    spans, roster = detect(TEXT), people(10_000)
    vaults = {
        "nothing listed, three people known": known(),
        "10,000 entries on lists": known(own=own_words(10_000)),
        "50,000 entries on lists": known(own=own_words(50_000)),
        "10,000 names on the roster": known(roster),
        "5,000 names and 5,000 entries": known(roster[:5_000], own_words(5_000)),
        "10,000 names and 50,000 entries": known(roster, own_words(50_000)),
    }
    ways = {name: partial(mask, TEXT, spans, vault) for name, vault in vaults.items()}
    timed(ways, 3)
    times = timed(ways, rounds)
    first, _ = next(iter(times.values()))
    print(
        f"One message of {len(TEXT)} characters, {rounds} rounds, median; load {os.getloadavg()[0]}"
    )
    print(f"  {'':36} processor     more            on the wall")
    for name, (busy, wall) in times.items():
        more = busy - first
        verdict = "ok" if more < BAR else "OVER"
        print(f"  {name:36} {busy:6.2f} ms {more:+6.2f} ms  {verdict:5} {wall:8.2f} ms")


def elsewhere() -> None:
    """What is paid elsewhere: reading the lists anew, and opening a vault of thousands."""
    from django.core.management import call_command
    from django.db import connection

    from workspace.privacy import lists
    from workspace.privacy.vaults import change, new_vault, open_vault

    call_command("migrate", verbosity=0)
    lists.add(kind="hidden", texts=entries(50_000), label="PLACE")
    print("Once in each process, after a word was changed")
    print(f"  reading 50,000 entries anew            {once(lists.own_words):7.0f} ms")
    print(f"  asking whether they have changed       {once(lists.own_words):7.2f} ms")
    print("Opening a vault, as each masking does, with this many names on the roster")
    for size in (10, 1_000, 10_000):
        vault = new_vault().pk
        names = people(size)
        change(vault, partial(_put, names=names))
        spent = median(once(partial(open_vault, vault)) for _ in range(3))
        print(f"  {size:6,} names {spent:32.0f} ms")
    connection.close()


def _put(identities: "Identities", names: list[str]) -> None:
    for name in names:
        identities.new("PERSON", name, roster=True)


def once(way: Callable[[], object]) -> float:
    started = time.perf_counter()
    way()
    return 1000 * (time.perf_counter() - started)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure lists and rosters.")
    parser.add_argument("--rounds", type=int, default=200)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DAYLIGHT_VAR"] = folder
        import django

        django.setup()
        elsewhere()
        messages(rounds)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"Memory of this process at its most, with all of that in it: {most:.0f} MB")


if __name__ == "__main__":
    main()
