"""Every label the detector promises: found, with exact borders, and nothing beside it."""

import pytest

from workspace.privacy.detector import detect


def found(text: str, label: str) -> list[str]:
    return [text[span.start : span.end] for span in detect(text) if span.label == label]


EXACT = [
    ("POSTCODE", "They live in ZZ9 9ZZ now.", "ZZ9 9ZZ"),
    ("POSTCODE", "they live in zz99zz now", "zz99zz"),
    ("POSTCODE", "Write to GIR 0AA.", "GIR 0AA"),
    ("PHONE", "Ring 07700 900123 after four.", "07700 900123"),
    ("PHONE", "Ring 07700-900-123 after four.", "07700-900-123"),
    ("PHONE", "Office (0161) 496 0123.", "(0161) 496 0123"),
    ("PHONE", "Use +44 7700 900123.", "+44 7700 900123"),
    ("PHONE", "Use +44 (0)7700 900123.", "+44 (0)7700 900123"),
    ("PHONE", "Use 0044 7700 900123.", "0044 7700 900123"),
    ("PHONE", "Mobile: 07700900123", "07700900123"),
    ("EMAIL", "Write to keeley.o'dowd+home@mail.example today.", "keeley.o'dowd+home@mail.example"),
    ("DOB", "DOB 03/04/2015.", "03/04/2015"),
    ("DOB", "d.o.b.: 3.4.15", "3.4.15"),
    ("DOB", "Date of birth - 3rd April 2015", "3rd April 2015"),
    ("DOB", "She was born on 3 April 2015 in hospital.", "3 April 2015"),
    ("DOB", "He was born in March 2015.", "March 2015"),
    ("DOB", "dob 2015-04-03", "2015-04-03"),
    ("NHS_NUMBER", "NHS number 943 476 5919", "943 476 5919"),
    ("NHS_NUMBER", "NHS No: 9434765910", "9434765910"),
    ("NHS_NUMBER", "The number 9434765919 is hers.", "9434765919"),
    ("NHS_NUMBER", "It says 943 476 5910 here.", "943 476 5910"),
    ("NINO", "NI number QQ 12 34 56 C", "QQ 12 34 56 C"),
    ("NINO", "his nino is qq123456c", "qq123456c"),
    ("UPN", "UPN: A123456789012", "A123456789012"),
    ("UPN", "Pupil A12345678901B moved.", "A12345678901B"),
    ("PASSPORT", "Passport no. 123456789 expired.", "123456789"),
    ("DRIVING_LICENCE", "Licence MORGA657054SM9IJ was shown.", "MORGA657054SM9IJ"),
    ("VEHICLE", "A blue van, ZZ51 ZZZ, waited.", "ZZ51 ZZZ"),
    ("VEHICLE", "his car reg is zz51zzz", "zz51zzz"),
    ("VEHICLE", "He drives an old car, Q123 ZZZ.", "Q123 ZZZ"),
    ("BANK", "Sort code 00-00-00", "00-00-00"),
    ("BANK", "Account number: 12345678", "12345678"),
    ("BANK", "IBAN GB82 WEST 1234 5698 7654 32", "GB82 WEST 1234 5698 7654 32"),
    ("BANK", "Pay GB00 WEST 1234 5698 7654 32 today.", "GB00 WEST 1234 5698 7654 32"),
    ("BANK", "Card 4111 1111 1111 1112 was used.", "4111 1111 1111 1112"),
    ("REFERENCE", "See LCS 123456 for more.", "123456"),
    ("REFERENCE", "Mosaic ID 88213 is closed.", "88213"),
    ("REFERENCE", "Our case no. AB/1234-22 refers.", "AB/1234-22"),
    ("REFERENCE", "Case number ZC21C00123 is listed.", "ZC21C00123"),
    ("REFERENCE", "Police log CAD 1234 of today.", "1234"),
    ("REFERENCE", "Crime reference 42/12345/23 was given.", "42/12345/23"),
    ("REFERENCE", "Home Office ref M1234567 is pending.", "M1234567"),
    ("REFERENCE", "EHCP ref EHC-20417 is in draft.", "EHC-20417"),
    ("HANDLE", "He follows @sk8r.boi99 there.", "@sk8r.boi99"),
    ("HANDLE", "her snapchat is lil_kez09", "lil_kez09"),
    ("URL", "It was at https://pics.example/u/44?x=1.", "https://pics.example/u/44?x=1"),
    ("ADDRESS", "They live at 14 Elm Grove Road.", "14 Elm Grove Road"),
    ("ADDRESS", "they live at 14b elm road now", "14b elm road"),
    ("ADDRESS", "HE LIVES AT 14 ELM ROAD.", "14 ELM ROAD"),
    ("ADDRESS", "Post it to Flat 3, Mercer House please.", "Flat 3, Mercer House"),
    ("ADDRESS", "She is at Flat 2, 9 Larkspur Close.", "Flat 2, 9 Larkspur Close"),
    ("ADDRESS", "They rent at Burnside Cottage for now.", "Burnside Cottage"),
    ("ADDRESS", "He was seen on Shrewsbury Avenue.", "Shrewsbury Avenue"),
    ("SCHOOL", "She goes to Oakfield Primary School.", "Oakfield Primary School"),
    ("SCHOOL", "he goes to oakfield primary", "oakfield primary"),
    ("SCHOOL", "A place at St Werburgh's Catholic College.", "St Werburgh's Catholic College"),
    ("SCHOOL", "Little Otters Pre-school is full.", "Little Otters Pre-school"),
]  # fmt: skip


