"""What practitioners paste, in the layouts of their case systems, becomes people; no word lost."""

import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workspace.cases.pasting import MOST_CHARACTERS, MOST_PEOPLE, Found, TooMuch, read
from workspace.cases.pasting.names import apart, natural
from workspace.cases.pasting.relations import role_of
from workspace.privacy import layers
from workspace.privacy.dates import parse_date
from workspace.privacy.roles import PERSON_ROLES

AMINA = Found("Amina Warsame", "CHILD", (), {"DOB": ("27/03/2018",)})
SHABANA = Found(
    "Shabana Warsame", "MOTHER", (), {"DOB": ("12/04/1989",), "PHONE": ("07700 900123",)}
)

LAYOUTS = {
    "a table of a browser": "Name\tRelationship\tDate of Birth\tTelephone\n"
    "WARSAME, Amina\tSelf\t27/03/2018\t\nWARSAME, Shabana\tBirth mother\t12/04/1989\t07700 900123",
    "without its headings": "Amina Warsame\tSubject child\t27/03/2018\t\n"
    "Shabana Warsame\tMother\t12/04/1989\t07700 900123",
    "forenames and surnames apart": "Surname\tForename(s)\tRelationship to child\tDOB\tMobile No.\n"
    "WARSAME\tAMINA\tSubject\t27/03/2018\t\nWARSAME\tSHABANA\tMum\t12/04/1989\t07700 900123",
    "commas": "Full name,Relation,D.O.B.,Phone\n"
    'Amina Warsame,child,27/03/2018,\n"Warsame, Shabana",mother,12/04/1989,07700 900123',
    "semicolons": "Name;Role;Born;Tel\nAmina Warsame;Child;27/03/2018;\n"
    "Shabana Warsame;Mother;12/04/1989;07700 900123",
    "bars": "| Name | Relationship | DOB | Phone |\n|---|---|---|---|\n"
    "| Amina Warsame | Young person | 27/03/2018 | |\n"
    "| Shabana Warsame | Mother | 12/04/1989 | 07700 900123 |",
    "columns of spaces": "Name              Relationship   DOB          Phone\n"
    "Amina Warsame     Child          27/03/2018\n"
    "Shabana Warsame   Mother         12/04/1989   07700 900123",
    "labels": "Name: Amina Warsame\nDOB: 27/03/2018\nRelationship: Child\n\n"
    "Name: Shabana Warsame\nDOB: 12/04/1989\nRelationship: Mother\nTel: 07700 900123",
    "relation first": "Relationship: Child\nName: Amina Warsame\nDate of birth: 27/03/2018\n"
    "Relationship: Mother\nName: Shabana Warsame\nDate of birth: 12/04/1989\nMobile: 07700 900123",
    "labels above": "Name\nAmina Warsame\nRelationship\nSelf\nDate of birth\n27/03/2018\n\n"
    "Name\nShabana Warsame\nRelationship\nMother\nDate of birth\n12/04/1989\nMobile\n07700 900123",
    "labels beside": "Name\tAmina Warsame\nRelationship\tChild\nDate of birth\t27/03/2018\n"
    "Name\tShabana Warsame\nRelationship\tMother\nDate of birth\t12/04/1989\nPhone\t07700 900123",
    "cards": "WARSAME, Amina\nSubject child\n27/03/2018 (7 years)\n\n"
    "WARSAME, Shabana\nMother (PR)\n12/04/1989\n07700 900123",
    "cards with the relation on top": "Child\nAmina Warsame\n27/03/2018\n\n"
    "Mother\nShabana Warsame\n12/04/1989\nm: 07700 900123",
    "prose": "Amina Warsame (F, 27/03/2018) - subject child\n"
    "WARSAME, Shabana  Mother  12/04/1989  07700 900123",
    "prose with labels": "Child: Amina Warsame (born 27/03/2018)\n"
    "Mum Shabana Warsame, DOB 12/04/1989, tel. 07700 900123",
    "bullets": "Children:\n- Amina Warsame, 27/03/2018\n\nParents:\n"
    "- Shabana Warsame (mother), 12/04/1989, 07700 900123",
    "numbers": "1. Amina Warsame; 27/03/2018; child\n"
    "2. Shabana Warsame; mother; 12/04/1989; 07700 900123",
    "lower case": "amina warsame, child, 27/03/2018\n"
    "shabana warsame, mum, 12/04/1989, 07700 900123",
    "windows line ends": "Amina Warsame\tChild\t27/03/2018\r\nShabana Warsame\tMother\t12/04/1989\t"
    "07700 900123\r\n",
    "one cell a line": "Name\nRelationship\nDOB\nPhone\nAmina Warsame\nChild\n27/03/2018\n\n"
    "Shabana Warsame\nMother\n12/04/1989\n07700 900123\n",
    "one cell a line, rows apart": "Name\nRelationship\nDOB\nPhone\n\nAmina Warsame\nChild\n"
    "27/03/2018\nn/k\n\nShabana Warsame\nMother\n12/04/1989\n07700 900123\n",
    "the relation and the age with the name": "| Name | DOB | Phone |\n|---|---|---|\n"
    "| Child - Amina Warsame 7 yrs 10 mths | 27/03/2018 | |\n"
    "| Mum - Shabana Warsame | 12/04/1989 | 07700 900123 |",
    "small letters behind a relation": "Amina WARSAME, F, child, 27/03/2018\n"
    "Mum shabana warsame 12/04/1989 07700 900123\ndad unknown",
    "slashes": "Child Amina WARSAME 27/03/2018 / Mum shabana warsame 12/04/1989 07700 900123",
    "invisible marks": "\ufeffAmina\u00a0Warsame\tChild\t27/03/2018\n\u200eShabana Warsame\t"
    "Mother\t12/04/1989\t07700 900123",
    "one name twice": "Amina Warsame, child\nAmina Warsame, 27/03/2018\n"
    "Shabana Warsame, mother, 12/04/1989\nShabana Warsame 07700 900123",
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_two_people_in_every_layout(layout: str) -> None:
    pasted = read(LAYOUTS[layout], layers.found)
    assert list(pasted.people) == [AMINA, SHABANA]
    assert pasted.unread == ()


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("Mother", "MOTHER"), ("birth mother", "MOTHER"), ("Mum", "MOTHER"), ("BM", "MOTHER"),
        ("Father (no PR)", "FATHER"), ("putative father", "FATHER"), ("Step-father", "STEPFATHER"),
        ("stepmum", "STEPMOTHER"), ("MGM", "GRANDMOTHER"), ("PGF", "GRANDFATHER"),
        ("Maternal Grandmother", "GRANDMOTHER"), ("Grandmother (paternal)", "GRANDMOTHER"),
        ("mat. uncle", "UNCLE"), ("Great Aunt", "AUNT"), ("half-brother", "SIBLING"),
        ("Sibling (half)", "SIBLING"), ("Elder sister", "SIBLING"), ("Cousin", "COUSIN"),
        ("Mother's partner", "PARTNER"), ("Ex-husband", "PARTNER"), ("Foster Carer", "CARER"),
        ("Special Guardian", "CARER"), ("Allocated Social Worker", "WORKER"), ("IRO", "WORKER"),
        ("Health visitor", "NURSE"), ("GP", "DOCTOR"), ("Class teacher", "TEACHER"),
        ("Headteacher", "TEACHER"), ("PC", "OFFICER"), ("Solicitor", "PROFESSIONAL"),
        ("Children's Guardian", "PROFESSIONAL"), ("Child / Young Person", "CHILD"),
        ("Self", "CHILD"), ("Son", "CHILD"), ("Parent - Mother", "MOTHER"),
        ("Mother/Carer", "MOTHER"), ("Mother - Parental Responsibility", "MOTHER"),
        ("Neighbour", "NEIGHBOUR"), ("Family friend", "FRIEND"), ("Niece", "RELATIVE"),
        ("Is the mother of", "MOTHER"), ("sister of", "SIBLING"), ("Anne", ""),
        ("", ""), ("lives with mother", ""), ("Larkmoor", ""),
        ("mother of the bride and groom", ""),
    ],
)  # fmt: skip
def test_relations(said: str, role: str) -> None:
    assert role_of(said) == role


