"""The parallel text of one language pair, made from patterns, lists and a seed.

    python -m bundled.mt.corpus.generate es 20

prints twenty pairs. Patterns that are held out make no training pair, whatever the seed, and no
sentence of a held-out test is in the training text.
"""

import sys
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from random import Random
from typing import Final

from . import made
from .grammar import Drawing, Entry, Pattern, patterns, tidy
from .words import from_list, lists

HERE: Final = Path(__file__).resolve().parent
SEED: Final = 20_25
EACH: Final = 150
"""Pairs that a pattern with slots is asked for; one with few possibilities gives fewer."""
HELD_OUT_EACH: Final = 8
FIXED_EACH: Final = 8
OPENINGS: Final = {"es": "¿¡", "ar": ""}

COPIED: Final = 7000
"""Lines of numbers, codes, times and made-up names, which are the same in both languages."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Corpus:
    """English first in every pair, whichever way the model goes."""

    training: list[Pair]
    held_out: list[Pair]
    by_hand: list[Pair]


def all_patterns(language: str) -> list[Pattern]:
    paths = sorted((HERE / "patterns").glob(f"{language}_*.txt"))
    return list(chain.from_iterable(patterns(path.read_text("utf-8")) for path in paths))


def by_hand(language: str) -> list[Pair]:
    text = (HERE / "byhand" / f"{language}.txt").read_text("utf-8")
    return [(pattern.english, pattern.other) for pattern in patterns(text)]


def corpus(language: str, into_english: bool, seed: int = SEED) -> Corpus:
    """Return the text for English and `language`; the same arguments make the same text."""
    rng = Random(f"{seed} {language} {into_english}")
    drawings = slots(language)
    found = [p for p in all_patterns(language) if into_english or not p.only_into_english]
    kept_out = [p for p in found if p.held_out]
    held_out = list(dict.fromkeys(_made(kept_out, drawings, rng, language, HELD_OUT_EACH)))
    hand = by_hand(language)
    kept = [p for p in found if not p.held_out]
    tested = {side for pair in held_out + hand for side in pair}
    training = _made(kept, drawings, rng, language, EACH)
    training = [pair for pair in training if not tested.intersection(pair)]
    training += _varied(training, rng, language, into_english)
    training += [(line, line) for line in (_to_copy(drawings, rng) for _ in range(COPIED))]
    rng.shuffle(training)
    return Corpus(training, held_out, hand)


def slots(language: str) -> dict[str, Drawing]:
    """What fills each slot of the patterns of this language."""
    entries = lists(language)
    found = {name: from_list(values) for name, values in entries.items()}
    first_names = _first_names(language)
    found |= {
        "name": made.one_of((0.45, first_names), (0.55, made.person)),
        "who": made.one_of((0.45, found["kin"]), (0.2, first_names), (0.35, made.person)),
        "staff": made.one_of(
            (0.8, found["staff"]), (0.2, made.of_role("WORKER", "DOCTOR", "TEACHER", "NURSE"))
        ),
        "placea": made.one_of((0.8, found["placea"]), (0.2, made.of_role("PLACE", "ADDRESS"))),
        "place": made.one_of((0.9, found["place"]), (0.1, _at_a_place(language))),
        "school": made.one_of((0.7, made.of_role("SCHOOL")), (0.3, _the_school(language))),
        "address": made.of_role("ADDRESS", "POSTCODE", "PLACE"),
        "phone": made.one_of((0.6, made.phone), (0.4, made.of_role("PHONE"))),
        "url": made.one_of((0.5, made.url), (0.5, made.of_role("EMAIL", "URL"))),
        "ph": made.placeholder,
        "n": made.number,
        "year": made.year,
        "money": made.money,
        "date": made.dates(language),
        "time": made.times(language),
        "span": made.arabic_span,
        "age": lambda rng: made.arabic_span(rng, "years"),
    }
    return found


def _first_names(language: str) -> Drawing:
    lines = (HERE / "lists" / f"names_{language}.txt").read_text("utf-8").splitlines()
    return made.names([(a, b, kind) for a, b, kind in map(str.split, lines)], language)


def _at_a_place(language: str) -> Drawing:
    def draw(rng: Random) -> Entry:
        place = str(made.placeholder(rng, ("PLACE", "ADDRESS", "SCHOOL")).english[""])
        return Entry({"": f"at {place}"}, {"": f"{'en' if language == 'es' else 'في'} {place}"})

    return draw


def _the_school(language: str) -> Drawing:
    words = {"es": "la escuela", "ar": "المدرسة"}
    return lambda _: Entry({"": "the school"}, {"": words[language]}, "f")


def _made(
    found: list[Pattern], drawings: dict[str, Drawing], rng: Random, language: str, each: int
) -> list[Pair]:
    """Return pairs, pattern by pattern; one with few possibilities repeats itself."""
    pairs: list[Pair] = []
    for pattern in found:
        if not pattern.slots:
            pairs += [pattern.fill(drawings, rng, language)] * FIXED_EACH
            continue
        filled = list(dict.fromkeys(pattern.fill(drawings, rng, language) for _ in range(each)))
        pairs += (filled * each)[: max(len(filled), each // 2)]
    return pairs


def _varied(pairs: list[Pair], rng: Random, language: str, into_english: bool) -> list[Pair]:
    """Two sentences together, no full stop, small letters, no accents or opening marks."""
    short = [pair for pair in pairs if len(pair[0]) < 60 and pair[0][-1] in ".?!"]
    fixed = [pair for pair in pairs if len(pair[0]) < 30]
    some = len(short) // 10
    more = [
        (f"{a[0]} {b[0]}", f"{a[1]} {b[1]}")
        for a, b in zip(rng.sample(short, some), rng.choices(short, k=some), strict=True)
    ]
    more += [(a.rstrip("."), b.rstrip(".")) for a, b in rng.sample(short, len(short) // 16)]
    if into_english and language == "es":
        more += [(a, _careless(b, rng)) for a, b in rng.sample(pairs, len(pairs) // 12)]
    if not into_english:
        more += [(_careless_english(a, rng), b) for a, b in rng.sample(pairs, len(pairs) // 16)]
    return more + rng.sample(fixed, len(fixed) // 3)


def _to_copy(drawings: dict[str, Drawing], rng: Random) -> str:
    """Return a line with nothing to translate, which teaches to take over what stands there."""
    kinds = ("ph", "ph", "name", "phone", "phone", "money", "n", "year", "url", "digits")
    drawn = [rng.choice(kinds) for _ in range(rng.randint(1, 4))]
    items = (
        f"{rng.randint(1, 31):02}/{rng.randint(1, 12):02}/{rng.randint(2019, 2030)}"
        if kind == "digits"
        else made.made_up(rng)
        if kind == "name"
        else drawings[kind](rng).english[""]
        for kind in drawn
    )
    return rng.choice((", ", " ", " - ", ": ")).join(items)


def _careless(text: str, rng: Random) -> str:
    text = text.lstrip(OPENINGS["es"])
    plainer = text.translate(str.maketrans("áéíóúÁÉÍÓÚ", "aeiouAEIOU"))
    return plainer if rng.random() < 0.5 else text


def _careless_english(text: str, rng: Random) -> str:
    if "[" in text or rng.random() < 0.6:
        short = (("do not", "don't"), ("does not", "doesn't"), ("cannot", "can't"),
                 ("I am", "I'm"), ("did not", "didn't"), ("is not", "isn't"),
                 ("We are", "We're"), ("You are", "You're"), ("It is", "It's"))  # fmt: skip
        for long, small in short:
            text = text.replace(long, small)
        return text
    return text[0].lower() + text[1:]


if __name__ == "__main__":
    made_here = corpus(sys.argv[1], into_english=False)
    print(len(made_here.training), len(made_here.held_out), len(made_here.by_hand))
    for english, other in made_here.training[: int(sys.argv[2])]:
        print(english, "=", tidy(other, sys.argv[1]))
