"""People: found whatever the origin of the name or the case, and with the stated role."""

import pytest

from workspace.privacy.detector import detect
from workspace.privacy.roles import PERSON_ROLES


def people(text: str) -> dict[str, str]:
    """Name -> role of every person found."""
    return {text[s.start : s.end]: s.role for s in detect(text) if s.label == "PERSON"}


ROLES = [
    ("His mother, Shabana, agreed.", "Shabana", "MOTHER"),
    ("I rang mum Shabana today.", "Shabana", "MOTHER"),
    ("Shabana (mother) was at home.", "Shabana", "MOTHER"),
    ("I met his sister Leyla there.", "Leyla", "SIBLING"),
    ("Mr Okafor (class teacher) rang.", "Okafor", "TEACHER"),
    ("Social Worker: Jo Brandt", "Jo Brandt", "WORKER"),
    ("SW Jo Brandt visited.", "Jo Brandt", "WORKER"),
    ("Dr Patel wrote back.", "Patel", "DOCTOR"),
    ("PC Harris attended.", "Harris", "OFFICER"),
    ("Mrs Pluta opened the door.", "Pluta", ""),
    ("Her stepdad, Kemar Blake, was out.", "Kemar Blake", "STEPFATHER"),
    ("Maternal grandmother Bronwen Parry helps.", "Bronwen Parry", "GRANDMOTHER"),
    ("Foster carer Coral Hitchens rang.", "Coral Hitchens", "CARER"),
    ("Leyla, his sister, said so.", "Leyla", "SIBLING"),
    ("The health visitor, Gwen Maddocks, came.", "Gwen Maddocks", "NURSE"),
    ("Child: Amina Warsame", "Amina Warsame", "CHILD"),
    ("Her best friend Saoirse waited.", "Saoirse", "FRIEND"),
    ("his uncle Bolaji stays over", "Bolaji", "UNCLE"),
    ("Head teacher: Mrs Latymer", "Latymer", "TEACHER"),
    ("Solicitor - Imtiaz Gulzar", "Imtiaz Gulzar", "PROFESSIONAL"),
]


@pytest.mark.parametrize(("text", "name", "role"), ROLES)
def test_the_role_that_the_text_states(text: str, name: str, role: str) -> None:
    assert people(text).get(name) == role


def test_every_role_is_in_the_vocabulary() -> None:
    stated = {role for text, _, _ in ROLES for role in people(text).values()}
    assert stated <= {*PERSON_ROLES, ""}


def test_a_role_runs_through_a_list_and_stops_after_it() -> None:
    text = "Her children Amina, Jacob and Leyla were asleep. Marcus Webb was at work."
    got = people(text)
    assert [got[name] for name in ("Amina", "Jacob", "Leyla")] == ["CHILD"] * 3
    assert got["Marcus Webb"] == ""


def test_a_neighbouring_persons_role_is_not_borrowed() -> None:
    got = people("Amina, mother Shabana and Dr Patel met.")
    assert got["Shabana"] == "MOTHER"
    assert got["Patel"] == "DOCTOR"
    assert got.get("Amina", "") == ""


ORIGINS = """Harriet Fairclough|Eilidh Colquhoun|Angharad Prosser|Caoimhe O'Dwyer|Bridie McDonagh
Agnieszka Wójcik|Mihaela Constantinescu|Zlatica Horváth|Gonçalo Figueiredo|Ximena Zambrano
Ginevra Lombardi|Blerina Krasniqi|Özlem Yıldırım|Berivan Hawrami|Abdulrahman Al-Tikriti
Hibaaq Samatar|Semhar Ghebreyesus|Tigist Worku|Oluwaseun Akinwande|Chukwuemeka Nwachukwu
Hadiza Gwandu|Akosua Boateng|Dieudonné Tshibanda|Kemar Wedderburn|Rukhsana Chaudhry
Mizanur Talukder|Lakshmi Venkataraman|Sukhvinder Dhaliwal|Jignesh Solanki|Thileepan Rajaratnam
Zarghuna Stanikzai|Behrouz Ghorbani|Xiaoyan Zhang|Quynh Huynh|Marites Pangilinan
Menachem Rosenbaum|Svitlana Kravchuk|Nyasha Mapfumo|Wanjiru Odhiambo""".replace("\n", "|").split(
    "|"
)


@pytest.mark.parametrize("name", ORIGINS)
def test_a_name_of_any_origin_is_found(name: str) -> None:
    text = f"I spoke to {name} at the house and it was calm."
    assert name in people(text)


@pytest.mark.parametrize("name", ORIGINS)
def test_a_name_of_any_origin_is_found_in_lower_case(name: str) -> None:
    text = f"i spoke to {name.lower()} at the house and it was calm"
    covered = {p for s in detect(text) if s.label == "PERSON" for p in range(s.start, s.end)}
    start = text.index(name.lower())
    assert all(p in covered for p in range(start, start + len(name)) if text[p].isalpha())


@pytest.mark.parametrize("name", ORIGINS)
def test_a_name_of_any_origin_is_found_in_capitals(name: str) -> None:
    text = f"I SPOKE TO {name.upper()} AT THE HOUSE AND IT WAS CALM."
    covered = {p for s in detect(text) if s.label == "PERSON" for p in range(s.start, s.end)}
    start = text.index(name.upper())
    assert all(p in covered for p in range(start, start + len(name)) if text[p].isalpha())


def test_a_list_becomes_separate_people() -> None:
    assert set(people("Seen today: Amina, Jacob, Leyla and Oskar.")) >= {"Amina", "Jacob", "Leyla"}


def test_possessives_titles_and_punctuation_stay_outside() -> None:
    got = people("Amina's coat was wet. Mrs Okafor's letter came; I rang Jacob.")
    assert set(got) == {"Amina", "Okafor", "Jacob"}


def test_words_that_are_also_names() -> None:
    assert "Grace" in people("Her mother, Grace, was calm.")
    assert people("They said grace before lunch in May.") == {}


def test_labelled_fields_and_signatures() -> None:
    text = "Name: Zubeyda Xirsi\nDear Leocádia,\nPlease ring.\nKind regards,\nGwen Maddocks"
    assert set(people(text)) >= {"Zubeyda Xirsi", "Leocádia", "Gwen Maddocks"}


@pytest.mark.parametrize("month", ["April", "May", "June", "August"])
def test_the_month_of_a_date_is_nobody(month: str) -> None:
    text = f"Tomos Pritchard comes on Monday 12 {month} at 2.30pm, on 3rd {month} with Ann."
    assert set(people(text)) == {"Tomos Pritchard", "Ann"}
    assert "May" in people("Her daughter May was there with Ann.")