@pytest.mark.parametrize("role", PERSON_ROLES)
def test_every_relation_is_one_that_a_placeholder_has(role: str) -> None:
    assert role_of(role.lower()) in {*PERSON_ROLES, ""}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("WARSAME, Shabana", "Shabana Warsame"), ("WARSAME Shabana", "Shabana Warsame"),
        ("Shabana WARSAME", "Shabana Warsame"), ("SHABANA WARSAME", "Shabana Warsame"),
        ("Warsame, Shabana Yusuf (Mrs)", "Shabana Yusuf Warsame"),
        ("O'BRIEN, Sean", "Sean O'Brien"),
        ("MCALLISTER, Ida", "Ida McAllister"), ("VAN DER BERG, Pieter", "Pieter van der Berg"),
        ("DE SOUZA Maria", "Maria de Souza"), ("ABDI-RAHMAN, Idil", "Idil Abdi-Rahman"),
        ("AJ Fennimore", "AJ Fennimore"), ("NG, Mei Ling", "Mei Ling Ng"), ("LI Wei", "Wei Li"),
        ("Dr Ruth OLATUNJI", "Ruth Olatunji"), ("Mrs Begum", "Mrs Begum"),
        ("Núñez Ortega, José", "José Núñez Ortega"), ("amina warsame", "Amina Warsame"),
        ("ÖZTÜRK, Ayşe", "Ayşe Öztürk"), ("محمد علي", "محمد علي"),
        ("ТКАЧУК Оксана", "Оксана Ткачук"),
    ],
)  # fmt: skip
def test_names_are_turned_round_and_spoken_quietly(written: str, said: str) -> None:
    assert natural(written) == said


