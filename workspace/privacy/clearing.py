"""The second step for what is never hidden: a word that reads as a name takes a reason.

Asked in every form that puts a word on that list. The reason is kept, and so it holds neither
the words themselves nor anybody's name.
"""

from collections.abc import Iterable
from typing import Any, Final

from django import forms

from .models import WordList
from .phrases import key
from .reading_names import reading_as_names

SHORTEST: Final = 15
LONGEST: Final = 300
MOST_AT_ONCE: Final = 500
"""Each is read in several sentences: more would keep somebody waiting."""
_SHOWN: Final = 12
FIELD: Final = "why_clear"
_HELP: Final = (
    "Anybody who is called so would go to the model by name, unless they are on a list of people. "
    f"{SHORTEST} to {LONGEST} letters. Kept for good, in the record too: leave out the words "
    "themselves and any name."
)


class SaysWhy(forms.Form):
    """Shows `why_clear` only once something reads as a name."""

    why_clear = forms.CharField(
        label="Why they may stay in clear",
        required=False,
        help_text=_HELP,
        widget=forms.HiddenInput,
    )

    def check_names(self, said: dict[str, Any], texts: Iterable[str], *, kind: str) -> None:
        """Add what stands in the way; put {word: reason, masked} into `said` for each name."""
        reason, said[FIELD] = " ".join(str(said.get(FIELD) or "").split()), {}
        if kind != WordList.Kind.SPARED or self.errors:
            return
        names = self._names(list(texts))
        if not names:
            return
        self.fields[FIELD].widget = forms.Textarea({"rows": 3, "class": "vLargeTextField"})
        if not SHORTEST <= len(reason) <= LONGEST:
            self.add_error(FIELD, f"{_told(names)} Say why they may stay in clear.")
        elif any(key(text) in key(reason) for text in names):
            self.add_error(FIELD, "Leave the words themselves out of the reason.")
        else:
            said[FIELD] = dict.fromkeys(names, _masked(reason))

    def _names(self, texts: list[str]) -> list[str]:
        from .detector import DetectionFailed  # with it comes the detector, which is large

        if len(texts) > MOST_AT_ONCE:
            self.add_error(None, f"Put at most {MOST_AT_ONCE} words on this list at once.")
            return []
        try:
            return reading_as_names(texts)
        except DetectionFailed as failure:
            self.add_error(None, f"{failure} Nothing was listed.")
            return []


def _told(names: list[str]) -> str:
    more = len(names) - _SHOWN
    shown = ", ".join(f"“{name}”" for name in names[:_SHOWN])
    which = "This reads as a name" if len(names) == 1 else "These read as names"
    return f"{which}: {shown}{f' and {more} more' if more > 0 else ''}."


def _masked(reason: str) -> str:
    """Hide who is named in a reason: it stays for good, in the record as well."""
    from . import layers  # with it comes the detector, which is large
    from .identities import Identities
    from .masking import mask

    return mask(reason, layers.found(reason), Identities()).text
