"""Write the word lists that ship beside the model: ordinary words, names and places.

The detector uses them for what a small model cannot know for sure: a capitalised word that
is in no list is probably a name, and a listed plain word in lower case is not one.
"""

from pathlib import Path

import regex
from generate import read_templates, read_words
from names import DATA, plain, read_names

_BRITISH = ("English", "Scottish", "Common in Britain", "Jamaican", "Traveller", "Irish")
_TRICKY = "Common words"


def _parts(text: str) -> set[str]:
    return {part.lower() for part in regex.findall(r"[\p{L}\p{M}'’]{2,}", text)}


def listed() -> set[str]:
    """Plain words: the everyday ones, which are trained on, and others, which are not."""
    files = ("everyday", "ordinary", "listed_only")
    return {word for name in files for word in (DATA / f"{name}.txt").read_text("utf-8").split()}


def ordinary() -> set[str]:
    """Everything in the training text that is neither a name nor a place."""
    found = listed()
    for kind, entries in read_words().items():
        if kind not in ("place", "school_stem", "street_stem"):
            found |= _parts(" ".join(entries))
    for kept_back in (False, True):
        for templates in read_templates(kept_back=kept_back).values():
            found |= _parts(regex.sub(r"\{\w+\}", " ", " ".join(templates)))
    return found


def _names(kind: str, *, british: bool) -> set[str]:
    found: set[str] = set()
    for origin, kinds in read_names().items():
        if origin != _TRICKY and (british or origin not in _BRITISH):
            for name in kinds[kind]:
                found |= _parts(name) | _parts(plain(name)) | {name.lower(), plain(name).lower()}
    return found


def tricky() -> set[str]:
    """Names that are also words; whether they are names is for the model to say."""
    kinds = read_names()[_TRICKY]
    return _parts(" ".join(kinds["first"] + kinds["last"]))


def write(folder: Path) -> None:
    """Write one sorted word a line. `names` also hold in lower case; `surnames` do not."""
    folder.mkdir(parents=True, exist_ok=True)
    plain_words = ordinary() - tricky()
    held = listed() | tricky()
    first = _names("first", british=True)
    foreign = {name for name in _names("last", british=False) if len(name) > 4}
    lists = {
        "names": {name for name in first | foreign if len(name) > 3} - held,
        "surnames": (first | _names("last", british=True)) - held,
        "tricky": tricky(),
        "places": _parts(" ".join(read_words()["place"])) - {"the", "of", "west", "north", "east"},
    }
    lists["ordinary"] = plain_words - lists["names"] - lists["surnames"]
    for name, words in lists.items():
        (folder / f"{name}.txt").write_text("\n".join(sorted(words)) + "\n", "utf-8")
