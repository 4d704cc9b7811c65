"""The last look: known people and plain identifiers stop a call; placeholders do not."""

import pytest

from workspace.privacy import tripwire
from workspace.privacy.identities import Identities
from workspace.privacy.masked import Masked, Part, sealed
from workspace.privacy.tripwire import Leak

FOUND = [
    ("EMAIL", "zofia.b@larkmoor.example"), ("EMAIL", "z+1@a-b.co.uk"), ("EMAIL", "o'brien@x.org"),
    ("EMAIL", "żofia@größe.example"), ("PHONE", "07700 900123"), ("PHONE", "07700900123"),
    ("PHONE", "+44 7700 900123"), ("PHONE", "+44 (0)7700 900123"), ("PHONE", "0044 7700 900123"),
    ("PHONE", "(020) 7946 0958"), ("PHONE", "020-7946-0958"), ("PHONE", "01632 960 123"),
    ("NHS_NUMBER", "943 476 5919"), ("NHS_NUMBER", "943-476-5919"), ("NHS_NUMBER", "9434765919"),
    ("NINO", "QQ123456C"), ("NINO", "QQ 12 34 56 C"), ("NINO", "qq123456c"),
    ("POSTCODE", "SW1A 1AA"), ("POSTCODE", "m1 1ae"), ("POSTCODE", "LS291JB"), ("POSTCODE",
    "B33\u00a08TH"),
]  # fmt: skip
ORDINARY = [
    "Section 47", "3 children aged 4, 6 and 11", "12/03/2018", "at 10:30 on 4 May 2025",
    "£1,250.00",
    "943 476 5918", "pages 100-200", "he @ school", "case LK-2025-0417", "2 x 500 mg", "D1 ¶3",
    "[CHILD_K7M]", "1234567890123", "A1 paper", "COVID-19",
]  # fmt: skip


@pytest.mark.parametrize(("label", "text"), FOUND)
def test_an_identifier_is_found_wherever_it_stands(label: str, text: str) -> None:
    for frame in ("{}", "x {}.", "({})", "tel:{};", "«{}»", "{}\n", "**{}**", "a,{},b"):
        said = frame.format(text)
        spans = [s for s in tripwire.identifiers(said) if s.label == label]
        assert any(text in said[s.start : s.end] for s in spans), said


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_and_numbers_pass(text: str) -> None:
    assert tripwire.identifiers(f"so {text} then") == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("on07700900123or07700900124now", ["07700900123", "07700900124"]),
        ("Mob07700 900123", ["07700 900123"]),
        ("tel+447700900123x", ["+447700900123"]),
        ("REF01632960123", []),
        ("x207700900123", []),
    ],
)
def test_a_mobile_number_is_found_in_the_middle_of_a_word(text: str, numbers: list[str]) -> None:
    found = [text[s.start : s.end] for s in tripwire.identifiers(text) if s.label == "PHONE"]
    assert found == numbers


@pytest.mark.parametrize("text", ["LS1\n4AB", "LS1 \r\n  4AB", "sw1a\n1aa", "B33\n8TH"])
def test_a_postcode_is_found_over_the_end_of_a_line(text: str) -> None:
    (span,) = tripwire.identifiers(f"12 Mill Road, Leeds {text}.")
    assert (span.label, span.end - span.start) == ("POSTCODE", len(text))


@pytest.mark.parametrize("text", ["LS1\n\n4AB", "see A1\n4th May", "page A4\n2nd copy", "M1\n1ABC"])
def test_two_lines_that_make_no_postcode_pass(text: str) -> None:
    assert tripwire.identifiers(text) == []


def test_what_never_becomes_an_address_is_read_once() -> None:
    """A pattern that read on from each letter would run out of its seconds here."""
    assert tripwire.identifiers("a" * 400_000 + "@") == []
    spans = tripwire.identifiers("a" * 100_000 + "@x.org'b@y.org")
    assert [(span.label, span.end) for span in spans] == [("EMAIL", 100_006), ("EMAIL", 100_014)]


@pytest.mark.parametrize("digits", ["0123456789", "9434765919"])
def test_digits_of_other_scripts_count(digits: str) -> None:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    arabic = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    phone = "07700 900123"
    for table in (wide, arabic):
        assert tripwire.identifiers(f"ring {phone.translate(table)} now"), table


def payload(text: str = "fine", name: str = "", kind: str = "user") -> Masked:
    return sealed([Part("system", ("Be kind.",)), Part(kind, (text,), name, "D1")])  # type: ignore[arg-type]


@pytest.fixture
def known() -> Identities:
    known = Identities()
    known.new("PERSON", "Zofia Brambleworth", role="CHILD", roster=True)
    known.new("SCHOOL", "Larkmoor Lane Primary School", roster=True)
    return known


@pytest.mark.parametrize(
    "text",
    ["Zofia", "zofia's", "BRAMBLEWORTH", "Z. Brambleworth", "Zo\u200bfia", "Ｚｏｆｉａ", "Zófia",
     "Zofia\u00adBrambleworth", "Larkmoor Lane", "SW1A 1AA", "07700 900123", "\u202eZofia\u202c"],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["system", "user", "assistant", "document"])
def test_whatever_is_known_stops_the_call_in_any_part(
    known: Identities, text: str, kind: str
) -> None:
    with pytest.raises(Leak) as stopped:
        tripwire.check(payload(f"so {text} said", kind=kind), known)
    assert "Nothing was sent" in str(stopped.value)
    assert not {"Zofia", "Brambleworth", "900123"} & set(str(stopped.value).split())
    assert set(stopped.value.kinds) <= {"PERSON", "SCHOOL", "POSTCODE", "PHONE", "ADDRESS"}


def test_a_file_name_is_looked_at_too(known: Identities) -> None:
    with pytest.raises(Leak):
        tripwire.check(payload(name="Zofia.docx", kind="document"), known)


def test_placeholders_and_kept_words_pass(known: Identities) -> None:
    mark = next(iter(known.subjects.values())).placeholder
    known.keep("SW1A 1AA")
    tripwire.check(payload(f"{mark}{mark} and {mark}'s bear at SW1A 1AA, [CHILD_Z9Z]"), known)


def test_a_name_is_not_put_together_across_a_placeholder(known: Identities) -> None:
    """A code is no letter of a name: what stands on both sides stays two words."""
    mark = str(next(iter(known.subjects.values())).placeholder)
    for text in (f"07700 {mark} 900123", f"07700{mark}943 476", f"Lark{mark}moor Lane"):
        tripwire.check(payload(text), known)


def test_only_privacy_can_make_what_leaves() -> None:
    with pytest.raises(TypeError):
        Masked((Part("user", ("hello",)),))
    with pytest.raises(TypeError):
        Masked((Part("user", ("hello",)),), "answer", object())
