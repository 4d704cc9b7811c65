"""Documents of every kind that Daylight reads, with names everywhere a document can hold one."""

from collections.abc import Sequence

from tests import uploads
from tests.canary.browser import File
from tests.canary.people import Person


def papers(people: Sequence[Person]) -> list[File]:
    """Six documents, each about its share of `people`, by content and by file name."""
    shares = [people[at::6] for at in range(6)]
    makers = (_txt, _md, _docx, _odt, _eml, _pdf)
    return [make(share) for make, share in zip(makers, shares, strict=True)]


def _lines(people: Sequence[Person]) -> list[str]:
    return [line for person in people for line in _about(person)]


def _about(person: Person) -> list[str]:
    return [
        introduced(person),
        f"{person.name} lives at {person.address}. Date of birth: {person.born_told}.",
        f"Phone {person.phone}, email {person.email}, NHS number {person.nhs}.",
    ]


def introduced(person: Person) -> str:
    if person.title:
        return f"{person.told} came to the meeting."
    return f"The child, {person.name}, came to the meeting."


def _named(people: Sequence[Person], ending: str) -> str:
    return f"Home visit {people[0].name} 2026{ending}"


def _txt(people: Sequence[Person]) -> File:
    return _named(people, ".txt"), "\n\n".join(_lines(people)).encode()


def _md(people: Sequence[Person]) -> File:
    name = f"{people[0].last}_{people[0].first}-chronology.md"
    return name, ("# Chronology\n\n" + "\n".join(f"- {line}" for line in _lines(people))).encode()


def _docx(people: Sequence[Person]) -> File:
    cells = "".join(f"<w:tc>{uploads.paragraph(line)}</w:tc>" for line in _lines(people))
    body = uploads.paragraph("Notes of the meeting") + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    header = uploads.word_part("hdr", uploads.paragraph(introduced(people[0])))
    relations = uploads.relation("header", "header1.xml")
    return _named(people, ".docx"), uploads.docx(
        body, relations=relations, parts={"word/header1.xml": header}
    )


def _odt(people: Sequence[Person]) -> File:
    cells = "".join(
        f"<table:table-cell><text:p>{line}</text:p></table:table-cell>" for line in _lines(people)
    )
    table = f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    return _named(people, ".odt"), uploads.odt(f"<text:p>Minutes</text:p>{table}")


def _eml(people: Sequence[Person]) -> File:
    first = people[0]
    body = (
        f"From: {first.name} <{first.email}>\r\nTo: {people[-1].name} <{people[-1].email}>\r\n"
        f"Subject: About {first.told}\r\nDate: Tue, 14 May 2024 09:30:00 +0100\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="part"\r\n\r\n'
        "--part\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        + "\r\n\r\n".join(_lines(people))
        + f'\r\n--part\r\nContent-Type: application/pdf; name="{first.name}.pdf"\r\n'
        f'Content-Disposition: attachment; filename="{first.name}.pdf"\r\n\r\n'
        "nothing\r\n--part--\r\n"
    )
    return _named(people, ".eml"), body.encode()


def _pdf(people: Sequence[Person]) -> File:
    lines = [half for line in _lines(people) for half in (line, "")]
    return _named(people, ".pdf"), uploads.pdf([lines])
