"""The demo is whole, hangs together, and nobody and nothing in it is real."""

import re
from email import message_from_bytes, policy
from io import BytesIO
from itertools import chain, pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from defusedxml import ElementTree
from docx import Document
from docx.table import Table
from pypdf import PdfReader

from workspace.chat.demo import council, prompts
from workspace.chat.demo.build import TEXTS
from workspace.chat.demo.catalogue import CASES, COUNCIL, PEOPLE, TEAMS, documents, text_of
from workspace.chat.demo.shapes import Case, DemoDocument
from workspace.privacy.roles import PERSON_ROLES

EVERY_DOCUMENT = [
    pytest.param(case, document, id=document.filename)
    for case in CASES
    for document in case.documents
]
EVERY_TEXT = {
    str(path.relative_to(TEXTS)): path.read_text(encoding="utf-8")
    for path in sorted(TEXTS.rglob("*"))
    if path.is_file()
}
DATA_MODULES = ("__init__", "council", "warsame", "pritchard", "prompts")
SOURCES = "\n".join(
    Path(council.__file__).with_name(f"{name}.py").read_text(encoding="utf-8")
    for name in DATA_MODULES
)
EVERYTHING = "\n".join([*EVERY_TEXT.values(), SOURCES])

POSTCODE = re.compile(r"\b([A-Z]{1,2})\d[A-Z\d]? \d[A-Z]{2}\b")
PHONE = re.compile(r"(?<![\d/])0\d{3,4} \d{3} ?\d{3,4}\b|(?<![\d/])0\d{9,10}\b")
RESERVED = re.compile(r"07700 900\d{3}|01632 960\d{3}")
NHS = re.compile(r"\b(\d{3}) (\d{3}) (\d{4})\b")
NINO = re.compile(r"\b([A-Z]{2}) ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b")
UPN = re.compile(r"\b([A-Z])(\d{12})\b")
EMAIL = re.compile(r"[\w.+-]+@([\w.-]+\w)")


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def docx_text(content: bytes) -> str:
    lines: list[str] = []
    for block in Document(BytesIO(content)).iter_inner_content():
        if isinstance(block, Table):
            lines += [cell.text for row in block.rows for cell in row.cells]
        else:
            lines.append(block.text)
    return "\n".join(lines)


def odt_text(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as package:
        assert package.testzip() is None
        assert package.infolist()[0].filename == "mimetype"
        root = ElementTree.fromstring(package.read("content.xml"))
    return "\n".join("".join(node.itertext()) for node in root.iter() if node.text)


def pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content), strict=True).pages)


READERS = {".docx": docx_text, ".odt": odt_text, ".pdf": pdf_text}


def test_there_is_one_of_each_role_and_a_team_for_every_practitioner() -> None:
    assert {person.role for person in PEOPLE} == {
        "practitioner",
        "manager",
        "auditor",
        "administrator",
    }
    slugs = {team.slug for team in TEAMS}
    assert all(set(person.teams) <= slugs for person in PEOPLE)
    practitioners = [person for person in PEOPLE if person.role == "practitioner"]
    assert all(len(person.teams) == 1 for person in practitioners)
    in_east = [person for person in practitioners if council.EAST.slug in person.teams]
    assert (len(in_east), len(practitioners)) == (2, 3)
    assert all(person.email.endswith("@larkmoor.example") for person in PEOPLE)
    assert len({person.email for person in PEOPLE}) == len(PEOPLE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.slug)
def test_the_worker_of_a_case_is_a_practitioner_of_its_team(case: Case) -> None:
    (worker,) = [person for person in PEOPLE if person.email == case.worker]
    assert worker.role == "practitioner"
    assert case.team in worker.teams
    assert worker.name in {entry.name for entry in case.roster}


@pytest.mark.parametrize(("case", "document"), EVERY_DOCUMENT)
def test_a_document_is_of_realistic_length(case: Case, document: DemoDocument) -> None:
    assert 200 <= len(text_of(case, document.filename).split()) <= 900


@pytest.mark.parametrize(("case", "document"), EVERY_DOCUMENT)
def test_a_built_document_holds_every_word_of_its_text(case: Case, document: DemoDocument) -> None:
    content = dict(documents(case))[document.filename]
    read = READERS.get(Path(document.filename).suffix, lambda raw: raw.decode("utf-8"))
    assert words(read(content)) == words(text_of(case, document.filename))


def test_the_formats_are_varied_and_every_text_is_used() -> None:
    names = [document.filename for case in CASES for document in case.documents]
    endings = [Path(name).suffix for name in names]
    assert len(names) >= 12
    assert len(set(names)) == len(names)
    assert {".txt", ".md", ".eml", ".docx", ".odt", ".pdf"} == set(endings)
    assert endings.count(".docx") >= 2
    used = {document.source for case in CASES for document in case.documents}
    assert used == set(EVERY_TEXT)


def test_the_school_email_is_a_message_with_headers() -> None:
    (content,) = [
        content for case in CASES for name, content in documents(case) if name.endswith(".eml")
    ]
    message = message_from_bytes(content, policy=policy.default)
    assert message["from"].addresses[0].domain == "kestrellane.example"
    assert not message.defects
    assert "residential" in message.get_content()