@pytest.mark.parametrize(
    ("written", "name", "others"),
    [
        ("Amina (Mina) Warsame", "Amina Warsame", ["Mina"]),
        ('Amina "Mina" Warsame', "Amina Warsame", ["Mina"]),
        ("Amina ‘Mina’ Warsame", "Amina Warsame", ["Mina"]),
        ("Hodan Warsame née Jama", "Hodan Warsame", ["Hodan Jama"]),
        ("WARSAME, Hodan (nee JAMA)", "Hodan Warsame", ["Hodan Jama"]),
        ("Hodan Jama aka Hodan Ali", "Hodan Jama", ["Hodan Ali"]),
        ("Hodan Jama (also known as Hoda / Hodo)", "Hodan Jama", ["Hoda", "Hodo"]),
        ("Zakariya Warsame known as Zak", "Zakariya Warsame", ["Zak"]),
        ("Sean O'Brien", "Sean O'Brien", []),
        ("Victor Orchard", "Victor Orchard", []),
    ],
)
def test_other_names_are_told_apart(written: str, name: str, others: list[str]) -> None:
    assert apart(written) == (name, others)


def test_details_of_every_kind() -> None:
    (person,) = read(
        "Name: BRAMBLEWORTH, Zofia\nPreferred name: Zosia\nPrevious surname: Ottermere\n"
        "Date of birth: 14-May-2012 00:00:00\nNHS No: 943 476 5919\nSchool: Kestrel Lane Primary\n"
        "Address: Flat 9\n42 Tannery Row\nPellbridge\nLK4 7QP\n"
        "Telephone: 01632 960123 (home) / 07700 900123\nEmail: zosia@larkmoor.example\n"
    ).people
    assert person.name == "Zofia Brambleworth"
    assert person.other_names == ("Zosia", "Zofia Ottermere")
    assert person.details == {
        "DOB": ("14 May 2012",), "NHS_NUMBER": ("943 476 5919",),
        "SCHOOL": ("Kestrel Lane Primary",),
        "ADDRESS": ("Flat 9, 42 Tannery Row, Pellbridge, LK4 7QP",),
        "PHONE": ("01632 960123", "07700 900123"), "EMAIL": ("zosia@larkmoor.example",),
    }  # fmt: skip


