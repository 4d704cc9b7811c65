"""From lines to people: headings, labels, and whoever the next line is about."""

from . import cells, names, values
from .addresses import joined
from .cells import Part
from .found import MOST_CHARACTERS, MOST_PEOPLE, Pasted, TooMuch
from .headings import NAME_FIELDS, UNKEPT, field_of, fields_of, labelled
from .layout import Kind, Row, rows
from .records import Record, merged, with_same
from .relations import role_and_whose, role_of


def read(text: str) -> Pasted:
    """Return everybody that `text` lists and what of it was not used. Raises TooMuch."""
    if len(text) > MOST_CHARACTERS:
        raise TooMuch(
            f"This is {len(text):,} characters long. At most {MOST_CHARACTERS:,} are read at "
            "once: paste the list of people alone."
        )
    reading = _Reading()
    for row in joined(rows(text)):
        reading.row(row)
    return reading.end()


class _Reading:
    def __init__(self) -> None:
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
        if len(row.cells) > 1 and not labelled(row.cells) and (fields := fields_of(row.cells)):
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
        people = merged(with_same(person for _, person in found if person))
        if len(people) > MOST_PEOPLE:
            raise TooMuch(
                f"There are {len(people)} people in it. At most {MOST_PEOPLE} are taken at once: "
                "paste a part of the list."
            )
        known = {word.casefold() for person in people for word in person.name.split()}
        for record, _ in found:
            self.unread += [f"of {whose}" for whose in record.whose if not _is_said(whose, known)]
            self.unread += record.spare
        self.unread += [
            f"{heading}: {'; '.join(dict.fromkeys(said))}" for heading, said in self.unknown.items()
        ]
        return Pasted(tuple(people), tuple(dict.fromkeys(self.unread)))

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
        elif label and (said := role_and_whose(label))[0]:
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
        record = self.current
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
        told = _names_in_lower_case(cells.parts(text))
        if not any(field in NAME_FIELDS for field, _ in told):
            self._more(told, text)
            return
        useful = sum(len(value) for field, value in told if field)
        if sum(len(value) for field, value in told if not field) > max(useful, 20) * 2:
            self.unread.append(text)
            return
        record = self._begin(Record(role or self.role))
        many = any(field == "name" and " " in value for field, value in told)
        for field, value in told:
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
            if not self._took(record, field, value):
                self.unread.append(value)

    def _begin(self, record: Record) -> Record:
        self.records.append(record)
        self.current, self.aside = record, None
        return record

    @staticmethod
    def _took(record: Record, field: str, text: str) -> bool:
        return bool(field) and field != "any" and record.add(field, text)


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
