"""Load a bundled language model, but only if every byte of it is the one we shipped."""

import hashlib
import json
from pathlib import Path
from typing import Final, NamedTuple

import spacy
from spacy.language import Language

from . import entities as _entities  # noqa: F401  # a component that spaCy must know
from . import wordclasses
from .errors import DetectionFailed

SHIPPED: Final = Path(__file__).resolve().parents[3] / "bundled"
"""The folder of the models that come with this version: one for English, one for all others."""
OF_ENGLISH, OF_FAMILIES = "ner_en", "ner_xx"
BUNDLED: Final = SHIPPED / OF_ENGLISH
FAMILIES: Final = SHIPPED / OF_FAMILIES


def _listed(home: Path) -> dict[str, str]:
    """Read `model.sha256` (the format of sha256sum): relative path -> digest."""
    lines = (home / "model.sha256").read_text("utf-8").splitlines()
    pairs = (line.split(maxsplit=1) for line in lines if line.strip())
    return {name.lstrip("*"): digest for digest, name in pairs}


def verify(home: Path) -> str:
    """Return the digest of the list itself; raise DetectionFailed on any difference."""
    try:
        listed = _listed(home)
        present = {
            str(path.relative_to(home)) for path in (home / "model").rglob("*") if path.is_file()
        }
        if not listed or set(listed) != present:
            raise DetectionFailed("The model that finds names is missing or incomplete.")
        for name, digest in listed.items():
            if hashlib.sha256((home / name).read_bytes()).hexdigest() != digest:
                raise DetectionFailed("The model that finds names has been changed or damaged.")
        return hashlib.sha256((home / "model.sha256").read_bytes()).hexdigest()
    except (OSError, ValueError):
        raise DetectionFailed("The model that finds names is missing or unreadable.") from None


class Bundle(NamedTuple):
    """What ships: the pipeline, its version ("name version sha-prefix") and its word classes."""

    nlp: Language
    version: str
    classes: wordclasses.WordClasses


def load(home: Path = BUNDLED) -> Bundle:
    """Verify, then load. Raises DetectionFailed, never anything else."""
    digest = verify(home)
    try:
        nlp = spacy.load(home / "model")
        meta = json.loads((home / "model" / "meta.json").read_text("utf-8"))
        version = f"{meta['lang']}_{meta['name']} {meta['version']} {digest[:12]}"
        classes = nlp.get_pipe(wordclasses.NAME)
        if not isinstance(classes, wordclasses.WordClasses):
            raise TypeError(type(classes))
        return Bundle(nlp, version, classes)
    except Exception:  # spaCy raises many kinds; each means the same to us
        failure = DetectionFailed("The model that finds names could not be loaded.")
    raise failure