@pytest.mark.parametrize(("label", "text", "value"), EXACT)
def test_finds_it_with_exact_borders(label: str, text: str, value: str) -> None:
    assert found(text, label) == [value]


ORDINARY = [
    "A Section 47 enquiry and an ICPC were agreed on Monday 3 May 2024.",
    "Ofsted, CAMHS, MASH and the LADO were told. The EHCP is due in June.",
    "The Children Act 1989 and Working Together 2023, Chapter 3, apply.",
    "The primary school and the nursery are closed on the bank holiday.",
    "She goes to a special school and he goes to the same high school.",
    "The strategy meeting is at 10.30 on 12/03/2024 and again on 2024-05-01.",
    "3 children crossed the road and walked 10 minutes down the lane.",
    "There is a grace period of 28 days; may I chase it? Mark the form.",
    "Attendance was 96.5% in Year 6; he weighs 31.2 kg and owes £1250.",
    "Social Worker, Health Visitor and School Nurse attended.",
    "The team manager will complete the Child Protection Plan.",
    "Summarise this document in plain English at a reading age of 9.",
    "What is the difference between Section 17 and Section 47?",
    "CHILD PROTECTION PLAN REVIEW - OFFICIAL SENSITIVE - DRAFT",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_of_the_trade_stays(text: str) -> None:
    assert [(span.label, text[span.start : span.end]) for span in detect(text)] == []


def test_a_date_that_is_not_a_birthday_stays_beside_one_that_is() -> None:
    text = "Visit on 01/02/2024. DOB 03/04/2015. Review on 05/06/2024."
    assert found(text, "DOB") == ["03/04/2015"]


def test_offsets_are_code_points() -> None:
    text = "😀👩‍👧 e\u0301te\u0301 🏴󠁧󠁢󠁷󠁬󠁳󠁿 mother, Zoë\u0301 Brân, 07700 900123 😀 ring her"
    spans = {text[span.start : span.end]: span.label for span in detect(text)}
    assert spans["07700 900123"] == "PHONE"
    assert spans["Zoë\u0301 Brân"] == "PERSON"


def test_a_long_text_is_read_to_its_end() -> None:
    filler = "The home was clean and the routine was calm. " * 600
    text = f"{filler}\n\nRing 07700 900123.\n\n{filler}\n\nMother, Zubeyda Xirsi, agreed."
    assert found(text, "PHONE") == ["07700 900123"]
    assert "Zubeyda Xirsi" in found(text, "PERSON")


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "...", "\x00", "\u202e\ufeff"])
def test_nothing_in_nothing(text: str) -> None:
    assert detect(text) == []