def test_identifiers_come_from_reserved_or_unused_ranges() -> None:
    assert {match[1] for match in POSTCODE.finditer(EVERYTHING)} == {"LK"}
    phones = [match[0] for match in PHONE.finditer(EVERYTHING)]
    assert len(phones) > 20
    assert [phone for phone in phones if not RESERVED.fullmatch(phone)] == []
    assert {match[1] for match in NINO.finditer(EVERYTHING)} == {"QQ"}
    assert [host for host in EMAIL.findall(EVERYTHING) if not host.endswith(".example")] == []
    upns = [match[2] for match in UPN.finditer(EVERYTHING)]
    assert upns
    assert all(digits.startswith("999") for digits in upns)


def test_nhs_numbers_are_test_numbers_with_a_right_checksum() -> None:
    numbers = ["".join(match.groups()) for match in NHS.finditer(EVERYTHING)]
    assert len(set(numbers)) == 4
    for number in numbers:
        assert number.startswith("999")
        total = sum(
            int(digit) * weight for digit, weight in zip(number[:9], range(10, 1, -1), strict=True)
        )
        assert (11 - total % 11) % 11 == int(number[9])


def test_no_council_but_the_fictional_one_is_named() -> None:
    kinds = "County|City|Borough|District|Metropolitan|Unitary|Parish"
    councils = re.findall(rf"(\w+) (?:{kinds}) Council\b", EVERYTHING)
    assert set(councils) == {"Larkmoor"}
    assert COUNCIL == "Larkmoor County Council"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.slug)
def test_the_roster_is_unambiguous_and_everyone_in_it_is_written_about(case: Case) -> None:
    texts = "\n".join(text_of(case, document.filename) for document in case.documents)
    for entry in case.roster:
        assert entry.role in PERSON_ROLES
        assert entry.name.casefold() in texts.casefold(), entry.name
        for written in (*entry.aliases, entry.address, entry.phone, entry.school):
            # An address may be written on one line or after a comma, but always by its street.
            assert written.split(", LK")[0] in texts, written
        born = entry.date_of_birth
        assert born is None or f"{born:%d/%m/%Y}" in texts, entry.name
    names = [*chain.from_iterable((entry.name, *entry.aliases) for entry in case.roster)]
    assert len({name.casefold() for name in names}) == len(names)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.slug)
def test_the_family_has_the_difficulties_it_promises(case: Case) -> None:
    first_names = [entry.name.split()[0] for entry in case.roster]
    surnames = [entry.name.split()[-1] for entry in case.roster]
    assert len(set(first_names)) < len(first_names), "two people share a first name"
    assert len(set(surnames)) < len(surnames), "relatives share a surname"
    assert sum(entry.date_of_birth is not None for entry in case.roster) >= 3


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.slug)
def test_answers_stand_in_the_document_that_is_named(case: Case) -> None:
    answered = [question for question in case.questions if question.answer_in]
    assert len(answered) == 10
    assert len(case.questions) - len(answered) == 3
    for question in answered:
        text = text_of(case, question.answer_in)
        assert question.evidence
        assert [phrase for phrase in question.evidence if phrase not in text] == []


@pytest.mark.parametrize(
    ("slug", "missing"),
    [
        ("warsame", ("hodan's brother", "uncle", "secondary", "year 7", "convict")),
        ("pritchard", ("marek's solicitor", "born at larkmoor", "maternity")),
    ],
)
def test_what_no_document_answers_is_really_absent(slug: str, missing: tuple[str, ...]) -> None:
    (case,) = [case for case in CASES if case.slug == slug]
    texts = "\n".join(text_of(case, document.filename) for document in case.documents)
    assert [phrase for phrase in missing if phrase in texts.casefold()] == []


def test_prompts_are_complete_and_unlike_each_other() -> None:
    slugs = [prompt.slug for prompt in prompts.PROMPTS]
    assert len(slugs) >= 14
    assert len(set(slugs)) == len(slugs)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", slug) for slug in slugs)
    titles = sorted(prompt.title for prompt in prompts.PROMPTS)
    assert all(left != right for left, right in pairwise(titles))
    assert all(len(prompt.summary) <= 80 for prompt in prompts.PROMPTS)
    assert {prompt.task for prompt in prompts.PROMPTS} == {
        "answer",
        "summarise",
        "chronology",
        "people",
    }


@pytest.mark.parametrize("prompt", prompts.PROMPTS, ids=lambda prompt: prompt.slug)
def test_a_prompt_cites_or_says_it_is_a_draft_and_leaves_decisions_to_people(
    prompt: prompts.Prompt,
) -> None:
    wants = "This is a draft" if prompt.needs_model else "document and paragraph"
    assert wants in prompt.body
    assert not re.search(r"\b(score|likelihood|probability|risk rating|rank)\b", prompt.body)
    if "threshold" in prompt.body:
        assert "do not say whether any threshold" in prompt.body
    # Square brackets are how placeholders look: the library must never imitate one.
    assert "[" not in prompt.body


def test_blanks_are_found_in_order() -> None:
    (letter,) = [p for p in prompts.PROMPTS if p.slug == "plain-english-letter"]
    assert letter.blanks == ("who it is to", "what it is about", "reading age")
