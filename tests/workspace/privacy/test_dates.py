"""Dates of birth: read the British way, found however written, shown to a model as a band."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workspace.privacy.dates import age_band, parse_date, written

BORN = date(2018, 3, 27)
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "text",
    ["27/3/2018", "27/03/2018", "27.03.18", "27-3-18", "27 3 2018", "27 03 18", "2018-03-27",
     "27 March 2018", "27th March 2018", "27th of March, 2018", "27 Mar 18", "March 27, 2018",
     "march 27th 2018", "DOB: 27/03/2018.", "born on 27 MARCH 2018 in Larkmoor"],
)  # fmt: skip
def test_a_date_is_read_however_written(text: str) -> None:
    assert parse_date(text, today=TODAY) == BORN


@pytest.mark.parametrize(
    "text",
    ["", "today", "31/02/2018", "00/01/2018", "13/13/2018", "2018", "March 2018", "27 Foo 2018"],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text, today=TODAY) is None


def test_two_digits_of_a_year_are_in_the_past() -> None:
    assert parse_date("1/1/26", today=TODAY) == date(2026, 1, 1)
    assert parse_date("1/1/27", today=TODAY) == date(1927, 1, 1)
    assert parse_date("1/1/00", today=TODAY) == date(2000, 1, 1)


@given(st.dates(date(1930, 1, 1), date(2026, 11, 22)))
def test_every_way_of_writing_a_date_reads_back(day: date) -> None:
    ways = list(written(day))
    assert len(ways) > 10
    for way in ways:
        assert parse_date(way, today=TODAY) in (day, _a_century_off(way, day)), way


def _a_century_off(way: str, day: date) -> date | None:
    """Two digits cannot tell 1926 from 2026."""
    short = str(day.year) not in way
    try:
        return day.replace(year=day.year + 100) if short and day.year < 1927 else None
    except ValueError:
        return None


@pytest.mark.parametrize(
    ("born", "band"),
    [(date(2026, 12, 1), "not yet born"), (date(2026, 11, 23), "under 1"), (date(2025, 11, 24),
    "under 1"),
     (date(2025, 11, 23), "1 to 4"), (date(2021, 11, 23), "5 to 9"), (date(2016, 11, 24), "5 to 9"),
     (date(2016, 11, 23), "10 to 13"), (date(2012, 11, 23), "14 or 15"), (date(2010, 11, 23),
     "16 or 17"),
     (date(2008, 11, 24), "16 or 17"), (date(2008, 11, 23), "18 to 25"), (date(2000, 11, 23),
     "26 to 64"),
     (date(1961, 11, 23), "65 or over")],
)  # fmt: skip
def test_a_band_changes_on_the_birthday(born: date, band: str) -> None:
    assert age_band(born, TODAY) == band


@given(st.dates(date(1920, 1, 1), date(2030, 1, 1)), st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_no_band_tells_the_day(born: date, on: date) -> None:
    band = age_band(born, on)
    assert str(born.year) not in band
    if born <= on:
        again = [age_band(date(born.year, month, 1), on) for month in (1, 12)]
        assert band in again or len(set(again)) == 1
