"""The phrasebook's files are whole: every phrase in every language found, in its own script.

What no test can say is whether a translation is right: that is for the person who approves it.
"""

import csv
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from workspace.translation.languages import LANGUAGES, PHRASEBOOK

FOLDER = Path(__file__).parents[3] / "workspace" / "translation" / "phrasebook"
FOUND = sorted(path.stem for path in FOLDER.glob("*.csv"))
TRANSLATED = [code for code in FOUND if code != "en"]

SIDES = {"practitioner", "family", "both"}
TOPICS = [
    "greeting", "who-i-am", "interpreter", "consent", "appointments", "health",
    "pregnancy-and-baby", "school", "safety", "money", "housing", "food", "family", "feelings",
    "children", "emergency", "answers", "times-and-days", "closing",
]  # fmt: skip

KEPT = re.compile(r"\((?:council|GP|health visitor)\)")
"""English names of offices that families meet on letters: kept, in brackets, beside the words."""

ENGLISH = re.compile(
    r"\b(?:the|you|your|have|please|child|children|school|what|where|who|with|not|can|help)\b",
    re.I,
)
SAME_AS_ENGLISH = {("es", "no")}
"""(language, code) of texts that are rightly the same as the English."""

MUST_SHOW = {
    "pl": "ąćęłńóśźż", "ro": "ăâîșț", "uk": "іїє", "es": "áéíóú¿", "pt": "áâãçéêíóõ", "fr": "àçéèê",
    "ar": "ةىء", "ur": "ٹڈےں", "bn": "ািে", "so": "x",
}  # fmt: skip
MUST_NOT_SHOW = {"ro": "şţ", "uk": "ыэъё", "ar": "یکگپ", "ur": "يكى", "so": "éàñ"}
"""Letters of a neighbouring alphabet, such as the Turkish cedilla in Romanian."""


def rows_of(code: str) -> list[dict[str, str]]:
    with (FOLDER / f"{code}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


ROWS = rows_of("en")
PHRASES = {row["code"]: row for row in ROWS}


def own_words(text: str) -> str:
    return KEPT.sub("", text)


def foreign_letters(text: str, script: str) -> str:
    """Return the letters of `text`, kept names aside, that the script does not have."""
    letters = [letter for letter in own_words(text) if unicodedata.category(letter)[0] == "L"]
    return "".join(one for one in letters if not unicodedata.name(one).startswith(script.upper()))


def digits(text: str) -> str:
    return "".join(str(unicodedata.digit(one)) for one in text if one.isdigit())


def faults(language: str, code: str, text: str) -> set[str]:
    """Return what is wrong with one translation, in words."""
    english = PHRASES[code]["english"]
    asked = text.rstrip().endswith(("?", "؟"))
    found = {
        "empty": not text.strip(),
        "ends loosely": text != text.strip() or not text.endswith((".", "?", "!", "؟", "۔", "।")),
        "question lost or made": asked != english.endswith("?"),
        "script": bool(foreign_letters(text, LANGUAGES[language].script)),
        "english words": bool(ENGLISH.search(own_words(text))),
        "left in English": text == english and (language, code) not in SAME_AS_ENGLISH,
        "number changed": digits(text) != digits(english),
        "too short": len(text) < 0.35 * len(english) - 2,
        "too long": len(text) > 2.2 * len(english) + 12,
        "double space": "  " in text,
        "half a pair": language == "es" and ("?" in text) != ("¿" in text),
    }
    return {name for name, wrong in found.items() if wrong}


def test_the_english_phrases_are_enough_and_in_order():
    assert list(ROWS[0]) == ["code", "topic", "side", "english", "note"]
    assert len(ROWS) >= 165
    assert len(PHRASES) == len(ROWS)
    assert list(dict.fromkeys(row["topic"] for row in ROWS)) == TOPICS
    assert {row["side"] for row in ROWS} == SIDES


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["code"])
def test_an_english_phrase_is_short_and_whole(row):
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", row["code"])
    assert re.match(r"[A-Z].*[.?]$", row["english"])
    assert len(row["english"].split()) <= 15
    assert None not in row


def test_the_same_english_twice_is_once_for_a_child():
    """One English text has one meaning for adults; a child is spoken to in another form."""
    counts = Counter(row["english"] for row in ROWS if row["topic"] != "children")
    assert [text for text, count in counts.items() if count > 1] == []


def test_every_file_is_of_a_language_of_the_phrasebook():
    assert "en" in FOUND
    assert TRANSLATED
    assert set(FOUND) <= set(PHRASEBOOK)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_language_has_every_phrase_once(language):
    rows = rows_of(language)
    assert list(rows[0]) == ["code", "text", "note"]
    assert Counter(row["code"] for row in rows) == Counter(PHRASES.keys())
    assert all(None not in row and None not in row.values() for row in rows)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_has_a_fault(language):
    found = {row["code"]: faults(language, row["code"], row["text"]) for row in rows_of(language)}
    assert {code: wrong for code, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_file_is_written_in_its_own_alphabet(language):
    letters = set("".join(row["text"] for row in rows_of(language)).lower())
    assert set(MUST_SHOW[language]) <= letters
    assert not letters & set(MUST_NOT_SHOW.get(language, ""))


@pytest.mark.parametrize("language", TRANSLATED)
def test_two_meanings_do_not_share_a_text(language):
    """Yes and no, ill and pregnant: a text copied to the wrong row would stand there twice."""
    english: dict[str, set[str]] = {}
    for row in rows_of(language):
        english.setdefault(row["text"], set()).add(PHRASES[row["code"]]["english"])
    greetings = {"Hello.", "Good morning.", "Good afternoon."}
    shared = {text: both for text, both in english.items() if len(both - greetings) > 1}
    shared |= {
        text: both for text, both in english.items() if both & greetings and both - greetings
    }
    assert shared == {}


@pytest.mark.parametrize(
    ("language", "code", "text", "fault"),
    [
        ("pl", "yes", "", "empty"),
        ("pl", "yes", "Yes.", "left in English"),
        ("fr", "who-lives-with-you", "Qui habite with you ?", "english words"),
        ("uk", "yes", "Tak.", "script"),
        ("es", "yes", "Так.", "script"),
        ("es", "who-lives-with-you", "Quién vive con usted?", "half a pair"),
        ("es", "who-lives-with-you", "Vive con usted.", "question lost or made"),
        ("fr", "call-999", "En cas d’urgence, appelez le 112.", "number changed"),
        ("fr", "call-999", "Oui.", "too short"),
        ("fr", "yes", "Oui, " * 6 + "oui.", "too long"),
        ("fr", "yes", "Oui. ", "ends loosely"),
    ],
)
def test_a_fault_is_seen(language, code, text, fault):
    assert fault in faults(language, code, text)
