"""What single words give away: lists of names, unknown capitals, speakers; and whole addresses."""

import pytest

from workspace.privacy.detector import detect
from workspace.privacy.detector.wordclasses import UNLISTED, WordClasses


def found(text: str, label: str = "PERSON", language: str = "en") -> list[str]:
    spans = detect(text, language=language)
    return [text[span.start : span.end] for span in spans if span.label == label]


def test_a_word_says_what_is_known_of_it() -> None:
    classes = WordClasses({"given": {"amina", "hope"}, "tricky": {"hope"}, "place": {"luton"}})
    assert classes.of("Amina") == "g0"
    assert classes.of("Hope") == "gt4"
    assert classes.of("Luton").startswith("p")
    assert classes.of("kitchen") == "4"
    assert classes.of("Xqzt") == UNLISTED
    assert classes.of("neighbour") != UNLISTED, "British spelling"
    assert classes.of("?") == "-"
    assert classes.unlisted("Amina") == UNLISTED


def test_two_strange_words_with_capitals_are_somebody() -> None:
    assert found("Qxavier Zzolton keeps bees.") == ["Qxavier Zzolton"]


def test_one_strange_word_counts_where_people_are_spoken_of() -> None:
    assert "Vrexta" in found("Amina Warsame sat with Vrexta all day.")


def test_a_name_that_is_a_word_belongs_to_the_name_beside_it() -> None:
    assert found("Statement given by Oluwaseun Hope today.") == ["Oluwaseun Hope"]


def test_whoever_speaks_in_a_chat_is_somebody() -> None:
    text = "Zorbya: where are you\nMum: at work\nZorbya: ok\nMum: soon\nQ: and then?\nQ: why?\n"
    people = found(text)
    assert people.count("Zorbya") == 2
    assert not {"Mum", "Q"} & set(people)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("They live at Flat 3, 61 Norwood Street, Wisbech.", "Flat 3, 61 Norwood Street, Wisbech"),
        ("Seen at 9 Harehills Terrace, Leeds LS8 7ZZ", "9 Harehills Terrace, Leeds"),
        ("Moved to Pear Tree Farm, 2 Gorefield Lane, Wisbech.",
         "Pear Tree Farm, 2 Gorefield Lane, Wisbech"),
        ("Seen at 9 Harehills Terrace, Mum was out.", "9 Harehills Terrace"),
    ],
)  # fmt: skip
def test_an_address_is_one_with_its_town(text: str, address: str) -> None:
    assert found(text, "ADDRESS") == [address]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("tr", "Ayşe'ye söyledim.", "Ayşe"),
        ("uk", "Я бачила Лук'яна вчора.", "Лук'яна"),
        ("fr", "La mère d'Amina est là.", "Amina"),
        ("ar", "جاءت فاطمة وأحمد إلى البيت", "أحمد"),
    ],
)
def test_what_is_written_on_to_a_name_stays_outside(language: str, text: str, name: str) -> None:
    assert name in found(text, language=language)


def test_an_address_that_two_layers_found_in_part_is_one() -> None:
    text = "They got moved to Flat 22, Marlin Court, Copse Road, Enfield and nobody said so."
    assert found(text, "ADDRESS") == ["Flat 22, Marlin Court, Copse Road, Enfield"]