def test_what_was_not_understood_is_shown() -> None:
    pasted = read(
        "Involvements (3)\nName\tRelationship\tEthnicity\nAmina Warsame\tChild\tSomali\n"
        "Ring the duty team on 01632 960999 after five.\nMother of Ottilie: Hodan Jama\n"
    )
    assert [person.name for person in pasted.people] == ["Amina Warsame", "Hodan Jama"]
    assert set(pasted.unread) == {
        "Involvements (3)", "Ethnicity: Somali", "of Ottilie",
        "Ring the duty team on 01632 960999 after five.",
    }  # fmt: skip


def test_labels_without_a_name_are_shown() -> None:
    assert read("DOB: 27/03/2018\nMobile: 07700 900123").unread == ("27/03/2018", "07700 900123")


def test_two_people_of_one_name_stay_two() -> None:
    pasted = read("Tomos Fennimore, father, 03/03/1985\nTomos Fennimore, child, 02/09/2019")
    assert [person.role for person in pasted.people] == ["FATHER", "CHILD"]


def test_a_mention_within_somebodys_labels_is_somebody_else() -> None:
    amina, hodan = read(
        "Name: Amina Warsame\nMother: Hodan Jama\nSchool: Kestrel Lane Primary"
    ).people
    assert (hodan.name, hodan.role, hodan.details) == ("Hodan Jama", "MOTHER", {})
    assert amina.details == {"SCHOOL": ("Kestrel Lane Primary",)}


@pytest.mark.parametrize("beside", ["Mother", "F", "36", "1234567"])
def test_not_everything_in_brackets_is_a_name(beside: str) -> None:
    (person,) = read(f"Name\tDOB\nWARSAME, Shabana ({beside})\t12/04/1989").people
    assert (person.name, person.other_names) == ("Shabana Warsame", ())
    assert person.role == ("MOTHER" if beside == "Mother" else "")


@pytest.mark.parametrize("father", ["", "\nFather: Tomos Fennimore"])
def test_a_school_below_the_mothers_name_is_the_childs(father: str) -> None:
    amina, hodan, *_ = read(
        f"Child: Amina Warsame\nMother: Hodan Jama{father}\nSchool: Kestrel Lane Primary"
    ).people
    assert amina.details == {"SCHOOL": ("Kestrel Lane Primary",)}
    assert hodan.details == {}


def test_what_is_said_behind_nobody_is_nobodys() -> None:
    pasted = read("Child: Amina Warsame\nMother: Hodan Jama\nFather: not known\nDOB: 01/02/1980")
    assert [person.details for person in pasted.people] == [{}, {}]
    assert pasted.unread == ("01/02/1980",)


def test_whose_school_it_is_among_two_children_is_not_guessed() -> None:
    pasted = read("Child: Amina Jama\nChild: Zak Jama\nMother: Hodan Jama\nSchool: Mill Primary")
    assert not any(person.details for person in pasted.people)
    assert pasted.unread == ("Mill Primary",)


NOBODY = [
    "Nothing recorded on this tab.\nAdd new Print Close", "Add new\tPrint\tClose", "Hi Grace",
    "Name\tRelationship\tDOB\nAdd relationship\tPrint\tHelp", "Dear all,", "dad unknown",
    "Kind regards,\nWill Fennimore", "Thanks\n\nWill Fennimore\nTeam Larkmoor", "Mother: n/k",
    "FAMILY 1 - HUSSAIN", "Family 2: Lee / Carter", "Overview\nTimeline\nAttachments",
]  # fmt: skip


@pytest.mark.parametrize("text", NOBODY)
def test_words_that_are_nobody(text: str) -> None:
    assert read(text, layers.found).people == ()


@pytest.mark.parametrize("name", ["Close, Glenn", "Hope New", "Kind, Hodan", "Pyotr", "Grace"])
def test_names_that_look_like_those(name: str) -> None:
    assert len(read(f"Name\tRelationship\n{name}\tUncle", layers.found).people) == 1
    assert len(read(f"Name\tRelationship\n{name}\t", layers.found).people) == 1


@pytest.mark.parametrize(
    "text", ["Lee Marsh, stepdad", "Stepdad: Lee Marsh", "Lee Marsh\tStep-father\t1 May 1980",
             "Stepdad Lee Marsh 07700 900123"]
)  # fmt: skip
def test_a_surname_that_streets_have(text: str) -> None:
    (lee,) = read(text).people
    assert (lee.name, lee.role) == ("Lee Marsh", "STEPFATHER")


