"""From lines to people: headings, labels, and whoever the next line is about."""

from collections.abc import Iterator
from typing import Final

import regex

from . import cells, languages, names, sentences, values
from .addresses import joined
from .cells import Part
from .found import MOST_CHARACTERS, MOST_PEOPLE, Found, Pasted, TooMuch
from .headings import NAME_FIELDS, UNKEPT, field_of, fields_of, labelled
from .layout import Kind, Row, rows
from .mentions import settled
from .prose import with_running_text
from .records import Record, merged, with_same
from .relations import GROWN, before_or_after, role_and_whose, role_of
from .sentences import Find
from .stacked import unstacked

_FAMILY: Final = regex.compile(
    r"^(?:famil(?:y|ies)|household|sibling group)(?: (?:no\.? ?|number )?[\dA-Z])?"
    r"\s*[-–—:.]\s*(.*)$",
    regex.I,
)


def read(text: str, find: Find | None = None) -> Pasted:
    """Return everybody that `text` lists and what of it was not used. Raises TooMuch.

    Running text is read with what `find` finds in it, and its exceptions pass; without `find`
    none of it is used.
    """
    if len(text) > MOST_CHARACTERS:
        raise TooMuch(
            f"This is {len(text):,} characters long. At most {MOST_CHARACTERS:,} are read at "
            "once: paste the list of people alone."
        )
    reading = _Reading(find)
    for row in joined(with_running_text(unstacked(rows(text)))):
        reading.row(row)
    return reading.end()


