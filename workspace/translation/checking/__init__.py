"""Is this translation to be trusted? Every segment is looked at before anybody approves it.

`check` compares a segment with its translation, in any two of the phrasebook's languages, without
any model of translation: what one side says of numbers, dates, names, "not" and danger, the other
must say too. It may be wrong either way; a flag asks a person to look, and proves nothing.
"""

from .checks import check
from .flags import EXPLAINED, Flag

__all__ = ["EXPLAINED", "Flag", "check"]