def test_a_street_is_nobody() -> None:
    (amina,) = read("Amina Warsame, child, Kestrel Close").people
    assert amina.details == {"ADDRESS": ("Kestrel Close",)}


def test_a_surgery_is_no_surname() -> None:
    pasted = read("GP: Dr Patel, Beacon Surgery")
    assert [(one.name, one.role) for one in pasted.people] == [("Dr Patel", "DOCTOR")]
    assert pasted.unread == ("Beacon Surgery",)


@pytest.mark.parametrize("said", ["NFA", "unknown", "None", "n/k", "Not known", "no fixed abode"])
def test_no_address_is_none(said: str) -> None:
    (person,) = read(f"Name\tRelationship\tAddress\nHodan Jama\tMother\t{said}").people
    assert person.details == {}


def test_earlier_names_and_year_groups() -> None:
    (ion,) = read(
        "Ion Rostas (child, born 21 June 2014, Year 7 at Larkmoor High School)\n"
        "Previously known as: Ionut Rostas"
    ).people
    assert ion.other_names == ("Ionut Rostas",)
    assert ion.details == {"DOB": ("21 June 2014",), "SCHOOL": ("Larkmoor High School",)}


IN_OTHER_LANGUAGES = {
    "ar": "الأم: فاطمة الأحمد\n\nالاسم: ليلى الأحمد\nتاريخ الميلاد: 01/02/2015",
    "es": "Madre: Ana Ortega\n\nNombre: Luz\nApellidos: Ortega\nFecha de nacimiento: 01/02/2015",
    "fr": "Mère : Awa Diallo\n\nPrénom : Lina\nNom : Diallo\nDate de naissance : 01/02/2015",
    "pl": "Matka: Anna Kowalska\n\nImię: Ola\nNazwisko: Kowalska\nData urodzenia: 01/02/2015",
    "pt": "Mãe: Ana Souza\n\nNome: Bia\nApelido: Souza\nData de nascimento: 01/02/2015",
    "ro": "Mama: Ana Rostas\n\nPrenume: Ion\nNume: Rostas\nData nașterii: 01/02/2015",
    "tr": "Anne: Ayşe Öztürk\n\nİsim: Can Öztürk\nDoğum tarihi: 01/02/2015",
    "uk": "Мати: Оксана Ткачук\n\nІм'я: Іван\nПрізвище: Ткачук\nДата народження: 01/02/2015",
    "ur": "والدہ: فاطمہ بیگم\n\nنام: علی خان\nتاریخ پیدائش: 01/02/2015",
}


@pytest.mark.parametrize("language", IN_OTHER_LANGUAGES)
def test_labels_in_the_languages_of_families(language: str) -> None:
    pasted = read(IN_OTHER_LANGUAGES[language])
    mother, child = pasted.people
    assert mother.role == "MOTHER"
    assert len(child.name.split()) == 2
    assert child.details == {"DOB": ("01/02/2015",)}
    assert pasted.unread == ()


def test_a_label_of_another_language_is_a_name_elsewhere() -> None:
    assert read("Anne Fennimore, aunt").people[0].name == "Anne Fennimore"


def test_dates_that_are_no_birthdays() -> None:
    (person,) = read("Amina Warsame, child, placed 12/01/2024").people
    assert "DOB" not in person.details


def test_too_much_is_refused() -> None:
    with pytest.raises(TooMuch, match="At most 20,000"):
        read("x" * (MOST_CHARACTERS + 1))
    many = [
        f"Ida Fen{chr(97 + at % 26)}{chr(97 + at // 26)}, aunt" for at in range(MOST_PEOPLE + 1)
    ]
    with pytest.raises(TooMuch, match=f"At most {MOST_PEOPLE}"):
        read("\n".join(many))
    assert len(read("\n".join(many[1:])).people) == MOST_PEOPLE


