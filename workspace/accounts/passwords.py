"""A password is not made of words that everybody here has on their mind.

`docs/sign-in.md` lists them; the words of the organisation's own name join them.
"""

import re
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError

from .models import User

WORDS: Final = frozenset(
    "daylight password passphrase welcome secret letmein admin administrator manager auditor "
    "practitioner council county borough district department children childrens child family "
    "families social work worker services service safeguarding case team".split()
)
_LEAST_BESIDES: Final = 8  # characters that are something else
_LOOKALIKES: Final = str.maketrans("01345@$!", "oieasasi")

REFUSED: Final = (
    "This password is little more than words that everybody here would try. "
    "Use three or four words that have nothing to do with work."
)


def words() -> list[str]:
    """Return the words in the order in which they are looked for: the longest first."""
    ours = re.findall(r"\w{4,}", settings.ORGANISATION.casefold())
    return sorted(WORDS.union(ours), key=lambda word: (-len(word), word))


class NotOurOwnWords:
    def validate(self, password: str, user: User | None = None) -> None:
        plain = password.casefold().translate(_LOOKALIKES)
        rest = re.sub("|".join(map(re.escape, words())), " ", plain)
        if rest != plain and len(re.sub(r"[\W_]", "", rest)) < _LEAST_BESIDES:
            raise ValidationError(REFUSED, code="password_of_our_own_words")

    def get_help_text(self) -> str:
        return "Your password can’t be made of words such as “daylight”, “council” or “password”."
