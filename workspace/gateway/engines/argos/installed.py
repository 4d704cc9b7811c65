"""Which packs are installed: the folders as they are now, read without opening a model.

A pack is an unpacked `.argosmodel`: `metadata.json`, `model/`, and `sentencepiece.model` or
`bpe.model`. Whatever else lies beside the packs is passed over.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

PIVOT: Final = "en"


@dataclass(frozen=True, slots=True)
class PackFacts:
    """What a pack's `metadata.json` says. `stamp` changes when its model is replaced."""

    folder: Path
    source: str
    target: str
    version: str
    prefix: str
    stamp: tuple[int, int]

    @property
    def label(self) -> str:
        return f"{self.source}_{self.target}-{self.version or '0'}"


Packs = dict[tuple[str, str], PackFacts]


def installed(folders: Iterable[str]) -> Packs:
    """The pack for each direction: the later folder's, and in a folder the newer version."""
    packs: Packs = {}
    for folder in folders:
        found = sorted(_packs_in(Path(folder)), key=lambda facts: _order(facts.version))
        packs.update({(facts.source, facts.target): facts for facts in found})
    return packs


def route(packs: Packs, source: str, target: str) -> list[PackFacts]:
    """The packs to go through, one or two; empty where none cover the direction."""
    if direct := packs.get((source, target)):
        return [direct]
    first, second = packs.get((source, PIVOT)), packs.get((PIVOT, target))
    return [first, second] if first and second and source != target else []


def directions(packs: Packs) -> list[tuple[str, str]]:
    """Every pair that has a route, sorted."""
    to_pivot = [source for source, target in packs if target == PIVOT]
    from_pivot = [target for source, target in packs if source == PIVOT]
    pairs = {(one, other) for one in to_pivot for other in from_pivot if one != other}
    return sorted(pairs | set(packs))


def _packs_in(folder: Path) -> Iterator[PackFacts]:
    """Yield the packs that lie in a folder, or the one that it is."""
    if itself := _facts(folder):
        yield itself
        return
    try:
        children = sorted(folder.iterdir())
    except OSError:
        return
    for child in children:
        facts = _facts(child)
        if facts:
            yield facts


def _facts(folder: Path) -> PackFacts | None:
    try:
        said: Any = json.loads((folder / "metadata.json").read_text("utf-8"))
        model = (folder / "model" / "model.bin").stat()
    except (OSError, ValueError):
        return None
    if not isinstance(said, dict) or said.get("type", "translate") != "translate":
        return None
    source, target = said.get("from_code"), said.get("to_code")
    if not (isinstance(source, str) and source and isinstance(target, str) and target):
        return None
    version, prefix = str(said.get("package_version", "")), str(said.get("target_prefix") or "")
    stamp = (model.st_mtime_ns, model.st_size)
    return PackFacts(folder, source, target, version, prefix, stamp)


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d{1,9}", version))
