"""What counts as the same, what as alike, and what never may."""

import pytest

from workspace.translation.memory.likeness import (
    ASKED,
    FUZZY,
    Segment,
    exact_score,
    fuzzy_score,
    key,
)


def exact(one: str, other: str) -> float:
    return exact_score(Segment(one, "en"), Segment(other, "en"))


def alike(one: str, other: str, language: str = "en") -> float:
    return fuzzy_score(Segment(one, language), Segment(other, language))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Please wait here.", "please  WAIT here"), ("Don’t go!", "don't go"), ("¿Sí?", "sí?"),
     ("e\u0301te\u0301", "été")],
)  # fmt: skip
def test_capitals_spaces_and_the_last_sign_make_no_difference(one: str, other: str) -> None:
    assert exact(one, other) == 1
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Come at 10.", "Come at 11."), ("a, b", "a b"), ("", ""), ("?", "!")]
)
def test_digits_and_signs_inside_do(one: str, other: str) -> None:
    assert exact(one, other) == 0


def test_a_question_is_not_quite_what_is_said() -> None:
    assert exact("You are safe?", "You are safe.") == ASKED < 1


def test_one_word_more_is_alike_and_never_the_same() -> None:
    score = alike(
        "We will visit you at home next week", "We will visit you at home again next week"
    )
    assert FUZZY <= score < 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "You may take the child home with you", "You may not take the child home with you"),
        ("en", "You can speak to the teacher now", "You can't speak to the teacher now"),
        ("en", "The meeting room is on floor 3 today", "The meeting room is on floor 4 today"),
        ("en", "He has two sisters and lives here", "He has three sisters and lives here"),
        ("en", "We think the home is safe now", "We think the home is unsafe now"),
        ("en", "It starts at 10.30 in the main hall", "It starts at 10.45 in the main hall"),
        ("en", "Move from room 2 to room 5 now", "Move from room 5 to room 2 now"),
        ("pl", "Może Pani zabrać dziecko do domu", "Nie może Pani zabrać dziecko do domu"),
        ("ro", "Puteți lua copilul acasă cu voi", "Nu puteți lua copilul acasă cu voi"),
        ("ar", "يمكنك أن تأخذ الطفل إلى البيت", "لا يمكنك أن تأخذ الطفل إلى البيت"),
        ("ur", "آپ بچے کو گھر لے جا سکتے ہیں", "آپ بچے کو گھر نہیں لے جا سکتے ہیں"),
        ("uk", "Ви можете забрати дитину додому", "Ви не можете забрати дитину додому"),
        ("es", "Puede llevarse al niño a casa hoy", "No puede llevarse al niño a casa hoy"),
        ("pt", "Pode levar a criança para casa hoje", "Não pode levar a criança para casa hoje"),
        ("fr", "Vous pouvez rentrer avec votre enfant", "Vous pouvez rentrer sans votre enfant"),
        ("bn", "আপনি আজ শিশুকে বাড়ি নিয়ে যাবেন", "আপনি আজ শিশুকে বাড়ি নিয়ে যাবেন না"),
        ("so", "Waxaad geyn kartaa ilmaha guriga", "Ma geyn kartid ilmaha guriga"),
    ],
)  # fmt: skip
def test_another_number_or_a_denial_is_never_alike(language: str, one: str, other: str) -> None:
    assert alike(one, other, language) == alike(other, one, language) == 0


def test_another_order_of_the_words_counts() -> None:
    assert alike("the mother hit the father yesterday evening here",
                 "here the father yesterday evening hit the mother") < FUZZY  # fmt: skip


def test_where_denials_are_not_known_nothing_is_nearly_alike() -> None:
    assert alike("ein zwei drei vier fünf sechs", "ein zwei drei vier fünf sieben", "de") == 0