class _Reading:
    def __init__(self, find: Find | None) -> None:
        self.find = find
        self.records: list[Record] = []
        self.unread: list[str] = []
        self.unknown: dict[str, list[str]] = {}
        """Heading that means nothing here -> what stood below it."""
        self.current: Record | None = None
        self.aside: Record | None = None
        self.role = ""
        self.fields: list[str] = []
        self.headings: list[str] = []
        self.kind: Kind = "line"
        self.label = ""
        self.fresh = True

    def row(self, row: Row) -> None:
        if not row.cells:
            self.fresh = self.fresh or row.is_blank
            return
        if row.kind in {"prose", "aside"} or _heads_a_family(row.text):
            self._running(row)
        elif len(row.cells) > 1 and not labelled(row.cells) and (fields := fields_of(row.cells)):
            self.fields, self.headings, self.kind = fields, row.cells, row.kind
            self.current, self.label = None, ""
        elif self.fields and self._is_below_headings(row):
            self._below_headings(row)
        elif labelled(row.cells):
            self._labelled(field_of(row.cells[0]), row.cells[1])
        elif len(row.cells) > 1:
            self._line(_one_line(row))
        else:
            self._single(row.cells[0])
        self.fresh = False

    def end(self) -> Pasted:
        found = [(record, record.found()) for record in self.records]
        listed = list(with_same(one for record, one in found if one and not record.from_prose))
        told = [one for record, one in found if one and record.from_prose]
        people, unclear = settled(merged([*listed, *told]), {one.name for one in told})
        people = [one for one in people if not self._is_no_name(one, unclear)]
        if len(people) > MOST_PEOPLE:
            raise TooMuch(
                f"There are {len(people)} people in it. At most {MOST_PEOPLE} are taken at once: "
                "paste a part of the list."
            )
        known = {word.casefold() for person in people for word in person.name.split()}
        for record, _ in found:
            self.unread += [f"of {whose}" for whose in record.whose if not _is_said(whose, known)]
            self.unread += record.spare
        self.unread += unclear
        self.unread += [
            f"{heading}: {'; '.join(dict.fromkeys(said))}" for heading, said in self.unknown.items()
        ]
        return Pasted(tuple(people), tuple(dict.fromkeys(self.unread)))

    def _is_no_name(self, person: Found, unclear: list[str]) -> bool:
        """Whether this is a word that nothing says is a name: then it is shown as not used."""
        if not names.is_ordinary(person) or self.find is None:
            return False
        is_name = any(span.label == "PERSON" for span in self.find(f"{person.name} rang."))
        unclear += [] if is_name else [person.name]
        return not is_name

    # Running text

    def _running(self, row: Row) -> None:
        """Nothing is carried past it: the next line begins anew."""
        self.current, self.aside, self.role, self.label = None, None, "", ""
        if row.kind != "prose" or self.find is None:
            self.unread.append(row.text)
            return
        told, unread = sentences.read(row.text, self.find)
        self.records += told
        self.unread += unread

    # Tables with headings

    def _is_below_headings(self, row: Row) -> bool:
        several = len(row.cells) > 1 or self.kind == "tab"
        return row.kind == self.kind and several and len(row.cells) <= len(self.fields)

    def _below_headings(self, row: Row) -> None:
        record = Record(self.role)
        spare: list[Part] = []
        for field, heading, cell in zip(self.fields, self.headings, row.cells, strict=False):
            told = cells.parts(cell) if field == "any" else [(field, cell)]
            spare += [(heading, text) for one, text in told if not self._took(record, one, text)]
        if not record.named:
            self._line("\t".join(row.cells))
            return
        self.records.append(record)
        for heading, text in spare:
            if text and not values.is_plain(text):
                self.unknown.setdefault(heading or "No heading", []).append(text)

    # Labels

    def _single(self, text: str) -> None:
        label, value = cells.labels(text)
        if label and (field := field_of(label)):
            self._labelled(field, value)
        elif label and (said := _role_and_whose(label))[0]:
            self._of_a_role(said[0], value)
            if said[1] and self.current:
                self.records[-1].add("whose", said[1])
        elif field := field_of(text.rstrip(" :")):
            self.label = field
        elif self.label:
            field, self.label = self.label, ""
            self._labelled(field, text)
        elif role := role_of(text.rstrip(" :")):
            self._role_alone(role)
        else:
            self._line(text)

    def _labelled(self, field: str, text: str) -> None:
        self.label = ""
        if field == "any":
            self._line(text)
            return
        record = self._owner(field, self.current)
        if record is None and self.current and self.current.named:
            self.unread.append(text)
            return
        if record and record.is_repeated(field):
            aside = self.aside
            free = aside is not None and field not in NAME_FIELDS and not aside.has(field)
            if aside and free and aside.add(field, text):
                return
            record = None
        if record is None:
            record = self._begin(Record(self.role, from_labels=True))
        if not record.add(field, text):
            self.unread.append(text)

    def _of_a_role(self, role: str, text: str) -> None:
        """ "Mother: Hodan Jama": within somebody's labels it is about somebody else, in passing."""
        within = self.current if not self.fresh else None
        if values.is_absent(text) and not (within and within.from_labels):
            self._begin(Record())  # what follows is said of nobody who is named
            return
        self._line(text, role=role)
        if within and within.from_labels:
            self.aside, self.current = self.current, within

    def _role_alone(self, role: str) -> None:
        """A relation on a line of its own: of whoever came just before, or of all who follow."""
        record = self.current
        if record and record.named and not self.fresh and not record.has("role"):
            record.add("role", role)
        else:
            self.role, self.current = role, None

    # Lines

    def _line(self, text: str, role: str = "") -> None:
        told = cells.with_surname(cells.parts(text), role)
        told = list(self._with_small_names(_names_in_lower_case(told)))
        if not any(field in NAME_FIELDS for field, _ in told):
            self._more(told, text)
            return
        useful = sum(len(value) for field, value in told if field)
        if sum(len(value) for field, value in told if not field) > max(useful, 20) * 2:
            self.unread.append(text)
            return
        record = self._begin(Record(role or self.role))
        many = any(field == "name" and " " in value for field, value in told)
        is_passed = False
        for field, value in told:
            is_passed = field != "name" and (is_passed or _is_of_somebody(field, value))
            if is_passed:
                self.unread.append(value)
                continue
            if field == "name" and record.named:
                if " " not in value and many:
                    self.unread.append(value)  # a town, most likely: nobody is called just that
                    continue
                record = self._begin(Record(role or self.role))
            if not self._took(record, field, value):
                self.unread.append(value)

    def _more(self, told: list[Part], text: str) -> None:
        """A line without a name says more of whoever came before, or nothing."""
        record = self.current
        sure = record is not None and record.named and all(
            field and not (field == "role" and record.has("role")) for field, _ in told
        )  # fmt: skip
        if all(field == UNKEPT for field, _ in told):
            return
        if record is None or not sure:
            self.unread.append(text)
            return
        for field, value in told:
            owner = self._owner(field, record)
            if owner is None or not self._took(owner, field, value):
                self.unread.append(value)

    def _with_small_names(self, told: list[Part]) -> Iterator[Part]:
        """In "mum chelsea lee, 22/07/1996" two small words are a name, if one is found there."""
        for field, value in told:
            role, rest = before_or_after(value) if not field and self.find else ("", "")
            if role and rest.islower() and self._is_named(value, rest):
                yield from (("name", names.natural(rest)), ("role", role))
            else:
                yield field, value

    def _is_named(self, text: str, name: str) -> bool:
        found = self.find(text) if self.find and names.looks_like_a_name(name.title()) else ()
        return any(s.label == "PERSON" and text[s.start : s.end] == name for s in found)

    def _owner(self, field: str, record: Record | None) -> Record | None:
        """Whose it is: below "Mother: ..." a school is the child's, where one child is named."""
        if field != "SCHOOL" or record is None or record.from_labels or record.role not in GROWN:
            return record
        children = [one for one in self.records if one.role == "CHILD" and one.named]
        return children[0] if len(children) == 1 else None

    def _begin(self, record: Record) -> Record:
        self.records.append(record)
        self.current, self.aside = record, None
        return record

    @staticmethod
    def _took(record: Record, field: str, text: str) -> bool:
        return bool(field) and field != "any" and record.add(field, text)


