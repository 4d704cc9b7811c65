"""What a reader sees, and the way back to what was written, letter for letter."""

import unicodedata

import pytest
from hypothesis import given, settings

from tests.workspace.privacy.disguising import ANYTHING
from workspace.privacy import detector, tripwire
from workspace.privacy.disguises import plain_letters, undisguised
from workspace.privacy.spans import Span
from workspace.privacy.spellings import words


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("Zo\u200bfia", "Zofia"), ("Zo\u2066fia", "Zofia"), ("Zo\u202efia\u202c", "Zofia"),
        ("Zo\x01fia", "Zofia"), ("Zo\ud800fia", "Zofia"), ("Ｚｏｆｉａ", "Zofia"),
        ("𝐙𝐨𝐟𝐢𝐚", "Zofia"),
        ("Ⓩⓞⓕⓘⓐ", "Zofia"), ("Zоfiа", "Zofia"), ("Олeна", "Олена"), ("Jose\u0301", "José"),
        ("Z\u0336o\u0336fia", "Zofia"), ("Amina\u00a0W", "Amina W"), ("Osei\u2011A", "Osei-A"),
        ("مُحَمَّد", "محمد"), ("محـــمد", "محمد"), ("𝐐𝐐\u034f 12", "QQ 12"), ("ﬁne", "fine"),
        ("⁰⁷⁷⁰⁰", "07700"), ("Amina²", "Amina²"), ("m²", "m²"), ("½", "½"), ("Łukasz", "Łukasz"),
        ("Ngọc", "Ngọc"), ("नमस्ते", "नमस्ते"), ("“quoted”—yes…", "“quoted”—yes…"),
    ],
)  # fmt: skip
def test_a_disguise_comes_off(written: str, seen: str) -> None:
    text = undisguised(f"so {written}, then")
    assert text.text == f"so {unicodedata.normalize('NFC', seen)}, then"
    (span,) = text.back([Span(3, len(text.text) - 6, "PERSON")])
    assert f"so {written}, then"[span.start : span.end].startswith(written.rstrip("\u202c"))


@given(ANYTHING)
@settings(max_examples=300, deadline=None, database=None, derandomize=True)
def test_every_place_has_a_way_back(text: str) -> None:
    seen = undisguised(text)
    last = 0
    for at in range(len(seen.text)):
        start, end = seen.start(at), seen.end(at + 1)
        assert 0 <= start < end <= len(text)
        assert start >= last - 3
        last = start


@pytest.mark.parametrize(
    "alike",
    [
        ("Łukasz", "lukasz", "ŁUKASZ", "Łʋkasz"), ("İlkay", "ılkay", "ILKAY", "ilkaү"),
        ("فاطمة", "فاطمه", "فَاطِمَة", "ﻓﺎﻃﻤﺔ"), ("علی", "علي", "على"), ("أحمد", "احمد", "ٱحمد"),
        ("Zofia", "Zоfia", "ᴢᴏꜰɪᴀ", "Ｚofia", "🅩ofia"), ("Νίκος", "ΝΙΚΟΣ", "νικος"),
        ("Conceição", "COΝCEIÇÃO"), ("07700900123", "٠٧٧٠٠٩٠٠١٢٣", "۰۷۷۰۰۹۰۰۱۲۳"),
    ],
)  # fmt: skip
def test_spellings_that_read_alike_are_one_word(alike: tuple[str, ...]) -> None:
    assert len({plain_letters(word) for word in alike}) == 1


def test_a_footnote_is_no_part_of_a_name() -> None:
    assert [word.plain for word in words("Amina² and Zofia①")] == ["amina", "and", "zofia"]


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("EMAIL", "zo\u200bfia.b@lark\u2060moor.example"), ("EMAIL", "zofia.b＠larkmoor．example"),
        ("POSTCODE", "S\u00adW1A\u20091AA"), ("NINO", "𝐐𝐐\u034f 12 34 56 𝐂"),
        ("PHONE", "⁰⁷⁷⁰⁰ ⁹⁰⁰¹²³"), ("PHONE", "\u2066077\u200c00 900\u034f123\u2069"),
        ("NHS_NUMBER", "943\u2009476\u20095919"),
    ],
)  # fmt: skip
def test_identifiers_are_found_in_disguise(label: str, written: str) -> None:
    text = f"so {written} then"
    for found in (tripwire.identifiers(text), detector.detect(text)):
        assert any(s.label == label and s.end - s.start >= len(written) - 2 for s in found), found


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Mum, Amina Wa\u200brsame, rang.", ["Amina Wa\u200brsame"]),
        ("She wrote: اسم ابني محمد وأنا مع أختي فاطمة", ["محمد", "فاطمة"]),
        ("He texted: Мій син Андрій живе з Оленою Шевченко.", ["Андрій", "Оленою Шевченко"]),
        ("Her father, 张伟, signed with Ελένη Παππά, on β blockers.", ["张伟", "Ελένη Παππά"]),
    ],
)
def test_people_in_disguise_or_another_script_are_found(text: str, people: list[str]) -> None:
    spans = detector.detect(text)
    assert [text[s.start : s.end] for s in spans if s.label == "PERSON"] == people


def test_a_sentence_in_a_script_that_nobody_reads_is_refused() -> None:
    with pytest.raises(detector.DetectionFailed, match="script"):
        detector.detect("She wrote: আমার ছেলে রাহাত করিম স্কুলে যায় না")
    with pytest.raises(detector.DetectionFailed, match="script"):
        detector.detect("আমার ছেলে রাহাত করিম স্কুলে যায় না", language="ur")
