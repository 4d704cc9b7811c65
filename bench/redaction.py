"""How well personal data is found, and how fast, beside Presidio's own defaults.

    python bench/redaction.py [--set heldout|families|watched] [--misses]

The documents in `bench/data/redaction_*.jsonl` are written by hand, about invented people. Those of
`heldout` (English) and `families` (nine languages) were written by other hands than the passages
that training text is made from, and were not looked at while anything was mended; those of
`watched` were, and flatter us. `<PERSON:Amina>` in a text marks one item.

Daylight is measured as it is used: through `mask`, with a fresh vault for each document. Presidio
runs with its defaults over the same trained pipeline.

found      share of marked items whose every letter and digit is hidden (a leak is the rest)
leak-free  documents without any leak
needless   share of all characters that are hidden and not marked
harmless   documents with nothing personal in them, and how many items were hidden there
"""

import argparse
import json
import logging
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

import regex

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workspace.settings")
_MARK: Final = regex.compile(r"<([A-Z_]+):([^>]+)>")
_BY_POLICY: Final = frozenset({"PLACE"})
"""Towns are quasi-identifiers: marked, but hidden only where a policy says so."""
_AT_LEAST: Final = 10
"""Groups with fewer people than this are not listed."""
Found = tuple[int, int, str]
Finder = Callable[[str, str], list[Found]]

PRESIDIO_LABELS: Final = {
    "EMAIL_ADDRESS": "EMAIL", "PHONE_NUMBER": "PHONE", "UK_NHS": "NHS_NUMBER", "UK_NINO": "NINO",
    "IBAN_CODE": "BANK", "CREDIT_CARD": "BANK", "UK_POSTCODE": "POSTCODE",
    "UK_PASSPORT": "PASSPORT", "UK_DRIVING_LICENCE": "DRIVING_LICENCE",
    "UK_VEHICLE_REGISTRATION": "VEHICLE",
}  # fmt: skip


class Paper(NamedTuple):
    """One document: its text without marks, and what was marked."""

    name: str
    register: str
    origin: str
    language: str
    text: str
    marked: list[Found]


def unmark(marked: str) -> tuple[str, list[Found]]:
    """Turn "<PERSON:Amina> ran" into ("Amina ran", [(0, 5, "PERSON")])."""
    text, spans, end = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[end : mark.start()]
        spans.append((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        end = mark.end()
    return text + marked[end:], spans


def papers(name: str) -> list[Paper]:
    path = ROOT / "bench" / "data" / f"redaction_{name}.jsonl"
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [
        Paper(row["id"], row["register"], row["origin"], row.get("language", "en"),
              *unmark(row["marked"]))
        for row in rows
    ]  # fmt: skip


def ours() -> Finder:
    import django

    django.setup()
    from workspace.privacy import layers
    from workspace.privacy.identities import Identities
    from workspace.privacy.masking import mask

    def find(text: str, language: str) -> list[Found]:
        found = layers.found(text, language=language)
        mentions = mask(text, found, Identities(), language=language).mentions
        return [(m.start, m.end, m.label) for m in mentions]

    return find


def presidio_defaults() -> Finder:
    """Presidio as it comes, offline, with our English pipeline underneath."""
    logging.disable(logging.CRITICAL)
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine
    from presidio_analyzer.predefined_recognizers.generic import email_recognizer
    from tldextract import TLDExtract

    from workspace.privacy.detector.model import load

    class Engine(SpacyNlpEngine):
        """Presidio's own, around a pipeline that is in memory."""

        def load(self) -> None:
            """Nothing is fetched."""

    offline = TLDExtract(suffix_list_urls=(), cache_dir=None)
    email_recognizer.tldextract.extract = offline  # or it would fetch the list of domains
    engine = Engine(
        models=[{"lang_code": "en", "model_name": "bundled"}],
        ner_model_configuration=NerModelConfiguration(
            model_to_presidio_entity_mapping={"PERSON": "PERSON", "ADDRESS": "ADDRESS",
                                              "SCHOOL": "SCHOOL", "PLACE": "PLACE"}
        ),
    )  # fmt: skip
    engine.nlp = {"en": load().nlp}  # type: ignore[assignment]  # untyped there
    registry = RecognizerRegistry(supported_languages=["en"])
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=engine)
    analyser = AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["en"])

    def find(text: str, language: str) -> list[Found]:
        results = analyser.analyze(text, language="en", score_threshold=0.35)
        return [
            (r.start, r.end, PRESIDIO_LABELS.get(r.entity_type, r.entity_type))
            for r in results
            if r.entity_type not in ("DATE_TIME", "PLACE", "LOCATION", "NRP")
        ]

    return find


