"""Words added and removed: complete, exact, and quick for long texts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workspace.outputs.difference import changes, counted, words
from workspace.outputs.speed import seconds_to_read, too_fast


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", (0, 0)),
        ("one two", "one two", (0, 0)),
        ("one two", "one three two", (1, 0)),
        ("one three two", "one two", (0, 1)),
        ("she was tired", "she was very lively", (2, 1)),
        ("don't", "do", (1, 1)),
        ("one.", "one!", (0, 0)),
        ("a\nb\nc", "a\nc", (0, 1)),
        ("a b c d", "d c b a", (3, 3)),
        ("", "well-known words", (2, 0)),
    ],
)
def test_words_are_counted(before, after, expected):
    assert counted(before, after) == expected


def test_neighbouring_words_are_one_change():
    found = [(c.kind, c.text) for c in changes("she was very tired now", "she was quite well now")]
    assert found == [
        ("same", "she was "),
        ("removed", "very tired"),
        ("added", "quite well"),
        ("same", " now"),
    ]


text = st.text(alphabet="ab .\n'é", max_size=60)


@given(before=text, after=text)
@settings(max_examples=300, deadline=None)
def test_both_texts_can_be_read_off_the_changes(before, after):
    found = changes(before, after)
    assert "".join(c.text for c in found if c.kind != "added") == before
    assert "".join(c.text for c in found if c.kind != "removed") == after


def test_a_text_that_is_all_different_is_not_compared_word_by_word():
    before, after = ("x " * 3000).strip(), ("y " * 3000).strip()
    assert [c.kind for c in changes(before, after)] == ["removed", "added"]
    assert counted(before, after) == (3000, 3000)


def test_reading_takes_time():
    assert words("One two, three - four.") == 4
    assert seconds_to_read(0) == 5
    assert seconds_to_read(300) == 60
    assert too_fast(300, 59)
    assert not too_fast(300, 60)
