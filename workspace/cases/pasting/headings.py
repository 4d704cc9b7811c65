"""What case systems call their columns and labels."""

from typing import Final

import regex

from . import languages
from .relations import role_of

NAME_FIELDS: Final = frozenset({"name", "given", "middle", "surname"})
UNKEPT: Final = "unkept"
"""Understood, and no part of a roster: gender, age, title."""

_SAID: Final = {
    "name": "name; full name; person; persons name; person name; name of person; contact name; "
    "related person; related to; client name; childs name; name of child; child name; pupil name; "
    "household member; professional name; worker name; display name; person details; who; "
    "parent name; legal name; full legal name",
    "given": "forename; forenames; first name; first names; given name; given names; "
    "christian name; first; legal forename; given; fore name",
    "middle": "middle name; middle names; second name; middle",
    "surname": "surname; last name; family name; legal surname; last; sur name",
    "other": "known as; also known as; aka; preferred name; preferred names; alias; aliases; "
    "other names; other name; nickname; nicknames; previous names; previous name; former name; "
    "former names; formerly known as; previously known as; likes to be called; "
    "preferred forename; other names known by",
    "former": "maiden name; previous surname; former surname; birth surname; birth name; nee; née; "
    "previous surnames; other surnames",
    "role": "relationship; relation; relationship to child; relationship to subject; role; "
    "relationship type; relationship to person; relationship to client; relationship to yp; "
    "relationship to young person; relationship to service user; relation to child; type; "
    "connection; relationship with child; job title; job role; involvement; relationships; "
    "role type; who are they; relationship description; position; profession",
    "DOB": "date of birth; dob; d o b; birth date; birthdate; born; birthday; date of birth dob; "
    "dob age; age dob; age date of birth; date of birth and age; date of birth age; d birth",
    "SCHOOL": "school; school or nursery; school nursery; nursery; education; education provider; "
    "setting; establishment; current school; school attended; education setting; "
    "place of learning; school college; school name; education establishment; college; "
    "early years setting",
    "ADDRESS": "address; current address; home address; address line 1; address line 2; address 1; "
    "address line 3; address line; town; city; town city; county; postcode; post code; street; "
    "full address; main address; lives at; placement address; residence; address 2; address 3; "
    "postal address; house; house number; addresses; primary address; living at",
    "PHONE": "phone; telephone; tel; mobile; mob; phone number; telephone number; contact number; "
    "mobile number; home phone; work phone; mobile phone; home telephone; tel no; phone no; "
    "telephone no; mobile no; contact no; contact tel; phone numbers; landline; home tel; "
    "contact telephone; work telephone; contact numbers; primary phone; t; m",
    "EMAIL": "email; e mail; email address; e mail address; emails; work email; contact email",
    "NHS_NUMBER": "nhs; nhs no; nhs number; nhs num; nhs id",
    UNKEPT: "gender; sex; age; title; m f; gender identity; age years; current age",
    "any": "contact; contact details; details; information; phone email; telephone email",
}
_FIELDS = {heading.strip(): field for field, said in _SAID.items() for heading in said.split(";")}
_FIELDS |= languages.HEADINGS


def plain(heading: str) -> str:
    """Return a heading without marks, arrows of sorting and what stands in brackets."""
    heading = regex.sub(r"\([^)]*\)|\[[^\]]*\]", " ", heading.lower())
    heading = regex.sub(r"['’ʼ`\u0307]", "", heading)
    heading = regex.sub(r"[^\p{L}\p{N}]+", " ", heading)
    heading = regex.sub(r"\bsort(?:ed)?(?: by)?(?: ascending| descending)?\b", " ", heading)
    return " ".join(heading.split())


def field_of(heading: str) -> str:
    """Return the field that a heading announces, "any" for one of several, "" for none known."""
    return _FIELDS.get(plain(heading), "") if len(heading) <= 60 else ""


def fields_of(cells: list[str]) -> list[str]:
    """Return the field of each column that a row heads, or nothing where it heads none.

    A row of headings has two known ones or more, no number, and somebody's name or relation;
    a column headed "Child" holds names.
    """
    fields = [field_of(cell) for cell in cells]
    if any(regex.search(r"\d\d", cell) for cell in cells):
        return []
    if not NAME_FIELDS & set(fields):
        pairs = zip(cells, fields, strict=True)
        roles = [not field and bool(role_of(cell)) for cell, field in pairs]
        if True in roles and sum(map(bool, fields)) > 1:
            fields[roles.index(True)] = "name"
    known = [field for field in fields if field]
    most = 2 * len(known) >= len([cell for cell in cells if cell.strip()])
    sure = ("role" in known and most) or bool(NAME_FIELDS & set(known))
    return fields if len(known) > 1 and sure else []


def labelled(cells: list[str]) -> bool:
    """Say whether two cells are a label and its value rather than two headings."""
    return (
        len(cells) == 2
        and bool(field_of(cells[0]))
        and not (field_of(cells[1]) and not role_of(cells[1]))
    )
