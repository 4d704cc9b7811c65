"""Where terms are found, and where words only look like one."""

import pytest

from workspace.translation.glossary import Pair
from workspace.translation.glossary.finding import find_terms, singular

TERMS = [
    Pair("child in need", "menor en situación de necesidad"),
    Pair("child in need plan", "plan para el menor"),
    Pair("looked-after child", "menor tutelado"),
    Pair("section 47 enquiry", "investigación del artículo 47"),
    Pair("school", "escuela"),
    Pair("PEP", "plan educativo (PEP)"),
    Pair("EHCP", "plan de educación (EHCP)"),
    Pair("Family Help", "Family Help", as_written=True),
]


def found(text: str, terms: list[Pair] = TERMS) -> list[str]:
    return [text[one.start : one.end] for one in find_terms(text, terms)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Child in Need plan.", ["Child in Need plan"]),
        ("Children in need. Child in need plans", ["Children in need", "Child in need plans"]),
        ("The child’s needs", []),
        ("a child in needle", []),
        ("LOOKED AFTER CHILDREN", ["LOOKED AFTER CHILDREN"]),
        ("looked‑after child's file", ["looked‑after child"]),
        ("two section 47 enquiries", ["section 47 enquiries"]),
        ("section 48 enquiry", []),
        ("section 47.\nEnquiry", []),
        ("family\nhelp", ["family\nhelp"]),
        ("Family. Help!", []),
        ("a child, in need", []),
    ],
)  # fmt: skip
def test_plurals_capitals_and_hyphens_make_no_difference(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_the_longest_term_wins_and_nothing_is_found_twice() -> None:
    assert found("the child in need plan") == ["child in need plan"]


def test_a_plural_is_told_from_what_the_glossary_has() -> None:
    one, many = find_terms("a looked-after child, looked-after children", TERMS)
    assert (one.plural, many.plural) == (False, True)


def test_short_abbreviations_are_found_in_capitals_only() -> None:
    assert found("A pep talk about the PEP, two PEPs and an ehcp") == ["PEP", "PEPs", "ehcp"]


def test_nothing_is_found_in_or_across_a_placeholder() -> None:
    assert found("[SCHOOL_K7M] and the school") == ["school"]
    assert found("child [MOTHER_T3R] in need") == []


def test_other_languages_are_matched_as_written() -> None:
    terms = [Pair("grupa podstawowa", "core group", in_english=False)]
    assert found("Grupa podstawowa spotka się. Grupy.", terms) == ["Grupa podstawowa"]
    terms = [Pair("حماية الطفل", "child protection", in_english=False)]
    assert found("خطة حماية الطفل", terms) == ["حماية الطفل"]
    terms = [Pair("পালক পরিচর্যা", "foster care", in_english=False)]
    assert found("এটি পালক পরিচর্যা।", terms) == ["পালক পরিচর্যা"]


@pytest.mark.parametrize(
    ("word", "one"),
    [("children", "child"), ("enquiries", "enquiry"), ("boxes", "box"), ("plans", "plan"),
     ("status", "status"), ("illness", "illness"), ("crisis", "crisis"), ("gas", "gas")],
)  # fmt: skip
def test_plural_endings(word: str, one: str) -> None:
    assert singular(word) == one
