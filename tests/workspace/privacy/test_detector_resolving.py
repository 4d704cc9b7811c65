"""Clean spans: sorted, without overlaps, and never less masked than what was found."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workspace.privacy.detector import DetectionFailed, detect
from workspace.privacy.detector.blocks import blocks, without_runs
from workspace.privacy.detector.resolve import resolve
from workspace.privacy.spans import Span, in_order

TEXT = "Mrs Amina Warsame, 14 Okafor Road, Grace Academy"


def test_an_address_swallows_the_name_inside_it() -> None:
    address, name = Span(19, 33, "ADDRESS", 0.9, "pattern"), Span(22, 28, "PERSON", 0.7, "ner")
    assert resolve(TEXT, [name, address]) == [address]


def test_two_findings_of_one_person_become_the_wider_one() -> None:
    short, full = Span(10, 17, "PERSON", 0.9, "pattern"), Span(4, 17, "PERSON", 0.7, "ner")
    (merged,) = resolve(TEXT, [short, full])
    assert TEXT[merged.start : merged.end] == "Amina Warsame"


def test_what_sticks_out_of_a_stronger_span_stays_masked() -> None:
    phone, name = Span(4, 9, "PHONE", 0.99, "pattern"), Span(4, 17, "PERSON", 0.7, "ner")
    kept = resolve(TEXT, [phone, name])
    assert [TEXT[s.start : s.end] for s in kept] == ["Amina", "Warsame"]


def test_one_run_of_names_is_split_into_people() -> None:
    text = "Amina, Jacob and Leyla"
    kept = resolve(text, [Span(0, len(text), "PERSON", 0.7, "ner")])
    assert [text[s.start : s.end] for s in kept] == ["Amina", "Jacob", "Leyla"]


spans = st.builds(
    lambda start, length, label, score, source: Span(
        start, min(len(TEXT), start + length), label, score, source
    ),
    st.integers(0, len(TEXT) - 1),
    st.integers(1, 20),
    st.sampled_from(["PERSON", "ADDRESS", "SCHOOL", "PHONE", "REFERENCE"]),
    st.floats(0.3, 1.0),
    st.sampled_from(["pattern", "ner"]),
)


@given(st.lists(spans, max_size=8))
def test_any_findings_resolve_to_ordered_spans_inside_the_text(found: list[Span]) -> None:
    kept = resolve(TEXT, found)
    assert in_order(kept) == kept
    assert all(0 <= s.start < s.end <= len(TEXT) for s in kept)


@given(st.text(max_size=300))
def test_any_text_gives_ordered_spans(text: str) -> None:
    try:
        kept = detect(text)
    except DetectionFailed:
        assume(False)  # a script that nothing reads is refused
    assert in_order(kept) == kept
    assert all(s.end <= len(text) and s.source in ("pattern", "ner") for s in kept)


@given(st.text(alphabet="ab .\n", max_size=400), st.integers(1, 50))
def test_blocks_join_to_the_text_again(text: str, size: int) -> None:
    pieces = list(blocks(text, size))
    assert "".join(block for _, block in pieces) == text
    assert all(text[offset : offset + len(block)] == block for offset, block in pieces)
    assert all(len(block) <= size for _, block in pieces)


def test_a_name_behind_a_long_run_of_punctuation_is_found_where_it_is() -> None:
    text = "%" * 20_000 + " Mrs Delphine Arkwell rang"
    assert [text[s.start : s.end] for s in detect(text)] == ["Delphine Arkwell"]


@pytest.mark.parametrize("mark", ["%", "_", "☃", "-=", "👋"])
def test_only_long_runs_become_spaces_and_nothing_moves(mark: str) -> None:
    short, long = mark * (40 // len(mark)), mark * 41
    assert without_runs(f"a{short}b{long}é\u0301") == f"a{short}b{' ' * len(long)}é\u0301"
