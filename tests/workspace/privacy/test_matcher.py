"""Known people are found however they are written, and restored letter for letter."""

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workspace.privacy import tripwire
from workspace.privacy.identities import Identities
from workspace.privacy.masking import mask
from workspace.privacy.placeholders import EXACT
from workspace.privacy.restoring import pieces
from workspace.privacy.spellings import plain, words

CHILD, MOTHER = "Zofia Brambleworth", "José Ángel Ñuñez-Ottermere"


def register() -> Identities:
    known = Identities(random.Random(1))
    known.new("PERSON", CHILD, role="CHILD", roster=True)
    known.new("PERSON", MOTHER, role="MOTHER", roster=True)
    known.new("PHONE", "07700 900123", roster=True)
    return known


@pytest.mark.parametrize(
    "written",
    [
        "Zofia", "zofia", "ZOFIA", "Brambleworth", "Zofia Brambleworth", "Brambleworth, Zofia",
        "Zofia's", "the Brambleworths", "Z. Brambleworth", "Z.B.", "ZB", "Zofia B", "Zofiah",
        "Zofia-Brambleworth", "ZofiaBrambleworth", "zofia.brambleworth", "zofia_brambleworth",
        "Zofia\u00a0Brambleworth", "Zofia\u2003Brambleworth", "Zofia\nBrambleworth",
        "Zo\u200bfia", "Zo\u00adfia", "\ufeffZofia", "Zofia\u200d", "\u202bZofia\u202c",
        "\u200fZofia",
        "Z\u0301ofia", "Zoﬁa", "Ｚｏｆｉａ", "𝐙𝐨𝐟𝐢𝐚", "jose", "JOSE", "José", "Jose\u0301",
        "Ñuñez", "nunez", "Nun\u0303ez", "O\u0308ttermere", "Nuñez\u2010Ottermere",
        "07700900123", "+447700900123", "0 7 7 0 0 9 0 0 1 2 3", "０７７００ ９００１２３",
        "07700-900-123", "(07700) 900123", "07700\u200b900123",
        "Z o f i a", "z o f i a", "Z-O-F-I-A", "B r a m b l e w o r t h", "Z. o. f. i. a.",
        "Z o f i a B r a m b l e w o r t h", "z, o, f, i, a", "Nuñez–Ottermere", "Nuñez−Ottermere",
    ],
)  # fmt: skip
def test_a_known_one_is_hidden_however_written(written: str) -> None:
    known = register()
    masked = mask(f"so {written} said", [], known)
    left = EXACT.sub("", masked.text)
    for letters in ("zof", "bramble", "jos", "nunez", "otter", "900", "7700", "zb"):
        assert letters not in plain(left), left


def restored(known: Identities, text: str, aliases: list[str]) -> str:
    spelt = known.spellings()
    mentions = [spelt[alias][1] for alias in aliases]
    return "".join(piece.text for piece in pieces(text, known.names(), mentions))


TRICKS = st.sampled_from(
    ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e", "\u202c", "\u200f",
    "\u2066",
     "\u0301", "\u0323", "\u034f", "ﬁ", "Ｚ", "ｏ", "０", "٧", "᠎", "\ufe0f", "👩‍👧", "K", "ſ", "İ",
     "ı", "ß",
     "\x00", "\x1b", "\ue000", "\U000e0061", "а", "о", "Ζ", "\u3164", "\uff0d", "［", "］", "【",
     "&#91;",
     "Zofia", "Brambleworth", "zo", "fia", "José", "07700", "900123", " ", " ", "-", "'", "’",
     ".", ",",
     "_", "[", "]", "CHILD", "_K7M", "[CHILD_K7M]", "K7M", "2", "M", "the", "child", "\n"]
)  # fmt: skip


@given(st.lists(TRICKS, max_size=24).map("".join))
@settings(max_examples=400, deadline=None)
def test_whatever_tricks_are_played_all_comes_back_and_nothing_known_stays(text: str) -> None:
    known = register()
    masked = mask(text, tripwire.identifiers(text), known)
    assert restored(known, masked.text, masked.aliases) == text
    left = EXACT.sub(" § ", masked.text)
    assert [left[m.start : m.end] for m in known.find(left)] == []
    assert tripwire.identifiers(left) == []


@given(st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text_at_all_comes_back(text: str) -> None:
    known = register()
    masked = mask(text, tripwire.identifiers(text), known)
    assert restored(known, masked.text, masked.aliases) == text


def _is_simple(letter: str) -> bool:
    """Say whether a character is a plain letter or sign, not several put into one ("¼", "Ŀ")."""
    folded = unicodedata.normalize("NFKD", letter)
    return len(words(folded)) < 2 and all(c.isalnum() or unicodedata.combining(c) for c in folded)


SIMPLE = [" ", "-", "'", *filter(_is_simple, map(chr, range(0x20, 0x250)))]


@given(st.text(st.sampled_from(SIMPLE), max_size=40))
@settings(max_examples=300, deadline=None)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = [word.plain for word in words(text)]
    assert [word.plain for word in words(" ".join(once))] == once


HOMOGLYPHS = {"o": "о", "a": "а", "e": "е", "i": "і", "B": "В", "Z": "Ζ"}


def test_look_alike_letters_of_another_script_hide_nobody() -> None:
    known = register()
    disguised = "".join(HOMOGLYPHS.get(letter, letter) for letter in CHILD)
    assert unicodedata.normalize("NFKC", disguised) != CHILD
    masked = mask(disguised, [], known)
    assert masked.text == str(known.named(CHILD).placeholder)  # type: ignore[union-attr]
    assert restored(known, masked.text, masked.aliases) == disguised


@pytest.mark.parametrize("said", ["وفاطمة", "لفاطمة الزهراني", "وَفَاطِمَة", "فاطمه"])
def test_a_name_is_known_behind_what_arabic_writes_on_to_it(said: str) -> None:
    known = Identities(random.Random(1))
    mother = known.new("PERSON", "فاطمة الزهراني", role="MOTHER", roster=True)
    text = f"قال محمود {said} هنا"
    masked = mask(text, [], known, language="ar")
    assert str(mother.placeholder) in masked.text
    assert "زهر" not in masked.text
    assert restored(known, masked.text, masked.aliases) == text


def test_nothing_unseen_parts_the_words_of_a_name() -> None:
    known = register()
    unseen = "\u200b" * 9
    masked = mask(f"dijo josé{unseen} {unseen}ángel ñuñez-ottermere", [], known)
    assert masked.text == f"dijo {known.named(MOTHER).placeholder}"  # type: ignore[union-attr]
