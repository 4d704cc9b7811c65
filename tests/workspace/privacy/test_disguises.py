"""Whoever is known stays hidden in every disguise, nobody is ever mixed up, all comes back.

A short run of what was run for tens of thousands of examples; FUZZ_EXAMPLES asks for more.
"""

import os
import random
from itertools import pairwise

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workspace.privacy import disguising as d
from workspace.privacy import tripwire
from workspace.privacy.identities import Identities
from workspace.privacy.masking import MaskedText, mask, mask_around
from workspace.privacy.placeholders import EXACT, Placeholder
from workspace.privacy.restoring import Settler, pieces, restore

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "100"))
fuzz = settings(
    max_examples=EXAMPLES, deadline=None, database=None, derandomize=EXAMPLES < 1000,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip

PEOPLE = {
    "en": ["Zofia Brambleworth", "Kwame Osei-Ampofo", "Siobhan O'Mulqueeney", "Tom Xhoxhi"],
    "es": ["José Ángel Ñúñez", "Mónica Echeverría"],
    "pl": ["Łukasz Wyrzykowski", "Małgorzata Źdźbło"],
    "ro": ["Ștefan Țăranu", "Crenguța Vlădescu"],
    "pt": ["João Conceição", "Inês Figueirôa"],
    "fr": ["Chloé Lefebvre", "François L'Héritier"],
    "ar": ["فاطمة الزهراني", "محمد العلوي", "أحمد يوسف"],
    "uk": ["Олександра Гриценкова", "Мар'яна Шевчук", "Тарас Компот"],
    "ur": ["علی رضا", "فاطمہ قریشی"],
    "tr": ["Ilgın Işık", "İlkay Şengül", "Gülşen Karabulut"],
}
FRAMES = {
    "en": "so {} said that {} was late", "es": "dijo {} que {} vive aquí",
    "pl": "mówi {} i {} w domu", "ro": "a spus {} și {} acasă", "pt": "disse {} e {} em casa",
    "fr": "dit {} et {} à la maison", "ar": "قال {} إن {} في البيت", "uk": "каже {} що {} вдома",
    "ur": "کہا {} کہ {} گھر پر", "tr": "dedi {} ve {} evde",
}  # fmt: skip
NUMBERS = {
    "PHONE": ["07700 900123", "+44 7700 900456", "(020) 7946 0958"],
    "NHS_NUMBER": ["943 476 5919", "9434765919"],
    "NINO": ["QQ 12 34 56 C"], "POSTCODE": ["SW1A 1AA", "M1 1AE"],
    "EMAIL": ["zofia.b@larkmoor.example"],
}  # fmt: skip


def register(language: str = "en") -> Identities:
    known = Identities(random.Random(5))
    for at, name in enumerate(PEOPLE[language]):
        known.new("PERSON", name, role=("CHILD", "MOTHER", "WORKER", "AUNT")[at], roster=True)
    return known


def masked_in(text: str, known: Identities) -> MaskedText:
    return mask(text, tripwire.identifiers(text), known)


def back(masked: MaskedText, known: Identities) -> str:
    spelt = known.spellings()
    return restore(masked.text, known.names(), [spelt[a][1] if a else "" for a in masked.aliases])


WHATEVER = st.lists(
    d.ANYTHING | d.LONG_WORDS | d.EMOJI | d.look_alike_placeholders()
    | st.sampled_from([*PEOPLE["en"], "Zofia", "Brambleworth", "07700 900123", " ", "\n"])
    | st.sampled_from(PEOPLE["en"]).flatmap(lambda name: d.disguised(name, d.FOR_NAMES)),
    max_size=8,
).map("".join)  # fmt: skip


@given(WHATEVER)
@fuzz
def test_every_text_comes_back(text: str) -> None:
    known = register()
    masked = masked_in(text, known)
    assert back(masked, known) == text
    assert mask_around(masked.text, [], known).text == masked.text


@pytest.mark.parametrize("language", PEOPLE)
@given(st.data())
@fuzz
def test_a_known_name_is_not_legible_in_any_disguise(language: str, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(PEOPLE[language]))
    ways = d.FOR_ARABIC if language in ("ar", "ur") else d.FOR_NAMES
    parts = st.sampled_from([name, name.split()[0], name.upper(), name.lower()])
    one, two = (data.draw(parts.flatmap(lambda said: d.disguised(said, ways))) for _ in "12")
    text = FRAMES[language].format(one, two)
    known = register(language)
    masked = mask(text, [], known, language=language)
    left = EXACT.sub(" ", masked.text)
    assert not d.reads(name, left), left
    assert back(masked, known) == text


@given(st.data())
@fuzz
def test_no_number_or_address_is_legible_in_any_disguise(data: st.DataObject) -> None:
    label = data.draw(st.sampled_from(sorted(NUMBERS)))
    number = data.draw(st.sampled_from(NUMBERS[label]))
    ways = d.FOR_NUMBERS if label in ("PHONE", "NHS_NUMBER") else d.FOR_NAMES[:1] + d.FOR_NAMES[2:4]
    said = data.draw(d.disguised(number, ways))
    text = f"ring {said} now"
    known = register()
    left = d.legible(EXACT.sub(" ", masked_in(text, known).text))
    assert regex.findall(r"[\p{L}\p{N}]+", left) == ["ring", "now"], left


def streamed(text: str, cuts: list[int], names: dict[Placeholder, str]) -> str:
    settler = Settler()
    ends = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    parts = [settler.feed(text[a:b]) for a, b in pairwise(ends)]
    return "".join(p.text for part in [*parts, settler.flush()] for p in pieces(part, names))


@given(
    st.lists(d.look_alike_placeholders() | d.ANYTHING, max_size=6).map("".join),
    st.lists(st.integers(0, 200), max_size=5),
)
@fuzz
def test_a_stream_restores_as_the_whole_does(text: str, cuts: list[int]) -> None:
    names = dict(register().names())
    text = text.replace("K7M", next(iter(names)).code)
    assert streamed(text, cuts, names) == restore(text, names)
    assert streamed(text, list(range(len(text))), names) == restore(text, names)


@given(st.data())
@fuzz
def test_a_spoilt_placeholder_is_never_somebody_else(data: st.DataObject) -> None:
    known = register()
    for number in range(data.draw(st.sampled_from([0, 3, 200]))):
        known.new("PERSON", f"Quillwort{number}x Tarnbeck{number}y", role="SIBLING")
    person = data.draw(st.sampled_from(list(known.subjects.values())))
    spoilt = data.draw(d.mutated(str(person.placeholder)))
    shown = restore(f"so {spoilt} said", known.names())
    others = [s for s in known.subjects.values() if s is not person]
    assert not any(next(iter(other.aliases)) in shown for other in others), spoilt
