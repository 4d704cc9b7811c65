"""An email or a note pasted as it is: people with what is said of them, and nothing of others."""

import textwrap

import pytest

from workspace.cases.pasting import Found, read
from workspace.privacy import layers
from workspace.privacy.detector import DetectionFailed
from workspace.privacy.spans import Span

BODY = (
    "The child is Amelia-Rose Doherty (dob 12.04.17, goes by Millie), she lives with mum Kirsty "
    "Doherty and partner Lee Marsh at 17 Marsh Lane, LK4 7TT. Dad is Callum Reid, no contact. "
    "Her brother Tyler Doherty (13) goes to Marlfield Academy. Nan, Pat Doherty, is on 07700 "
    "900789. Teacher is Miss Okafor at St Brannock's Primary."
)
EMAILS = {
    "lines": f"Hi Grace,\n\n{BODY}\n\nThanks,\nWill Adeyemi",
    "one line": f"Hi Grace, {BODY} Thanks, Will Adeyemi",
    "broken": "\n\n".join(["Hi Grace", textwrap.fill(BODY, 64), "Many thanks", "Will Adeyemi"]),
}
FAMILY = [
    Found("Amelia-Rose Doherty", "CHILD", ("Millie",), {"DOB": ("12.04.17",)}),
    Found("Kirsty Doherty", "MOTHER"),
    Found("Lee Marsh", "PARTNER", (), {"ADDRESS": ("17 Marsh Lane, LK4 7TT",)}),
    Found("Callum Reid", "FATHER"),
    Found("Tyler Doherty", "SIBLING", (), {"SCHOOL": ("Marlfield Academy",)}),
    Found("Pat Doherty", "GRANDMOTHER", (), {"PHONE": ("07700 900789",)}),
    Found("Miss Okafor", "TEACHER", (), {"SCHOOL": ("St Brannock's Primary",)}),
]


@pytest.mark.parametrize("email", EMAILS)
def test_an_email_gives_each_their_own_facts(email: str) -> None:
    pasted = read(EMAILS[email], layers.found)
    assert list(pasted.people) == FAMILY
    assert "Grace" in " ".join(pasted.unread)
    assert "Will Adeyemi" in " ".join(pasted.unread)


def test_no_fact_is_carried_past_somebody_elses_name() -> None:
    text = (
        "Ruby lives with her mum, Sarah Hall, and her stepdad Lee Marsh and is at Thrushcombe "
        "Primary. Ruby's dad, Daniel Hall, sees her on Saturdays."
    )
    pasted = read(text, layers.found)
    assert [(one.name, one.role) for one in pasted.people] == [
        ("Ruby", ""), ("Sarah Hall", "MOTHER"), ("Lee Marsh", "STEPFATHER"),
        ("Daniel Hall", "FATHER"),
    ]  # fmt: skip
    assert not any(one.details for one in pasted.people)
    assert "Thrushcombe Primary" in " ".join(pasted.unread)


@pytest.mark.parametrize(
    "text",
    [
        "Sarah Hall is worried about her son, born 12 April 2017, who is not well.",
        "She was born on 12 April 2017. Sarah Hall has rung twice this week.",
        "Sarah Hall rang. Their number is 07700 900123 and they are out a lot.",
        "On 07700 900123 there was no answer when we rang Sarah Hall.",
    ],
)
def test_what_may_be_somebody_elses_is_not_used(text: str) -> None:
    pasted = read(text, layers.found)
    (sarah,) = pasted.people
    assert (sarah.name, sarah.details) == ("Sarah Hall", {})
    assert any(digits in " ".join(pasted.unread) for digits in ("2017", "900123"))


def test_half_a_name_is_whoever_is_named_in_full() -> None:
    text = "Ruby Hall\tChild\t01/01/2015\n\nRuby is at Thrushcombe Primary and she is happy there."
    (ruby,) = read(text, layers.found).people
    assert ruby.details == {"DOB": ("01/01/2015",), "SCHOOL": ("Thrushcombe Primary",)}


def test_half_a_name_that_fits_two_is_shown() -> None:
    pasted = read(
        "Ruby Hall\tChild\nRuby Marsh\tCousin\n\n"
        "Ruby is at Thrushcombe Primary and is happy there.", layers.found
    )  # fmt: skip
    assert [one.details for one in pasted.people] == [{}, {}]
    assert {"Ruby", "Thrushcombe Primary"} <= set(pasted.unread)


def test_a_list_with_a_sentence_in_it_stays_a_list() -> None:
    pasted = read(
        "Amina Warsame, child, lives at home with her mother\n"
        "Shabana Warsame, mother, 12/04/1989, lives with the children", layers.found
    )  # fmt: skip
    assert [(one.name, one.role) for one in pasted.people] == [
        ("Amina Warsame", "CHILD"), ("Shabana Warsame", "MOTHER"),
    ]  # fmt: skip


def test_without_anything_to_find_with_nothing_of_it_is_used() -> None:
    assert read(BODY).people == ()
    assert read(BODY).unread == (BODY,)


def test_a_failure_to_find_is_no_empty_answer() -> None:
    def fails(text: str) -> list[Span]:
        raise DetectionFailed("Not now.")

    with pytest.raises(DetectionFailed):
        read(BODY, fails)
