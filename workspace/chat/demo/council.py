"""Larkmoor County Council: a council that does not exist, its teams and its people."""

from typing import Final

from .shapes import Person, Team

COUNCIL: Final = "Larkmoor County Council"

EAST: Final = Team("assessment-east", "Assessment Team East")
FAMILY_SUPPORT: Final = Team("family-support", "Family Support Team")

TEAMS: Final = (EAST, FAMILY_SUPPORT)

PEOPLE: Final = (
    Person(
        "grace.may@larkmoor.example", "Grace May", "practitioner", (EAST.slug,), "Social worker"
    ),
    Person(
        "imran.sattar@larkmoor.example",
        "Imran Sattar",
        "practitioner",
        (EAST.slug,),
        "Social worker",
    ),
    Person(
        "will.adeyemi@larkmoor.example",
        "Will Adeyemi",
        "practitioner",
        (FAMILY_SUPPORT.slug,),
        "Social worker",
    ),
    Person(
        "ruth.olatunji@larkmoor.example",
        "Ruth Olatunji",
        "manager",
        (EAST.slug, FAMILY_SUPPORT.slug),
        "Team manager",
    ),
    Person(
        "helen.strand@larkmoor.example", "Helen Strand", "auditor", (), "Quality assurance lead"
    ),
    Person("devika.nair@larkmoor.example", "Devika Nair", "administrator", (), "Business support"),
)
