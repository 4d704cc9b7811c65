"""Notes as the guard reads them: masked, whole or in pieces, and with nothing asked.

They come from the generator of the name finder's text. Without them placeholders stand in
requests alone, and a note of three people is taken for one.
"""

import importlib
import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from workspace.privacy.roles import PERSON_ROLES, ROLE_OF_LABEL  # noqa: E402

COUNT: Final = 4_000
_ASKING: Final = frozenset(("prompts", "prompts_two", "chats", "chat_four"))
"""Registers in which somebody may ask for something."""
_KNOWN_ROLE: Final = 0.5
_WHOLE: Final = 0.3
_MOST_SENTENCES: Final = 4
_END: Final = re.compile(r"(?<=[.!?])\s+|\n+")
_LETTERS, _DIGITS = "BCDFGHJKLMNPQRSTVWXZ", "23456789"
Spans = Sequence[tuple[int, int, str]]


def notes(seed: int) -> Iterator[str]:
    """Write them, the same for the same seed."""
    sys.path.append(str(ROOT / "bundled" / "ner_en"))  # behind ours: it has a "train" too
    draw = random.Random(seed)
    for made in importlib.import_module("generate").Writer(seed, kept_back=False).documents(COUNT):
        if made.register not in _ASKING:
            text = _piece(_masked(made.text, made.spans, draw), draw)
            if text and "?" not in text:
                yield text


def _masked(text: str, spans: Spans, draw: random.Random) -> str:
    """Put a placeholder for whatever is personal: one for each first word, as for a person."""
    known: dict[tuple[str, str], str] = {}
    out, at = [], 0
    for start, end, label in sorted(spans):
        said = text[start:end]
        who = (label, said.split()[0].lower() if said.split() else said)
        if who not in known:
            known[who] = _placeholder(label, draw)
        out += [text[at:start], known[who]]
        at = end
    return "".join(out) + text[at:]


def _placeholder(label: str, draw: random.Random) -> str:
    known = label == "PERSON" and draw.random() < _KNOWN_ROLE
    role = draw.choice(PERSON_ROLES) if known else ROLE_OF_LABEL.get(label, "DETAIL")
    return f"[{role}_{draw.choice(_LETTERS)}{draw.choice(_DIGITS)}{draw.choice(_LETTERS)}]"


def _piece(text: str, draw: random.Random) -> str:
    """The whole note, or a few of its sentences."""
    parts = [part for part in _END.split(text) if part.strip()]
    if not parts or draw.random() < _WHOLE:
        return text
    at = draw.randrange(len(parts))
    return " ".join(parts[at : at + draw.randint(1, _MOST_SENTENCES)])
