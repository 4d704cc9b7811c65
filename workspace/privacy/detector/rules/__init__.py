"""All rules, grouped by what they find: in English text, and in that of families."""

from typing import Final

from workspace.privacy.detector.rule import Rule

from .ages import AGES
from .contact import CONTACT
from .families import FAMILIES
from .identity import IDENTITY
from .money import MONEY
from .people import PEOPLE
from .places import PLACES
from .references import REFERENCES

RULES: Final[tuple[Rule, ...]] = (*AGES, *CONTACT, *IDENTITY, *MONEY, *REFERENCES, *PLACES, *PEOPLE)
RULES_FOR_FAMILIES: Final[tuple[Rule, ...]] = (
    *FAMILIES, *CONTACT, *IDENTITY, *MONEY, *REFERENCES, *PLACES,
)  # fmt: skip
