"""Whoever running text calls by half a name, made one with whoever it names in full."""

from collections.abc import Iterable
from dataclasses import replace

from .found import Found
from .names import without_title


def settled(people: Iterable[Found], told: set[str]) -> tuple[list[Found], list[str]]:
    """Return the people, and the half names of running text that could be several people.

    `told` are the names that running text gave. Nobody is guessed: what fits one person is theirs.
    """
    everybody = list(people)
    half = [one for one in everybody if one.name in told and _half(one.name)]
    kept = [one for one in everybody if one not in half]
    unclear: list[str] = []
    for one in half:
        fits = [at for at, other in enumerate(kept) if _fits(one.name, other.name)]
        if not fits:
            kept.append(one)
        elif len(fits) > 1 or _disagree(kept[fits[0]], one):
            unclear += [one.name, *(said for values in one.details.values() for said in values)]
        else:
            kept[fits[0]] = _with(kept[fits[0]], one)
    return sorted(kept, key=lambda one: _place(one, everybody)), unclear


def _half(name: str) -> bool:
    return len(without_title(name).split()) == 1


def _fits(half: str, whole: str) -> bool:
    """A first name, or a surname behind a title."""
    word, words = without_title(half).casefold(), whole.casefold().split()
    place = -1 if " " in half else 0
    return len(words) > 1 and words[place] == word


def _disagree(one: Found, other: Found) -> bool:
    born = {found.details["DOB"] for found in (one, other) if "DOB" in found.details}
    return len(born) > 1 or len({one.role, other.role} - {""}) > 1


def _with(one: Found, half: Found) -> Found:
    details = {
        field: tuple(dict.fromkeys([*one.details.get(field, ()), *half.details.get(field, ())]))
        for field in {**one.details, **half.details}
    }
    others = tuple(dict.fromkeys([*one.other_names, *half.other_names]))
    return replace(one, role=one.role or half.role, other_names=others, details=details)


def _place(one: Found, everybody: list[Found]) -> int:
    return next((at for at, other in enumerate(everybody) if other.name == one.name), 0)
