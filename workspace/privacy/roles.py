"""The closed vocabulary of roles a placeholder may carry.

A role tells a model what kind of thing it is reading about without telling it who. The
vocabulary is closed so that restoring can look a placeholder up exactly and nothing that
merely resembles one is ever taken for one.
"""

from typing import Final

PERSON_ROLES: Final = (
    "CHILD", "SIBLING", "MOTHER", "FATHER", "PARENT", "STEPMOTHER", "STEPFATHER",
    "GRANDMOTHER", "GRANDFATHER", "AUNT", "UNCLE", "COUSIN", "PARTNER", "RELATIVE",
    "CARER", "FRIEND", "NEIGHBOUR", "WORKER", "TEACHER", "DOCTOR", "NURSE", "OFFICER",
    "PROFESSIONAL", "FAMILY", "PERSON",
)  # fmt: skip

THING_ROLES: Final = (
    "SCHOOL", "ADDRESS", "POSTCODE", "PLACE", "PHONE", "EMAIL", "DOB", "AGE", "NHS", "NINO",
    "UPN", "PASSPORT", "LICENCE", "VEHICLE", "BANK", "REF", "HANDLE", "URL", "DETAIL",
    "TEXT",
)  # fmt: skip

ROLES: Final = PERSON_ROLES + THING_ROLES

ROLE_OF_LABEL: Final = {
    "PERSON": "PERSON",
    "SCHOOL": "SCHOOL",
    "ADDRESS": "ADDRESS",
    "POSTCODE": "POSTCODE",
    "PLACE": "PLACE",
    "PHONE": "PHONE",
    "EMAIL": "EMAIL",
    "DOB": "DOB",
    "AGE": "AGE",
    "NHS_NUMBER": "NHS",
    "NINO": "NINO",
    "UPN": "UPN",
    "PASSPORT": "PASSPORT",
    "DRIVING_LICENCE": "LICENCE",
    "VEHICLE": "VEHICLE",
    "BANK": "BANK",
    "REFERENCE": "REF",
    "HANDLE": "HANDLE",
    "URL": "URL",
    "DETAIL": "DETAIL",
    "LITERAL": "TEXT",
}
"""Detector label -> the placeholder role used when nothing more precise is known."""

LABELS: Final = tuple(ROLE_OF_LABEL)
