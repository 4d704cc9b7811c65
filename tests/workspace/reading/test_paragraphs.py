"""Letters stay as people wrote them; what hides something goes; paragraphs can be cited."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workspace.reading.characters import cleaned, unshaped
from workspace.reading.limits import DEFAULT
from workspace.reading.paragraphs import HIDDEN, LONGEST, finished, from_lines, shortened


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("  a \t b\u00a0\u2003c  ", "a\tb c"),
        ("Am\u200bi\u00adna", "Amina"),
        ("A\u200dmi\u200cna", "Amina"),
        ("\u202eanimA\u202c", "animA"),
        ("a\u2066b\u2069", "ab"),
        ("hi\U000e0041\U000e0042", "hi"),
        ("a\x00\x07\x1b\x7f\x85b", "a\nb"),
        ("Zoe\u0308", "Zoë"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200fسلام\u200e (a)", "\u200fسلام\u200e (a)"),
        ("x\ud800y", "x\ufffdy"),
        ("\U0001f468\u200d\U0001f467", "\U0001f468\u200d\U0001f467"),
    ],
)  # fmt: skip
def test_hiding_characters_go_and_scripts_keep_theirs(written: str, kept: str) -> None:
    assert cleaned(written) == kept


def test_letters_drawn_by_a_pdf_become_letters() -> None:
    assert unshaped("o\ufb03ce \ufefb\ufe8e") == "office \u0644\u0627\u0627"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)


@given(st.text(alphabet="ab .!?\nDr\u0627", max_size=6_000))
def test_pieces_are_short_and_lose_no_letter(text: str) -> None:
    text = cleaned(text)
    pieces = shortened(text)
    assert all(0 < len(piece) <= LONGEST for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_a_long_paragraph_is_cut_at_a_sentence_and_not_after_a_title() -> None:
    text = "x" * 1_200 + ". " + "y" * 200 + " Mrs. " + "z" * 400
    assert shortened(text)[0] == "x" * 1_200 + "."


def test_lines_that_were_meant_stay() -> None:
    lines = ["Address:", "12 Fern Lane", "Hazelmere", "", "- milk", "- bread"]
    assert from_lines(lines) == ["Address:\n12 Fern Lane\nHazelmere", "- milk", "- bread"]


def test_a_hyphen_at_a_line_end_stays_in_the_word() -> None:
    lines = [
        "The paediatrician at the clinic wrote to us again about the signs of self-",
        "harm that the school nurse had noticed on Tuesday when she saw Amina in the",
        "playground with her friends.",
    ]
    assert "self-harm that" in from_lines(lines)[0]
    assert len(from_lines(lines)) == 1


def test_hidden_letters_are_mentioned() -> None:
    assert finished(["a\u202eb"], DEFAULT) == (["ab"], [HIDDEN])
    assert finished(["a", " \u200b "], DEFAULT) == (["a"], [])
