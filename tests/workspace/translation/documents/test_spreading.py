"""Formatting finds its words again in a translation, and no letter is ever lost."""

import random

import pytest

from workspace.translation.documents.spreading import Piece, spread


def shown(source: str, translated: str) -> str:
    """Both with a bar at each boundary; "{...}" in the source stays in the file."""
    pieces = [Piece(part.strip("{}"), part.startswith("{")) for part in source.split("|")]
    return "|".join(spread(pieces, translated))


@pytest.mark.parametrize(
    ("source", "translated", "expected"),
    [
        ("Hello", "Cześć", "Cześć"),
        ("Name: |Fern", "Imię: Fern", "Imię: |Fern"),
        ("Visit on |12 May 2026| at the clinic.", "Wizyta w przychodni 12 May 2026.",
         "Wizyta w przychodni |12 May 2026|."),
        ("Call |[WORKER_B4C]| today.", "Zadzwoń dziś do [WORKER_B4C].",
         "Zadzwoń dziś do |[WORKER_B4C]|."),
        ("See |our web page| for help.", "Zobacz naszą stronę, jest pomoc.",
         "Zobacz |naszą stronę|, jest pomoc."),
        ("Page |{4}| of |{9}", "Strona 4 z 9", "Strona || z |"),
        ("Page |{4}| of |{9}", "Strona cztery z 9", None),
        ("Do |not| open.", "打开之前请先等待。", None),
        ("One |two| three", "x", None),
        ("a|b|c", "", None),
    ],
)  # fmt: skip
def test_boundaries_fall_where_both_sides_agree(
    source: str, translated: str, expected: str | None
) -> None:
    if expected is not None:
        assert shown(source, translated) == expected
    joined = shown(source, translated).replace("|", "")
    for number in "49":
        if f"{{{number}}}" in source:
            translated = translated.replace(number, "")
    assert joined.replace(" ", "") == translated.replace(" ", "")


def test_every_piece_that_had_words_gets_some() -> None:
    parts = spread(
        [Piece("Please "), Piece("do not"), Piece(" open the door.")], "Nie otwieraj drzwi"
    )
    assert all(part.strip() for part in parts)


def test_nothing_is_lost_whatever_comes_back() -> None:
    chance = random.Random(4)
    letters = "aé1 .,:()[]_\u0627中ß-’"
    for _ in range(400):
        pieces = [
            Piece("".join(chance.choices(letters, k=chance.randrange(9))), False)
            for _ in range(chance.randrange(1, 9))
        ]
        translated = " ".join("".join(chance.choices(letters, k=chance.randrange(60))).split())
        joined = "".join(spread(pieces, translated))
        assert joined.split() == translated.split() or joined.replace(
            " ", ""
        ) == translated.replace(" ", "")


def test_a_paragraph_of_very_many_pieces_is_still_quick() -> None:
    pieces = [Piece(f"word{number} ") for number in range(3_000)]
    translated = " ".join(f"drow{number}" for number in range(3_000))
    assert "".join(spread(pieces, translated)).split() == translated.split()


def test_very_many_page_numbers_stay_where_they_are() -> None:
    pieces = [Piece("4", True), Piece(" word ")] * 2_000
    parts = spread(pieces, "słowo 4 " * 2_000)
    assert "".join(parts).split() == ["słowo"] * 2_000 or "4" in "".join(parts)
    assert len(parts) == len(pieces)