@dataclass
class Score:
    """Counts over all documents; `groups` count people by label, origin and register."""

    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    groups: Counter[tuple[str, str]] = field(default_factory=Counter)
    found_in: Counter[tuple[str, str]] = field(default_factory=Counter)
    reported: int = 0
    extra: int = 0
    harmless: int = 0
    extra_in_harmless: int = 0
    papers: int = 0
    leak_free: int = 0
    characters: int = 0
    needless: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, paper: Paper, guesses: list[Found]) -> None:
        text = paper.text
        covered = {place for start, end, _ in guesses for place in range(start, end)}
        leaks = [gold for gold in paper.marked if not self._is_found(paper, gold, covered)]
        self.notes += [f"  leak  {paper.name:6} {x[2]:10} {text[x[0] : x[1]]}" for x in leaks]
        extra = [
            guess
            for guess in guesses
            if not any(guess[0] < gold[1] and gold[0] < guess[1] for gold in paper.marked)
        ]
        self.notes += [f"  extra {paper.name:6} {x[2]:10} {text[x[0] : x[1]]}" for x in extra]
        self.reported += len(guesses)
        self.extra += len(extra)
        self.papers += 1
        self.leak_free += not leaks
        if not paper.marked:
            self.harmless += 1
            self.extra_in_harmless += len(extra)
        gold = {place for start, end, _ in paper.marked for place in range(start, end)}
        self.characters += len(text)
        self.needless += sum(text[place].isalnum() for place in covered - gold)

    def _is_found(self, paper: Paper, gold: Found, covered: set[int]) -> bool:
        start, end, label = gold
        if label in _BY_POLICY:
            return True
        hidden = all(p in covered for p in range(start, end) if paper.text[p].isalnum())
        self.wanted[label] += 1
        self.found[label] += hidden
        if label == "PERSON":
            for group in (("origin", paper.origin), ("register", paper.register)):
                self.groups[group] += 1
                self.found_in[group] += hidden
        return hidden


def score(finder: Finder, rows: Iterable[Paper]) -> Score:
    result = Score()
    for paper in rows:
        result.add(paper, finder(paper.text, paper.language))
    return result


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "    -"


def show(name: str, result: Score, *, groups: bool) -> None:
    print(f"\n{name}")
    print(f"{'label':16} {'marked':>6} {'found':>6} {'leaks':>6}")
    for label in sorted(result.wanted):
        wanted, found = result.wanted[label], result.found[label]
        print(f"{label:16} {wanted:6} {_share(found, wanted):>6} {wanted - found:6}")
    wanted, found = result.wanted.total(), result.found.total()
    print(f"{'all':16} {wanted:6} {_share(found, wanted):>6} {wanted - found:6}")
    personal, clean = result.papers - result.harmless, result.leak_free - result.harmless
    print(f"leak-free: {clean} of {personal} documents with personal data")
    print(f"precision: {_share(result.reported - result.extra, result.reported)}")
    print(f"needless: {100 * result.needless / result.characters:.1f} % of characters")
    print(f"harmless: {result.extra_in_harmless} items in {result.harmless} documents")
    if groups:
        for kind in ("origin", "register"):
            rows = sorted(
                (result.found_in[group] / count, group[1], count)
                for group, count in result.groups.items()
                if group[0] == kind and count >= _AT_LEAST
            )
            worst = "; ".join(f"{name} {share:.2f} of {count}" for share, name, count in rows[:6])
            print(f"people by {kind}, the worst: {worst}")


def speed(finders: dict[str, Finder], rows: Iterable[Paper]) -> None:
    """Median time of 300 words, the finders taking turns on the same texts."""
    words = " ".join(paper.text for paper in rows).split(" ")
    texts = [" ".join(words[at : at + 300]) for at in range(0, len(words) - 300, 300)][:25]
    spent: dict[str, list[float]] = {name: [] for name in finders}
    for text in texts * 3:
        for name, finder in finders.items():
            started = time.perf_counter()
            finder(text, "en")
            spent[name].append(1000 * (time.perf_counter() - started))
    times = {name: median(values) for name, values in spent.items()}
    for name, value in times.items():
        print(f"300 words, {name}: {value:.1f} ms")
    first, second = times.values()
    print(f"time against Presidio's defaults: {first / second:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure redaction.")
    parser.add_argument("--set", default="heldout", choices=("heldout", "families", "watched"))
    parser.add_argument("--misses", action="store_true", help="list what was missed or extra")
    arguments = parser.parse_args()
    rows = papers(arguments.set)
    finder = ours()
    own = score(finder, rows)
    show(f"Daylight, {arguments.set}", own, groups=True)
    if arguments.misses:
        print("\n".join(own.notes))
    if arguments.set != "families":
        other = presidio_defaults()
        show("Presidio's defaults on the same pipeline", score(other, rows), groups=False)
        print()
        speed({"Daylight's mask": finder, "Presidio's analyse": other}, rows)


if __name__ == "__main__":
    main()
