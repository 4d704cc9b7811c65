"""How a placeholder is written for a model, and found again in what the model wrote.

A form either gives back exactly the placeholders that were put in, each as often as it stood
there and in canonical form, or nothing. What it goes by is always a placeholder's own code (or
its own stand-in), looked up exactly; the role may have been translated, never swapped.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from workspace.privacy.placeholders import EXACT, Found, Placeholder, find, find_exact
from workspace.privacy.roles import ROLES

Restore = Callable[[str], str | None]
"""What a model wrote -> the same with canonical placeholders, or None unless all are right."""

_ROLES: Final = frozenset(ROLES)
_ROLE: Final = "|".join(ROLES)
_NOT_WORD: Final = r"(?<![^\W_])"
_WORD_ENDS: Final = r"(?![^\W_])"


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence as a model gets it, and the way back."""

    text: str
    restore: Restore


def counted(text: str) -> Counter[Placeholder]:
    """The multiset of canonical placeholders in a text."""
    return Counter(found.placeholder for found in find_exact(text))


def checked(text: str, wanted: Counter[Placeholder]) -> str | None:
    """`text`, tidied, if its placeholders are those wanted and nothing resembles another."""
    if counted(text) != wanted or sum(1 for _ in find(text)) != wanted.total():
        return None
    return spaced(text)


def spaced(text: str) -> str:
    """Put back a space lost between a placeholder and the word it stands beside.

    Only for scripts that have capitals: elsewhere a particle is joined to a name on purpose.
    """
    text = regex.sub(rf"(?<=[\p{{Ll}}\p{{Lu}}\d])(?={EXACT.pattern})", " ", text)
    return regex.sub(rf"({EXACT.pattern})(?!s\b)(?=[\p{{Ll}}\p{{Lu}}\[\d])", _with_space, text)


def _with_space(match: regex.Match[str]) -> str:
    return f"{match.group(1)} "


def replaced(text: str, stand_in: Callable[[Found], str]) -> str:
    """`text` with something else for each canonical placeholder."""
    pieces, at = [], 0
    for found in find_exact(text):
        pieces += [text[at : found.start], stand_in(found)]
        at = found.end
    return "".join(pieces) + text[at:]


def whole(text: str) -> Written:
    """The placeholder as it is: `[CHILD_K7M]`, found again as `[NIÑO K7M]` or `Child-K7M` too."""
    wanted = counted(text)
    of_code = _by_code(wanted)
    if not of_code:
        return Written(text, lambda answer: checked(answer, wanted))
    codes = "|".join(r"\s?".join(each) for each in of_code)
    pattern = regex.compile(
        rf"[\[［【<{{](?P<inner>[^\[\]［］【】<>{{}}]{{0,30}}?)(?P<code>{codes})(?:['’]s?)?\s?[\]］】>}}]"
        rf"|[\[［【]?\s?(?:{_NOT_WORD}(?P<role>[\p{{L}}\p{{M}}]+)[_\-]\s?|{_NOT_WORD}(?P<role>{_ROLE})\s)?"
        rf"{_NOT_WORD}(?P<code>{codes}){_WORD_ENDS}\s?[\]］】]?",
        regex.IGNORECASE,
    )

    def restore(answer: str) -> str | None:
        return checked(pattern.sub(lambda match: _put(match, of_code), answer), wanted)

    return Written(text, restore)


def code(text: str) -> Written | None:
    """The code alone: `K7M`. None where two placeholders share one."""
    wanted = counted(text)
    of_code = _by_code(wanted)
    if not of_code:
        return None
    pattern = regex.compile(rf"{_NOT_WORD}(?:{'|'.join(of_code)}){_WORD_ENDS}", regex.IGNORECASE)

    def restore(answer: str) -> str | None:
        put = pattern.sub(lambda match: str(of_code[match.group().upper()]), answer)
        return checked(put, wanted)

    return Written(replaced(text, lambda found: found.placeholder.code), restore)


def number(text: str) -> Written | None:
    """A number in brackets, `[7]`, larger than any that stands in the sentence."""
    order = list(counted(text))
    used = [int(digits) for digits in regex.findall(r"\d{1,9}", replaced(text, lambda _: ""))]
    first = max(used, default=0) + 1
    if first + len(order) > 99:
        return None
    of = {placeholder: str(first + index) for index, placeholder in enumerate(order)}
    back = {value: key for key, value in of.items()}
    wanted = counted(text)

    def restore(answer: str) -> str | None:
        def put(match: regex.Match[str]) -> str:
            placeholder = back.get(str(int(match["n"])))
            return str(placeholder) if placeholder else match.group()

        return checked(regex.sub(r"[\[［【]\s*(?P<n>\d{1,2})\s*[\]］】]", put, answer), wanted)

    return Written(replaced(text, lambda found: f"[{of[found.placeholder]}]"), restore)


FORMS: Final[Sequence[Callable[[str], Written | None]]] = (code, number)
"""What is tried when a placeholder does not survive as it is, the better one first."""


def _by_code(wanted: Counter[Placeholder]) -> dict[str, Placeholder]:
    """The placeholders by their codes, long codes first; empty where two share one."""
    of_code = {each.code: each for each in sorted(wanted, key=lambda each: -len(each.code))}
    return of_code if len(of_code) == len(wanted) else {}


def _put(match: regex.Match[str], of_code: dict[str, Placeholder]) -> str:
    """One mention in canonical form; as it stands where its role became another's."""
    placeholder = of_code[regex.sub(r"\s", "", match["code"]).upper()]
    words = regex.split(r"[\W_]+", (match["inner"] or match["role"] or "").upper())
    if any(word in _ROLES and word != placeholder.role for word in words):
        return match.group()
    mention = match.group()
    before = " " if not match["inner"] and mention[:1].isspace() else ""
    return f"{before}{placeholder}{' ' if mention[-1:].isspace() else ''}"
