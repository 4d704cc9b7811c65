"""Patterns are tried where their words stand, see what stands around, and cannot run away."""

import pytest

from workspace.privacy.detector import marks
from workspace.privacy.detector.rule import Rule, Rules, rule
from workspace.privacy.detector.rules import RULES, RULES_BESIDE_PEOPLE, RULES_FOR_FAMILIES


def found(text: str, *rules: Rule) -> list[str]:
    return [text[start:end] for _, start, end, _ in Rules(rules).find(marks.read(text))]


def test_words_are_found_in_lower_case_and_numbers_by_a_sign() -> None:
    read = marks.read("Born 3rd MAY, b_1 to a@x.org")
    assert [read.text[read.starts[at] :][:4] for at in read.places["born"]] == ["Born"]
    assert len(read.places["may"]) == 1
    assert len(read.places[marks.DIGITS]) == 2
    assert len(read.places[marks.UNDERSCORE]) == 1
    assert [read.text[read.starts[at]] for at in read.places[marks.AFTER_AT]] == ["x"]


def test_a_pattern_is_tried_at_its_words_only() -> None:
    number = rule("REFERENCE", r"(?P<v>\d+)", 0.5, at="#")
    assert found("12 or 34, not ninety", number) == ["12", "34"]
    assert found("12 or 34", rule("REFERENCE", r"(?P<v>\d+)", 0.5, at=("ref",))) == []


def test_a_pattern_may_begin_words_before_and_at_a_sign() -> None:
    street = rule("ADDRESS", r"(?P<v>\w+ \w+ road)", 0.5, at=("road",), reach=2)
    assert found("down old mill road", street) == ["old mill road"]
    plus = rule("PHONE", r"(?P<v>\+\d+)", 0.5, at="#", lead="+")
    assert found("ring +44", plus) == ["+44"]


def test_a_pattern_sees_what_stands_before_it() -> None:
    after = rule("AGE", r"(?<=aged )(?P<v>\d+)", 0.5, at="#")
    assert found("aged 7, not 8", after) == ["7"]


def test_one_match_may_mark_several_things() -> None:
    ages = rule("AGE", r"aged (?P<v>\d)(?:, (?P<v>\d))*", 0.5, at=("aged",))
    assert found("aged 3, 5, 7", ages) == ["3", "5", "7"]


def test_what_is_not_accepted_hides_nothing_that_begins_inside_it() -> None:
    ab = rule("AGE", r"(?P<v>\w \w)", 0.5, at=("a", "b"), accept=lambda match: match["v"] != "a b")
    assert found("a b c", ab) == ["b c"]


NASTY = ["12 ", "a ", "Aa ", "AA ", "one ", "one a ", "Flat 1 Aa road ", "ref no 12/", "a.", "1.",
         "1/", "a-1-", "a@", "a at ", "a dot ", "a_ ", "aged 5, ", "dob 1/1/", "Aa Primary ",
         "snapchat is ", "1  ", '"1 ', "(1 ", "1", "a", "St Aas ", "address: ", "| 1 ", "\n1",
         "REF AB ", "A1 ", "*1", "+1 ", "lives at 1, ", "born on 1 may "]  # fmt: skip


@pytest.mark.parametrize("rules", [RULES, RULES_BESIDE_PEOPLE, RULES_FOR_FAMILIES])
@pytest.mark.parametrize("piece", NASTY)
def test_no_pattern_runs_away(piece: str, rules: tuple[Rule, ...]) -> None:
    read = marks.read((piece * 5_000)[:8_000])
    for label, start, end, score in Rules(rules).find(read):
        assert label
        assert start < end
        assert 0 < score <= 1