def _heads_a_family(text: str) -> bool:
    """Say whether this is "FAMILY 1 - HUSSAIN": surnames of a family, and nobody."""
    found = _FAMILY.match(text)
    whose = regex.split(r"\s*[/&+,]\s*|\s+and\s+", found[1]) if found else []
    return bool(found) and all(" " not in name.strip() for name in whose)


def _is_of_somebody(field: str, text: str) -> bool:
    """Say whether a piece that was not understood speaks of somebody else."""
    return not field and bool(before_or_after(text)[0])


def _role_and_whose(label: str) -> tuple[str, str]:
    role = languages.role_of(label)
    return (role, "") if role and not role_of(label) else role_and_whose(label)


def _one_line(row: Row) -> str:
    """A row without headings; its first two cells may be the two halves of one name."""
    first, second, *rest = row.cells
    halves = all(" " not in cell and names.looks_like_a_name(cell) for cell in (first, second))
    if halves and not (role_of(first) or role_of(second) or values.is_plain(second)):
        joined = f"{first}, {second}" if row.kind == "commas" else f"{first} {second}"
        return "\t".join([joined, *rest])
    return "\t".join(row.cells)


def _names_in_lower_case(told: list[Part]) -> list[Part]:
    """In "amina warsame, child, 27/03/2018" the first words are a name."""
    if len(told) < 2 or any(field in NAME_FIELDS for field, _ in told):
        return told
    field, value = told[0]
    is_name = not field and value.islower() and names.looks_like_a_name(value.title())
    return [("name", value), *told[1:]] if is_name and len(value.split()) < 5 else told


def _is_said(whose: str, known: set[str]) -> bool:
    """Whether "of Amina" tells of nobody who is not listed anyway."""
    plain = set("the child children above both all and her his their subject".split())
    words = {word.strip(".,'’s()").casefold() for word in whose.split()}
    return words <= known | plain | {word.strip("s") for word in known}
