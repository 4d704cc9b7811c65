"""How old somebody is: found where a person is meant, left alone where the law speaks."""

from itertools import pairwise

import pytest

from workspace.privacy.dates import band_of
from workspace.privacy.detector import detect
from workspace.privacy.identities import Identities
from workspace.privacy.masking import mask


def ages(text: str) -> list[str]:
    return [text[span.start : span.end] for span in detect(text) if span.label == "AGE"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Amina is 7 years old and settled.", ["7 years old"]),
        ("A 7-year-old boy was seen.", ["7-year-old"]),
        ("The twins are 3 weeks old.", ["3 weeks old"]),
        ("two children aged 5 and 7", ["5", "7"]),
        ("Age: 14", ["14"]),
        ("Age 3y 2m, seen in clinic", ["3y 2m"]),
        ("she's nine now", ["nine"]),
        ("im 14 u know that", ["14"]),
        ("Amina Warsame (7) came in.", ["7"]),
        ("Amina Warsame, 15, came in.", ["15"]),
        ("Liibaan Warsame, 7 months, slept.", ["7 months"]),
        ("Mother: Shabana Khan (sister, 19 months)", ["19 months"]),
        ("Name | Age | School\nAmina Warsame | 9 | none\n", ["9"]),
    ],
)
def test_an_age_is_found(text: str, found: list[str]) -> None:
    assert ages(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Children aged 5 to 11 may attend.",
        "Anybody aged 16 and over may ask.",
        "Two-year-olds need a ratio of 1:5.",
        "A child under 10 years old cannot be charged.",
        "She was 34 weeks pregnant.",
        "It took him 3 years.",
        "There is 7.",
        "He was 20 minutes late.",
        "Amina Warsame (Year 4) came in.",
        "Amina Warsame 10.30 am, contact centre",
    ],
)
def test_other_numbers_are_nobodys_age(text: str) -> None:
    assert ages(text) == []


def test_an_age_is_not_looked_for_elsewhere() -> None:
    text = "Amina Warsame (7) has 7 cousins."
    masked = mask(text, detect(text), Identities()).text
    assert masked.endswith("has 7 cousins.")
    assert masked.count("[AGE_") == 1


@pytest.mark.parametrize(
    ("age", "band"),
    [
        ("7", "5 to 9"), ("seven years old", "5 to 9"), ("3y 2m", "1 to 4"), ("5/12", "under 1"),
        ("8 weeks old", "under 1"), ("eighteen months", "1 to 4"), ("twenty-two", "18 to 25"),
        ("70", "65 or over"), ("unknown", ""),
    ],
)  # fmt: skip
def test_a_model_may_know_the_band(age: str, band: str) -> None:
    assert band_of(age) == band


def test_ages_of_a_long_table_stand_apart_from_everything_else() -> None:
    rows = "".join(f"Amina Warsame | {n % 17} | 12/03/20{n % 25:02}\n" for n in range(60))
    text = f"Name | Age | DOB\n{rows}"
    found = detect(text)
    assert sum(span.label == "AGE" for span in found) == 60
    assert sum(span.label == "DOB" for span in found) == 60
    assert all(left.end <= right.start for left, right in pairwise(found))
