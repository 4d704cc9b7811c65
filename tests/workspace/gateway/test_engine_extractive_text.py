"""Sentences, words and dates: the ground the built-in assistant stands on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workspace.gateway.engines.extractive.dates import Day, find_dates, find_time, infer_year
from workspace.gateway.engines.extractive.reading import is_heading, read_one
from workspace.gateway.engines.extractive.sentences import PLACEHOLDER, lines_of, split
from workspace.gateway.engines.extractive.words import stem, term, terms


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mr. [TEACHER_H5P] called. She was out.", 2),
        ("Seen at 3 p.m. [MOTHER_T3R] was at home.", 1),
        ("Seen at 3 p.m. She was at home.", 2),
        ("Contact e.g. Saturday at St. Agnes Rd. with Dr. Vale.", 1),
        ("He arrived at 9.30 and left at 10.15. All was calm.", 2),
        ("A. W. Vale and No. 7 were named. No. They were not.", 3),
        ('She said "I am scared." Then she cried!', 2),
        ("1. Education", 1),
        ("mum upset today no food in house", 1),
        ("Why? [CHILD_K7M] did not say… [MOTHER_T3R] did.", 3),
        ("Weight 7.4 kg. Height 1.02 m.", 2),
    ],
)
def test_sentences_break_only_where_they_end(text: str, count: int) -> None:
    assert len(split(text)) == count


@given(
    st.lists(
        st.sampled_from(["[CHILD_K7M]", "Mr.", "p.m.", "said", ". ", "? ", "A.", " ", "3", "\n"]),
        max_size=30,
    )
)
def test_splitting_loses_nothing_and_breaks_no_placeholder(pieces: list[str]) -> None:
    text = "".join(pieces)
    sentences = [s for line in lines_of(text) for s in split(line)]
    assert "".join("".join(sentences).split()) == "".join(text.split())
    assert len(PLACEHOLDER.findall(" ".join(sentences))) == len(PLACEHOLDER.findall(text))


def test_wrapped_lines_are_joined_and_list_items_are_not() -> None:
    wrapped = "The health visitor saw the baby at home on Monday and was\npleased with him."
    assert len(lines_of(wrapped)) == 1
    assert len(lines_of("- call the school\n- call the GP")) == 2
    assert len(lines_of("Name | Role\n[WORKER_V8D] | social worker")) == 2


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("## Home", True), ("HEALTH AND EDUCATION", True), ("Agreed actions:", True),
        ("1. Education", True), ("4. Wishes and feelings", True), ("**Background**", True),
        ("mum upset today", False), ("[CHILD_K7M] Seen", False), ("She was well.", False),
        ("Next visit: 26 March", False), ("- Call School", False),
    ],
)  # fmt: skip
def test_headings_are_told_from_statements(line: str, expected: bool) -> None:
    assert is_heading(line) is expected


def test_paragraphs_keep_their_numbers_and_lists_lose_their_bullets() -> None:
    document = read_one(
        "D1", "x", {1: "Actions:", 2: "- Call the GP.\n- Call the school.", 4: "A."}
    )
    assert [(s.number, s.text) for s in document.sentences] == [
        (1, "Actions:"), (2, "Call the GP."), (2, "Call the school."), (4, "A."),
    ]  # fmt: skip
    assert document.sentences[1].section == "Actions:"


def test_words_that_mean_the_same_count_as_one_term() -> None:
    assert stem("visited") == stem("visits") == stem("visiting") == stem("visit")
    assert term("mum") == term("mother") != term("father")
    assert terms("the social worker") == terms("SW")
    assert terms("He would like to go") == [term("want"), term("go")]


def test_a_placeholder_is_one_exact_term_and_also_its_role() -> None:
    assert terms("[MOTHER_T3R]'s") == ["[MOTHER_T3R]", term("mother")]
    assert term("carer") != term("car")
    assert "[CHILD_K7M]" not in terms("[CHILD_K7N] [SIBLING_K7M]")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("12/03/2026", (2026, 3, 12)), ("12.3.26", (2026, 3, 12)), ("12-03-2026", (2026, 3, 12)),
        ("12 March 2026", (2026, 3, 12)), ("12th of March, 2026", (2026, 3, 12)),
        ("March 12, 2026", (2026, 3, 12)), ("2026-03-12T09:14", (2026, 3, 12)),
        ("Friday 13/03/26: seen", (2026, 3, 13)), ("March 2026", (2026, 3, 0)),
        ("Mon 12 Mar", (0, 3, 12)), ("12th March", (0, 3, 12)), ("on 12/3 she", (0, 3, 12)),
        ("12 Mar 10:30", (0, 3, 12)), ("in 2019 he", (2019, 0, 0)), ("1.2.89", (1989, 2, 1)),
    ],
)  # fmt: skip
def test_uk_dates_are_read(text: str, key: tuple[int, int, int]) -> None:
    assert [day.key for day in find_dates(text)] == [key]


@pytest.mark.parametrize(
    "text",
    ["31/02/2026", "03/25/2026", "born 12/03/2015", "DOB: 12.03.2015", "24/7 care", "he may 12 x",
     "between 2/3 and 3/4 of it", "at 9.30", "7.4 kg", "score 12.3.2"],
)  # fmt: skip
def test_what_is_no_date_of_an_event_is_left_alone(text: str) -> None:
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("at 2.30pm", "14:30"), ("14:05", "14:05"), ("4.15 p.m.", "16:15"), ("at 9.30", "09:30"),
        ("0930 hours", "09:30"), ("12 am", "00:00"), ("midday", "12:00"), ("8AM", "08:00"),
        ("7.45 kg", ""), ("£10.50", ""), ("ratio 1:2", ""), ("in 2026", ""),
    ],
)  # fmt: skip
def test_times_are_read(text: str, time: str) -> None:
    assert find_time(text) == time


def test_a_missing_year_is_inferred_only_when_evident() -> None:
    january = Day(2026, 1, 9, 0, 0)
    assert str(infer_year(find_dates("28 December")[0], january)).startswith("28 December 2025")
    assert "(year inferred)" in str(infer_year(find_dates("3 March")[0], january))
    assert str(infer_year(find_dates("9 July")[0], january)) == "9 July (year not stated)"
    assert infer_year(find_dates("3 March")[0], None).year == 0
    wrong_weekday = find_dates("Monday 3 March")[0]  # 3 March 2026 is a Tuesday
    assert infer_year(wrong_weekday, january).year == 0
