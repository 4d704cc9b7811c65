"""The demonstration packs are what they claim: whole, theirs, able at home, honest about it."""

import json
from collections import Counter
from functools import cache
from hashlib import sha256
from pathlib import Path

import ctranslate2
import pytest
import sentencepiece

from bundled.mt.corpus.generate import all_patterns, corpus
from workspace.privacy.placeholders import find_exact

HOME = Path(__file__).parents[2] / "bundled" / "mt"
DIRECTIONS = [path.name.removeprefix("translate-") for path in sorted(HOME.glob("translate-*"))]
LANGUAGES = sorted({code for name in DIRECTIONS for code in name.split("_")} - {"en"})
EVERYDAY = json.loads((Path(__file__).parent / "mt_everyday.json").read_text("utf-8"))
NAMED = {
    "en": ("[MOTHER_T3R] called [CHILD_K7M] yesterday.", "Your appointment with [WORKER_B4C] is on "
           "Monday at 3 pm.", "[CHILD_Q9X] goes to [SCHOOL_F6H]."),
    "es": ("[MOTHER_T3R] habló con [CHILD_K7M] ayer.", "Su cita con [WORKER_B4C] es el lunes a las "
           "3 de la tarde.", "[CHILD_Q9X] va a [SCHOOL_F6H]."),
    "ar": ("تحدثت [MOTHER_T3R] مع [CHILD_K7M] أمس.", "موعدك مع [WORKER_B4C] يوم الاثنين في الساعة "
           "3 مساءً.", "يذهب [CHILD_Q9X] إلى [SCHOOL_F6H]."),
}  # fmt: skip


@cache
def opened(name: str) -> tuple[sentencepiece.SentencePieceProcessor, ctranslate2.Translator]:
    pack = HOME / f"translate-{name}"
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(pack / "sentencepiece.model"))
    return pieces, ctranslate2.Translator(str(pack / "model"), device="cpu", intra_threads=1)


def translated(name: str, texts: list[str]) -> list[str]:
    pieces, model = opened(name)
    made = model.translate_batch(
        [pieces.encode(text, out_type=str) for text in texts], max_decoding_length=60
    )
    return [pieces.decode(one.hypotheses[0]) for one in made]


def test_english_and_spanish_are_there_both_ways():
    assert {"en_es", "es_en"} <= set(DIRECTIONS)


def test_every_file_is_the_one_that_was_pinned():
    lines = (HOME / "packs.sha256").read_text("utf-8").splitlines()
    pinned = {path: digest for digest, path in map(str.split, lines)}
    there = [p for name in DIRECTIONS for p in (HOME / f"translate-{name}").rglob("*")]
    files = {p.relative_to(HOME).as_posix(): p for p in there if p.is_file()}
    assert files.keys() == pinned.keys()
    for name, path in files.items():
        assert sha256(path.read_bytes()).hexdigest() == pinned[name], name


@pytest.mark.parametrize("name", DIRECTIONS)
def test_a_pack_says_that_it_is_a_demonstration(name):
    metadata = json.loads((HOME / f"translate-{name}" / "metadata.json").read_text("utf-8"))
    assert metadata["demonstration"] is True
    assert f"{metadata['from_code']}_{metadata['to_code']}" == name
    size = sum(p.stat().st_size for p in (HOME / f"translate-{name}").rglob("*") if p.is_file())
    assert size < 6_500_000


@pytest.mark.parametrize("name", DIRECTIONS)
def test_everyday_sentences_come_out_right(name):
    asked = EVERYDAY[name]
    assert len(asked) >= 10
    made = translated(name, [source for source, _ in asked])
    for (source, words), got in zip(asked, made, strict=True):
        assert all(word.casefold() in got.casefold() for word in words), (source, got)


@pytest.mark.parametrize("name", DIRECTIONS)
def test_placeholders_come_through_as_they_are(name):
    sources = NAMED[name.split("_")[0]]
    for source, got in zip(sources, translated(name, list(sources)), strict=True):
        found = [Counter(str(f.placeholder) for f in find_exact(text)) for text in (source, got)]
        assert found[0] == found[1], (source, got)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_is_the_same_every_time_and_its_tests_are_kept_apart(language):
    first = corpus(language, into_english=False)
    again = corpus(language, into_english=False)
    assert first == again
    trained = {english for english, _ in first.training}
    assert not trained & {english for english, _ in first.held_out + first.by_hand}
    assert len(trained) > 30_000
    assert len(first.held_out) >= 150
    assert len(first.by_hand) >= 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_pattern_is_both_trained_and_held_out(language):
    found = all_patterns(language)
    held_out = {p.english for p in found if p.held_out}
    assert held_out
    assert not held_out & {p.english for p in found if not p.held_out}
    assert len({p.english for p in found}) > 300
