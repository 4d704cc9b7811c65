"""Which statements are marked, on masked text, without a model and without a database."""

import pytest

from bench.support import PARTS, measured
from workspace.outputs.support import check, cites
from workspace.outputs.support.facts import facts
from workspace.outputs.support.statements import statements

SOURCES = {
    "D1": [
        "Visit on 14 January 2026. Present: [CHILD_K7M] and [MOTHER_T3R].",
        "[CHILD_K7M] was tired. She slept badly because of the noise. The window does not close.",
        "[MOTHER_T3R] will call the school on Monday about nine late mornings.",
    ]
}


def marks(text):
    return [one.mark for one in check(text, SOURCES)]


def problems(text):
    return [problem.kind for one in check(text, SOURCES) for problem in one.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[CHILD_K7M] was tired (D1 ¶2).", ""),
        ("[CHILD_K7M] was tired. (D1 ¶2)", ""),
        ("[CHILD_K7M] slept badly (D1 ¶2).", ""),
        ("[SON_K7M] was tired (D1 ¶2).", ""),  # the code says who; a role is learnt later
        ("[CHILD_T3R] was tired (D1 ¶2).", "unsupported"),
        ("[CHILD_K7M] has a dog at home.", "uncited"),
        ("[CHILD_K7M] was tired (D1 ¶4).", "missing"),
        ("[CHILD_K7M] was tired (D1 ¶0).", "missing"),
        ("[CHILD_K7M] was tired (D2 ¶1).", "missing"),
        ("[CHILD_K7M] plays football at the club (D1 ¶2).", "unsupported"),
    ],
)
def test_the_three_marks(text, expected):
    assert marks(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[MOTHER_T3R] was tired (D1 ¶2).", ["people"]),
        ("[MOTHER_T3R] will call the school about 19 late mornings (D1 ¶3).", ["numbers"]),
        ("[MOTHER_T3R] will call the school on Friday (D1 ¶3).", ["things"]),
        ("[CHILD_K7M] was tired on 15 January 2026 (D1 ¶2).", ["dates"]),
        ("[CHILD_K7M] was tired on 14 January 2026 (D1 ¶2).", []),
        ("The window closes (D1 ¶2).", ["negation"]),
        ("[CHILD_K7M] was not tired (D1 ¶2).", ["negation"]),
        ("[MOTHER_T3R] will call the school about 9 late mornings (D1 ¶3).", []),
    ],
)
def test_in_what_they_differ(text, expected):
    assert problems(text) == expected


def test_who_did_it_to_whom():
    sources = {"D1": ["[FATHER_R5V] pushed [MOTHER_T3R] in the kitchen."]}
    swapped = check("[MOTHER_T3R] pushed [FATHER_R5V] in the kitchen (D1 ¶1).", sources)
    assert [p.kind for p in swapped[0].problems] == ["order"]
    passive = check("[MOTHER_T3R] was pushed by [FATHER_R5V] in the kitchen (D1 ¶1).", sources)
    assert passive[0].mark == ""


@pytest.mark.parametrize(
    "text",
    [
        "Dear [MOTHER_T3R],",
        "Kind regards",
        "# [CHILD_K7M] has moved house",
        "Here is a summary of the visit:",
        "What does [CHILD_K7M] want to happen?",
        "The notes do not say where [MOTHER_T3R] works.",
        "Not found in these documents.",
        "```\n[CHILD_K7M] has a dog at home.\n```",
        "| Who | What was said of them |\n|---|---|",
        "---",
    ],
)
def test_what_claims_nothing_is_not_marked(text):
    assert set(marks(text)) <= {""}


def test_a_citation_reaches_back_within_its_paragraph():
    assert marks("[CHILD_K7M] was tired. She slept badly (D1 ¶2).") == ["", ""]
    assert marks("[CHILD_K7M] was tired.\n\nShe slept badly (D1 ¶2).") == ["uncited", ""]
    assert marks("[CHILD_K7M] has a dog. She slept badly (D1 ¶2).") == ["uncited", ""]


def test_a_row_of_a_table_is_one_statement():
    table = "| When | What | Source |\n|---|---|---|\n| Monday | call the school | D1 ¶3 |\n"
    (row,) = statements(table)
    assert [str(one) for one in row.citations] == ["D1 ¶3"]
    assert marks(table) == [""]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("x y z (D1 ¶1, ¶3).", ["D1 ¶1", "D1 ¶3"]),
        ("x y z (D1 ¶2–4).", ["D1 ¶2", "D1 ¶3", "D1 ¶4"]),
        ("x y z (D1 ¶2; D2 ¶1).", ["D1 ¶2", "D2 ¶1"]),
        ("x y z [D1 ¶2].", ["D1 ¶2"]),
        ("x y z (D1 ¶2) (D12 ¶10).", ["D1 ¶2", "D12 ¶10"]),
        ("x y z (M1 ¶2).", ["M1 ¶2"]),
        ("x y z (D1 ¶1-99999).", [f"D1 ¶{n}" for n in range(1, 52)]),
    ],
)
def test_citations_are_read_however_written(text, cited):
    (statement,) = statements(text)
    assert [str(one) for one in statement.citations] == cited
    assert statement.text == "x y z."


def test_sentences_end_where_they_end():
    text = "Dr. Vale saw her at 3.30 p.m. on Monday. She was well (D1 ¶1). **It rained.** So?"
    assert [one.text for one in statements(text)] == [
        "Dr. Vale saw her at 3.30 p.m. on Monday.",
        "She was well.",
        "It rained.",
        "So?",
    ]


def test_offsets_are_those_of_the_text():
    text = "## Heading\n\n- **[CHILD_K7M]** was tired (D1 ¶2).\n- She slept.\n"
    found = list(statements(text))
    assert [text[one.start : one.end] for one in found] == [
        "**[CHILD_K7M]** was tired (D1 ¶2).",
        "She slept.",
    ]


def test_whether_a_text_names_sources_at_all():
    assert cites("It rained (D1 ¶2).")
    assert not cites("It rained. D1 is a road.")


@pytest.mark.parametrize("text", ["", " ", "(D1 ¶1)", "¶", "***", "|", "D1 ¶", "[CHILD_K7M]", "."])
def test_odd_texts_break_nothing(text):
    check(text, SOURCES)


def test_numbers_dates_and_times_are_read_in_any_form():
    one = facts("On 3 February 2026 at 3.30pm nine of 1,200 came, two hours late.")
    other = facts("2 hours late: 9 of 1200 came at 15:30 on 03/02/2026.")
    assert one.numbers == other.numbers
    assert one.days == other.days == {(3, 2, 2026)}


@pytest.mark.parametrize("part", PARTS)
def test_marks_are_right_as_often_as_the_documentation_says(part):
    right, given, expected = measured(part)["any mark"]
    assert right / given >= 0.85
    assert right / expected >= 0.85


def test_every_statement_of_a_long_text_is_checked():
    text = " ".join(f"[CHILD_K7M] was tired on day {n} (D1 ¶2)." for n in range(2000))
    assert len(check(text, SOURCES)) == 2000
