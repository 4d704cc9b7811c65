"""All rules, grouped by what they find: in English text, and in that of families.

`RULES_BESIDE_PEOPLE` are for text in which a person was found: what they mark is only a guess in
a policy or a table of figures, but nearly always personal where somebody is spoken of.
"""

from typing import Final

from workspace.privacy.detector.rule import Rule

from .addresses import ADDRESSES
from .addresses_of_people import ADDRESSES_OF_PEOPLE
from .ages import AGES
from .ages_of_people import AGES_OF_PEOPLE
from .births import BIRTHS, BIRTHS_OF_PEOPLE
from .contact import CONTACT, CONTACT_OF_PEOPLE
from .families import FAMILIES
from .identity import IDENTITY
from .money import MONEY
from .online import ONLINE, ONLINE_OF_PEOPLE
from .people import PEOPLE
from .postcodes import POSTCODES, POSTCODES_OF_PEOPLE
from .references import REFERENCES
from .references_of_people import REFERENCES_OF_PEOPLE
from .schools import SCHOOLS
from .schools_of_people import SCHOOLS_OF_PEOPLE
from .vehicles import VEHICLES, VEHICLES_OF_PEOPLE

_THINGS: Final = (
    *CONTACT, *ONLINE, *BIRTHS, *IDENTITY, *MONEY, *VEHICLES, *REFERENCES, *POSTCODES, *ADDRESSES,
    *SCHOOLS,
)  # fmt: skip
RULES: Final[tuple[Rule, ...]] = (*AGES, *_THINGS, *PEOPLE)
RULES_FOR_FAMILIES: Final[tuple[Rule, ...]] = (*FAMILIES, *_THINGS)
RULES_BESIDE_PEOPLE: Final[tuple[Rule, ...]] = (
    *AGES_OF_PEOPLE, *BIRTHS_OF_PEOPLE, *CONTACT_OF_PEOPLE, *ONLINE_OF_PEOPLE, *VEHICLES_OF_PEOPLE,
    *REFERENCES_OF_PEOPLE, *POSTCODES_OF_PEOPLE, *ADDRESSES_OF_PEOPLE, *SCHOOLS_OF_PEOPLE,
)  # fmt: skip