HOSTILE = [
    '"' * 20_000, "\t" * 20_000, "|" * 20_000, "(" * 20_000, "1" * 20_000, "Name:" * 4_000,
    "Name\tRole\n" * 1_800, "a b " * 5_000, "0 " * 10_000, "12/" * 6_000, "a@" * 9_000,
    "Flat 1, " * 2_400, "9 a, " * 4_000, "née " * 4_000, "aka " * 4_000, ("A" * 60 + " ") * 300,
    "\x00\x01\u202e\ue000\ue001", '"a,b\n' * 3_000, "Mother of " * 1_900, "mother " * 2_800,
]  # fmt: skip


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_hostile_text_ends(text: str) -> None:
    with suppress(TooMuch):
        read(text[:MOST_CHARACTERS])


PIECES = st.sampled_from(
    ["Amina Warsame", "WARSAME, Shabana", "Mother", "27/03/2018", "07700 900123", "Name", "DOB",
     "Name: ", "School", "Kestrel Lane Primary", "9 Tannery Row", "LK4 7QP", "\t", "\n", "\n\n",
     ", ", ";", "|", '"', "(", ")", " - ", "aka ", "née ", "of ", "and ", "F", "(7)", "  ", ":",
     "\x00", "\ue000", "Relationship", "943 476 5919"]
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.lists(PIECES | st.text(max_size=6), max_size=30).map("".join))
def test_whatever_is_pasted_comes_back_as_what_can_be_kept(text: str) -> None:
    pasted = read(text)
    for person in pasted.people:
        assert person.name.strip()
        assert len(person.name) <= 120
        assert person.role in {*PERSON_ROLES, ""}
        assert len(person.details.get("DOB", ())) < 2
        assert all(parse_date(born) for born in person.details.get("DOB", ()))
        assert not re.search(r"[\x00-\x08\ue000-\uf8ff]", repr(person.name))


WORDS = st.sampled_from("Quillow Brackhurst Tessaly Ombersley Vantreese Yarrowby Zennick".split())
TOLD = st.tuples(
    WORDS, WORDS, st.sampled_from(["mother", "Father", "MGM", "sibling", "xylofern", ""]),
    st.sampled_from(["27/03/2018", "2 May 1990", "07700 900123", "Quorndon Lane Primary", "plomber",
                     "9 Wimbrel Row, LK4 7QP", "lives in a glumhouse", ""]),
)  # fmt: skip
ORDINARY = {"lane", "primary", "row", "lives", "mother", "father", "mgm", "sibling", "name", "role",
            "other"}  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(
    st.lists(TOLD, min_size=1, max_size=5),
    st.sampled_from(["\t", ", ", " - ", "; ", "  ", " | "]),
    st.sampled_from(["", "Name{}Role{}Other\n"]),
)
def test_no_word_is_lost(told: list[tuple[str, ...]], between: str, headings: str) -> None:
    lines = [between.join([f"{first} {last}", *rest]) for first, last, *rest in told]
    text = headings.format(between, between) + "\n".join(lines)
    pasted = read(text)
    kept = " ".join(
        [*pasted.unread, *(repr((p.name, p.other_names, p.details)) for p in pasted.people)]
    ).lower()
    for word in re.findall(r"[a-z0-9]{3,}", text.lower()):
        assert word in kept or word in ORDINARY, (text, pasted)


def test_as_above_means_what_stands_above():
    pasted = read(
        "Name\tRelationship\tAddress\tTelephone\n"
        "WARSAME, Yusuf\tSubject child\tFlat 3, 61 Norwood Street, Wisbech PE13 2QX\t\n"
        "Warsame, Shabana\tMother\tas above\t07700 900123\n"
        "Warsame, Abdi\tFather, not resident\tSame as above\t\n"
    )
    home = ("Flat 3, 61 Norwood Street, Wisbech PE13 2QX",)
    assert [person.details["ADDRESS"] for person in pasted.people] == [home] * 3
    assert [person.role for person in pasted.people] == ["CHILD", "MOTHER", "FATHER"]
    assert pasted.unread == ()


def test_as_above_means_nothing_where_nothing_stands_above():
    pasted = read("Name\tRelationship\tAddress\nWarsame, Shabana\tMother\tas above\n")
    assert pasted.people[0].details == {}
