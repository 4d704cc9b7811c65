"""Who is known is hidden where a lost gap glued them to a number, a date or another name."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workspace.privacy import layers, tripwire
from workspace.privacy.identities import Identities
from workspace.privacy.masking import mask
from workspace.privacy.placeholders import EXACT
from workspace.privacy.restoring import restore
from workspace.privacy.spans import Span

NAMES = ["Zofia", "Brambleworth", "Oswin", "Quillfeather"]
SECRETS = [*NAMES, "Xi", "07700900123", "07700900124", "27", "Mar", "14AB"]


def register() -> Identities:
    known = Identities(random.Random(3))
    known.new("PERSON", "Zofia Brambleworth", role="CHILD", roster=True)
    known.new("PERSON", "Oswin Quillfeather", role="FATHER", roster=True)
    known.new("PERSON", "Xi Donald", role="AUNT", roster=True)
    known.new("PHONE", "07700 900123", roster=True)
    known.new("PHONE", "07700 900124", roster=True)
    known.new("POSTCODE", "LS1 4AB", roster=True)
    known.new("DOB", "27/03/2018", roster=True)
    return known


def hidden(text: str, known: Identities, spans: list[Span] | None = None) -> str:
    """Mask, make sure that all comes back and that nothing known is left, and show the rest."""
    masked = mask(text, tripwire.identifiers(text) if spans is None else spans, known)
    spelt = known.spellings()
    assert restore(masked.text, known.names(), [spelt[a][1] for a in masked.aliases]) == text
    left = tripwire.apart(masked.text)
    assert known.find(left) == []
    return left


@pytest.mark.parametrize(
    "text",
    [
        "Row: 27/03/2018Zofia", "07700900123Zofia07700900124Oswin", "2018-03-27T00:00:00",
        "27Mar2018", "27March2018", "27thMarch2018", "March27th2018", "27-MAR-2018T", "DOB27032018",
        "IMG20180327", "QuillfeatherZofia", "BRAMBLEWORTHZofia", "ChildZofia", "FatherOswin",
        "Father:OswinQuillfeather27/03/2018", "NameZofia BrambleworthDOB27/03/2018Sex",
        "ZofiaLS14AB", "LeedsLS1 4AB", "Zofia2", "x07700900123Zofia", "zofiaoswin",
        "OSWINZOFIA2018", "QUILLFEATHERBRAMBLEWORTH", "XiDonald2018-03-27", "Zófia2018Oswín",
        "Ｚｏｆｉａ２０１８", "27/03/2018Ameena Zophia", "2018Zophia",
    ],
)  # fmt: skip
@pytest.mark.parametrize("detects", [False, True])
def test_a_lost_gap_shows_nobody(text: str, detects: bool) -> None:
    spans = layers.found(text) if detects else None
    left = hidden(text, register(), spans).lower()
    assert not [secret for secret in SECRETS if secret.lower() in left], left


@pytest.mark.parametrize(
    "text",
    ["McDonald", "MacDonald", "XiTek", "iPhone", "MacBook", "Year5", "LS2", "H2O", "XiXi", "2Xi",
     "donaldson", "zofiagraph", "15Mar2018", "2018T00", "100zofias"],
)  # fmt: skip
def test_a_word_that_merely_holds_letters_of_a_name_stays_whole(text: str) -> None:
    assert hidden(f"so {text} then", register()) == f"so {text} then"


def test_each_keeps_who_they_are() -> None:
    known = register()
    masked = mask("OswinZofia27/03/2018, Zofia Brambleworth2018", [], known)
    child, father = known.named("Zofia Brambleworth"), known.named("Oswin Quillfeather")
    assert child is not None
    assert father is not None
    assert [m.subject for m in masked.mentions][:2] == [father.id, child.id]
    assert masked.text.endswith(f", {child.placeholder}2018")


@pytest.mark.parametrize(
    ("text", "guess", "kinds"),
    [
        ("ZofiaBrambleworth27/03/2018", "ZofiaBrambleworth27", ["PERSON", "DOB"]),
        ("Oswin07700900123Zofia", "Oswin07700900123Zofia", ["PERSON", "PHONE", "PERSON"]),
    ],
)
def test_a_guess_takes_no_part_of_what_is_known(text: str, guess: str, kinds: list[str]) -> None:
    known = register()
    masked = mask(text, [Span(0, len(guess), "PERSON", source="ner")], known)
    assert [mention.label for mention in masked.mentions] == kinds
    assert EXACT.sub("", masked.text) == ""
    assert len(known.subjects) == len(register().subjects)


def test_what_is_glued_to_a_name_is_no_spelling_of_it() -> None:
    known = register()
    child = known.named("Zofia Brambleworth")
    assert child is not None
    assert known.who("PERSON", "NameZofia") is not child
    assert known.named("Zofia Brambleworth2018") is None


CASES = st.sampled_from([str, str.upper, str.lower])
NAME = st.sampled_from(NAMES)
THING = st.sampled_from(
    ["27/03/2018", "2018-03-27", "27Mar2018", "07700900123", "+447700900124", "7", "2018", "12.30"]
) | st.integers(0, 10**12).map(str)


@given(st.lists(st.tuples(THING, NAME, CASES), min_size=1, max_size=3), st.booleans())
@settings(max_examples=200, deadline=None, database=None, derandomize=True)
def test_a_name_glued_to_numbers_never_stays(parts: list, first: bool) -> None:  # type: ignore[type-arg]
    pairs = [(thing, case(name)) for thing, name, case in parts]
    glued = "".join(thing + name if first else name + thing for thing, name in pairs)
    left = hidden(f"Row: {glued} end", register()).lower()
    assert not [name for name in NAMES if name.lower() in left], left


@given(st.lists(NAME, min_size=2, max_size=5), THING)
@settings(max_examples=200, deadline=None, database=None, derandomize=True)
def test_names_glued_to_each_other_never_stay(names: list[str], thing: str) -> None:
    for glued in ("".join(names), thing + "".join(names), "".join(names[:2]).lower()):
        left = hidden(f"Row: {glued} end", register()).lower()
        assert not [name for name in NAMES if name.lower() in left], left
