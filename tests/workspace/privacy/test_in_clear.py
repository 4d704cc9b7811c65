"""A number that identifies somebody is never left in clear, whatever it was called before."""

import random

import pytest

from workspace.privacy import tripwire
from workspace.privacy.identities import CannotKeep, Identities
from workspace.privacy.in_clear import identifies
from workspace.privacy.masked import Masked, Part, sealed
from workspace.privacy.masking import mask, mask_again
from workspace.privacy.spans import Span
from workspace.privacy.tripwire import Leak

NHS, NINO, LICENCE = "943 476 5919", "QQ123456C", "BRAMB 801156 Z99AB"


@pytest.fixture
def known() -> Identities:
    return Identities(random.Random(7))


def payload(text: str) -> Masked:
    return sealed([Part("user", (text,))])


@pytest.mark.parametrize("called", ["PLACE", "DETAIL", "REFERENCE", "PERSON"])
@pytest.mark.parametrize("number", [NHS, "943-476-5919", "943.476.5919", NINO, "qq 12 34 56 c"])
def test_what_is_written_decides_not_what_it_is_called(
    known: Identities, called: str, number: str
) -> None:
    hidden = known.new(called, number)
    with pytest.raises(CannotKeep, match="identifies somebody"):
        known.leave_in(hidden.aliases[number])
    with pytest.raises(CannotKeep, match="identifies somebody"):
        known.keep(f"so {number} then")
    assert not known.is_kept(number)


@pytest.mark.parametrize("text", ["LS1 4AB", "07700 900123", "a.b@larkmoor.example", "Mill Road"])
def test_the_rest_may_be_left_in(known: Identities, text: str) -> None:
    assert not identifies(text)
    known.leave_in(known.new("PLACE", text).aliases[text])
    tripwire.check(payload(f"so {text} then"), known)


def test_a_number_is_the_same_as_nothing_else(known: Identities) -> None:
    number, place = known.new("NHS_NUMBER", NHS), known.new("POSTCODE", "LS1 4AB")
    for one, other in ((number, place), (place, number)):
        with pytest.raises(ValueError, match="stays hidden"):
            known.merge(one, other)
    again = known.new("NHS_NUMBER", "943 476 5920")
    known.merge(again, number)
    assert known.now(again.id) is number


@pytest.mark.parametrize(
    ("label", "number"),
    [("NHS_NUMBER", "943 476 5918"), ("DRIVING_LICENCE", LICENCE), ("PASSPORT", "A1234567")],
)
def test_once_read_as_such_a_number_it_is_one(known: Identities, label: str, number: str) -> None:
    """Its checksum may fail: it was hidden as a place, and the text says what it is."""
    place = known.who("PLACE", number, role="PLACE")
    before = place.placeholder
    text = f"It is {number} as told."
    found = mask(text, [Span(6, 6 + len(number), label, source="pattern")], known)
    assert known.issued()[before] is place
    assert (place.label, place.placeholder.code) == (label, before.code)
    assert str(place.placeholder) in found.text
    with pytest.raises(CannotKeep):
        known.leave_in(found.aliases[0])


@pytest.mark.parametrize("called", ["PLACE", "PERSON"])
def test_to_point_at_such_a_number_makes_nothing_else_of_it(known: Identities, called: str) -> None:
    """It is no such number by its looks alone, so what it was read as decides."""
    read = known.new("PASSPORT", "A1234567")
    for written in ("A1234567", "A 123 4567"):
        alias = known.point_out(called, written, called)
        assert known.spellings()[alias][0] is read
        with pytest.raises(CannotKeep):
            known.leave_in(alias)
    known.point_out(called, "B7654321", called)
    assert known.who("PASSPORT", "B7654321").label == "PASSPORT"


def test_what_was_kept_by_its_words_excuses_no_such_number(known: Identities) -> None:
    known.load_kept([NHS, NINO])
    for label, number in (("NHS_NUMBER", NHS), ("NINO", NINO)):
        with pytest.raises(Leak):
            tripwire.check(payload(f"so {number} then"), known)
        text = f"so {number} then"
        masked = mask(text, [Span(3, 3 + len(number), label, source="pattern")], known)
        assert number not in masked.text
        assert number not in mask_again(masked.text, masked.aliases, known).text
        assert number not in mask(text, [], known).text
