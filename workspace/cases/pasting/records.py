"""One person while the lines about them are being read."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

import regex

from workspace.privacy.roles import PERSON_ROLES

from . import languages, names, values
from .found import Found
from .headings import NAME_FIELDS, UNKEPT
from .relations import role_and_whose

_SAME: Final = regex.compile(r"(?i)(?:(?:same|as) )*(?:as )?above|same|ditto|do\.|[\"“”″]")
_LONGEST: Final = {"SCHOOL": 120, "ADDRESS": 240, "PHONE": 40, "EMAIL": 120, "NHS_NUMBER": 20}
_ONE_ONLY: Final = frozenset({"DOB", "NHS_NUMBER"})
_SINGLE: Final = frozenset({"name", "given", "surname", "role", *_ONE_ONLY})


class Record:
    """Collects what is said of one person; `role` is what a heading said of all below it."""

    def __init__(
        self, role: str = "", *, from_labels: bool = False, from_prose: bool = False
    ) -> None:
        self.from_labels = from_labels
        self.from_prose = from_prose
        self.whose: list[str] = []
        self.spare: list[str] = []
        """What was said here and found no place."""
        self._role = role
        self._said: dict[str, list[str]] = {}

    @property
    def named(self) -> bool:
        return bool(NAME_FIELDS & self._said.keys())

    @property
    def role(self) -> str:
        return next(iter(self._said.get("role", ())), self._role)

    def has(self, field: str) -> bool:
        return field in self._said

    def is_repeated(self, field: str) -> bool:
        """Say whether this label begins the next person: it was said already, or is a name."""
        if field == "name":
            return self.named
        if field in {"given", "surname"} and self.has("name"):
            return " " in self._said["name"][0].strip()  # no half of a name that is whole
        return field in _SINGLE and self.has(field)

    def add(self, field: str, text: str) -> bool:
        """Take something in, or say that it has no place here."""
        if field == UNKEPT or not text.strip():
            return True
        if field == "whose":
            self.whose.append(text)
            return True
        if field == "name" and not self.has("name"):
            text = self._told_apart(text)
        kept = self._kept(field, text)
        if not kept:
            return values.is_plain(text)
        before = self._said.setdefault(field, [])
        if before and field in _SINGLE:
            return before == kept
        if field == "ADDRESS" and before and self._goes_on(before[-1], kept[0]):
            pair = [before.pop(), kept[0]]
            kept = [", ".join(sorted(pair, key=_is_postcode))]
        before += [one for one in kept if one not in before]
        return True

    def found(self) -> Found | None:
        """Return the person, or None where nobody was named."""
        name, others = self._name()
        if not name or len(name) > names.LONGEST or names.is_nobody(name):
            self.spare += [text for said in self._said.values() for text in said]
            return None
        for text in self._said.get("other", ()):
            others += [names.natural(other) for other in names.several(text)]
        for text in self._said.get("former", ()):
            others += [names.with_surname(name, former) for former in names.several(text)]
        title = names.title_of((self._said.get("name") or [""])[0])
        beside = [role for other in others if (role := role_and_whose(other)[0])]
        role = [*self._said.get("role", ()), *beside, title or self._role][0]
        others = [other for other in others if self._is_other_name(other)]
        different = dict.fromkeys(other for other in others if other and other != name)
        details = {field: tuple(said) for field, said in self._said.items() if field.isupper()}
        return Found(name, role, tuple(different), details)

    def _told_apart(self, text: str) -> str:
        """Return a name without the relation and the age that were written with it."""
        name, kin = names.without_kin(values.ages(text)[0])
        if kin and not self.has("role"):
            self.add("role", kin)
        return name

    def _is_other_name(self, text: str) -> bool:
        """Say whether this is a name; "WARSAME, Shabana (Mother)" has none in its brackets."""
        if role_and_whose(text)[0] or values.is_plain(text):
            return False
        if regex.search(r"\p{L}{2}", text) and not regex.search(r"\d", text):
            return True
        self.spare.append(text)
        return False

    def _name(self) -> tuple[str, list[str]]:
        if self.has("name"):
            return names.apart(self._said["name"][0])
        words = [
            names.natural(text)
            for field in ("given", "middle", "surname")
            for text in self._said.get(field, ())[:1]
        ]
        name, others = names.apart(" ".join(words))
        return (name, others) if words else ("", [])

    def _kept(self, field: str, text: str) -> list[str]:
        if field == "role":
            role, whose = (text, "") if text in PERSON_ROLES else role_and_whose(text)
            role = role or languages.role_of(text)
            self.whose += [whose] * bool(whose)
            return [role] * bool(role)
        if field == "PHONE":
            numbers, spare = values.phones(text)
            self.spare += [spare] * bool(numbers and spare)
            return numbers
        if field.isupper():
            kept = values.value(field, text)
            return [kept] if kept and len(kept) <= _LONGEST.get(field, 120) else []
        return [text.strip()] if self._may_be_said(field, text) else []

    @staticmethod
    def _may_be_said(field: str, text: str) -> bool:
        """Whatever stands under a heading of names is believed, as long as it is words."""
        return bool(regex.search(r"\p{L}{2}", text)) and not values.is_plain(text)

    @staticmethod
    def _goes_on(before: str, after: str) -> bool:
        """Whether one address goes on: a town or a postcode after a street without one."""
        whole = regex.search(r"(?i)\d ?[A-Z]{2}$", before) and not _is_postcode(before)
        return not whole and (_is_postcode(before) or not regex.match(r"\d", after))


def _is_postcode(text: str) -> bool:
    return regex.fullmatch(r"(?i)[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", text) is not None


def with_same(people: Iterable[Found]) -> Iterator[Found]:
    """Yield them with "as above" put into words: what was last said of somebody before."""
    last: dict[str, tuple[str, ...]] = {}
    for person in people:
        details = {
            field: last.get(field, ()) if _SAME.fullmatch(said[0]) else said
            for field, said in person.details.items()
        }
        last |= {field: said for field, said in details.items() if said}
        yield replace(person, details={field: said for field, said in details.items() if said})


def merged(people: Iterable[Found]) -> list[Found]:
    """Make one of those who were listed twice, unless what is said of them disagrees."""
    kept: list[Found] = []
    for person in people:
        same = next((at for at, one in enumerate(kept) if _are_one(one, person)), None)
        if same is None:
            kept.append(person)
        else:
            kept[same] = _both(kept[same], person)
    return kept


def _are_one(one: Found, other: Found) -> bool:
    if one.name.casefold() != other.name.casefold():
        return False
    born = {found.details["DOB"] for found in (one, other) if "DOB" in found.details}
    roles = {found.role for found in (one, other)} - {""}
    both_born = "DOB" in one.details and "DOB" in other.details
    return len(born) < 2 and (len(roles) < 2 or both_born)


def _both(one: Found, other: Found) -> Found:
    details = dict(one.details)
    for field, said in other.details.items():
        details[field] = tuple(dict.fromkeys([*details.get(field, ()), *said]))
    others = dict.fromkeys([*one.other_names, *other.other_names])
    return Found(one.name, one.role or other.role, tuple(others), details)
