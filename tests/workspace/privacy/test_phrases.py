"""Listed phrases in a text: every way to write them, nothing that merely begins like them."""

import pytest

from workspace.privacy.phrases import Phrase, Phrases, key

LISTED = [
    Phrase("Sunny Days Nursery", "SCHOOL"), Phrase("St Mary's Lodge", "ADDRESS"),
    Phrase("Café Zoë", "PLACE"), Phrase("Heron Club", "PLACE"),
    Phrase("Heron Club North", "PLACE"), Phrase("LRK", "REFERENCE", prefix=True),
]  # fmt: skip


def found(text: str, phrases: Phrases | None = None) -> list[str]:
    every = phrases or Phrases(LISTED, loosely=True)
    return [text[listed.start : listed.end] for listed in every.find(text)]


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("at sunny days nursery.", ["sunny days nursery"]),
        ("SUNNY-DAYS  NURSERY's door", ["SUNNY-DAYS  NURSERY"]),
        ("Sunny\nDays Nursery", ["Sunny\nDays Nursery"]),
        ("SunnyDaysNursery", ["SunnyDaysNursery"]),
        ("St Marys Lodge", ["St Marys Lodge"]),
        ("St. Mary’s Lodge", ["St. Mary’s Lodge"]),
        ("St Mary Lodge", ["St Mary Lodge"]),
        ("cafe zoe, CAFÉ ZOË", ["cafe zoe", "CAFÉ ZOË"]),
        ("Cafe\u0301 Zoe\u0308", ["Cafe\u0301 Zoe\u0308"]),
        ("Ca\u200bfe Zoe", ["Ca\u200bfe Zoe"]),
        ("Heron Club North and Heron Club", ["Heron Club North", "Heron Club"]),
        ("Heron Club Heron Club", ["Heron Club", "Heron Club"]),
        ("Heron Heron Club", ["Heron Club"]),
        ("LRK-20391 and lrk20391/2", ["LRK-20391", "lrk20391/2"]),
        ("LRK: 88, LRK on 3 May. LRK. 12", ["LRK: 88", "LRK", "LRK"]),
        ("Sunny Days", []),
        ("Sunny Days Nurseryman", []),
        ("Oldsunny Days Nursery", []),
        ("Sunny Days. In the end, Nursery", []),
        ("LRKA1", []),
        ("", []),
        ("' s 's ’s", []),
    ],
)
def test_what_is_found(text: str, there: list[str]) -> None:
    assert found(text) == there


def test_strictly_no_form_is_made_up() -> None:
    strict = Phrases([Phrase("St Mary's Lodge"), Phrase("Early Help Hub")])
    assert found("EarlyHelpHub, St Mary Lodge", strict) == []
    assert found("early help hub, St Marys Lodge", strict) == ["early help hub", "St Marys Lodge"]


def test_signs_in_a_phrase_are_only_signs() -> None:
    odd = Phrases([Phrase("a.* (b+ [c"), Phrase("<b>bold</b>")])
    assert found("aaa b c", odd) == []
    assert found("a.* (b+ [c and b bold b", odd) == ["a.* (b+ [c", "b bold b"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Early Help", "early  HELP", True), ("St Mary's", "St Marys", True),
        ("Café", "cafe", True), ("Early-Help", "Early Help", True),
        ("Early Help", "Early Helper", False),
    ],
)  # fmt: skip
def test_when_two_are_the_same(one: str, other: str, same: bool) -> None:
    assert (key(one) == key(other)) is same


@pytest.mark.parametrize(
    ("run", "may"),
    [
        (["sunny", "da"], True), (["sunny", "days", "nur"], True), (["sunny", "day", "n"], False),
        (["st", "mary", "s", "lo"], True), (["st", "marys", "lo"], True), (["st", "mary"], True),
        (["lrk", "203"], True), (["rain", "fell"], False), (["sunny", "days", "s", "nur"], True),
    ],
)  # fmt: skip
def test_what_may_still_grow_into_one(run: list[str], may: bool) -> None:
    assert Phrases(LISTED, loosely=True).may_grow(run) is may


def test_a_long_list_finds_the_same() -> None:
    many = [Phrase(f"Sunny {number} Place", "PLACE") for number in range(20_000)]
    every = Phrases([*many, *LISTED], loosely=True)
    assert found("Sunny 19999 Place and Sunny Days Nursery, Sunny 20000 Place", every) == [
        "Sunny 19999 Place", "Sunny Days Nursery",
    ]  # fmt: skip
