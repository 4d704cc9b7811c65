"""The register of who is who in one vault, in memory: subjects, aliases, kept words.

One person has one subject. A word that could mean several people gets a subject of its own,
which restores to just that word: Daylight asks, it never guesses. Plain Python; `vaults`
loads it from the database and writes back what is new.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random
from secrets import SystemRandom

from .inflections import beginning, inflects, may_be_one
from .matcher import Match, Matcher
from .ownwords import NOTHING, OwnWords
from .placeholders import Codes, Placeholder
from .roles import PERSON_ROLES, ROLE_OF_LABEL
from .spellings import Word, words

_NEVER_IN_CLEAR = frozenset(
    {"LITERAL", "NHS_NUMBER", "NINO", "UPN", "PASSPORT", "DRIVING_LICENCE", "BANK"}
)


class CannotKeep(Exception):
    """This may not be left as it is. `str(error)` says why, in plain English."""


@dataclass(slots=True)
class Known:
    """One subject. `aliases` maps exact spelling -> alias id; the first is the one shown."""

    id: str
    label: str
    role: str
    code: str
    past_roles: list[str] = field(default_factory=list)
    from_roster: bool = False
    ambiguous: bool = False
    merged_into: str = ""
    aliases: dict[str, str] = field(default_factory=dict)
    confirmed: bool = False
    """A person said so by hand: looked for in lower case too, even where it is a common word."""

    @property
    def placeholder(self) -> Placeholder:
        return Placeholder(self.role, self.code)


class Identities:
    def __init__(self, choose: Random | None = None) -> None:
        self.subjects: dict[str, Known] = {}
        self.changed: set[str] = set()
        """Ids of subjects that are new or altered since loading."""
        self.kept_changed: dict[str, bool] = {}
        """Words newly left in clear (True) or hidden again (False) since loading, normalised."""
        self.own: OwnWords = NOTHING
        """The organisation's own words, for whoever masks: `vaults.change` puts them here."""
        self._kept: set[tuple[str, ...]] = set()
        self._matcher = Matcher()
        self._ends: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._begins: defaultdict[str, set[str]] = defaultdict(set)
        self._alone: dict[tuple[str, tuple[str, ...]], str] = {}
        self._exact: dict[tuple[str, tuple[str, ...]], str] = {}
        self._literals: dict[str, str] = {}
        self._codes = Codes(choose or SystemRandom())

    # Loading and learning

    def load(self, subject: Known) -> None:
        """Take in a subject as stored; a merged one only so that its old codes stay known."""
        self.subjects[subject.id] = subject
        self._codes.add(subject.code)
        if not subject.merged_into:
            for text in subject.aliases:
                self._index(subject, text)

    def load_kept(self, texts: Iterable[str]) -> None:
        self._kept.update(_key(text) for text in texts)

    def new(self, label: str, text: str, *, role: str = "", roster: bool = False) -> Known:
        """Make a subject for something seen for the first time."""
        code = self._codes.new()
        role = role or ROLE_OF_LABEL[label]
        subject = Known(str(uuid.uuid4()), label, role, code, from_roster=roster)
        self.subjects[subject.id] = subject
        self.learn(subject, text)
        return subject

    def learn(self, subject: Known, text: str) -> str:
        """Record one more spelling of a subject and return the alias id."""
        if text not in subject.aliases:
            subject.aliases[text] = str(uuid.uuid4())
            self.changed.add(subject.id)
            self._index(subject, text)
        return subject.aliases[text]

    def confirm(self, subject: Known) -> None:
        """Make sure of a subject that somebody pointed out, until they leave it in again."""
        if not subject.confirmed:
            subject.confirmed = True
            self.changed.add(subject.id)
            self._reindex()

    def put_on_roster(self, subject: Known, *, shown_as: str, role: str) -> None:
        """Make a subject certain: always hidden, shown under this name, in this role."""
        self.learn(subject, shown_as)
        first = {shown_as: subject.aliases[shown_as]}
        subject.aliases = first | subject.aliases
        self.set_role(subject, role)
        self.changed.add(subject.id)
        if not subject.from_roster:  # who was made for the roster is found as such already
            subject.from_roster = True
            self._reindex()

    def set_role(self, subject: Known, role: str) -> None:
        if role != subject.role:
            subject.past_roles.append(subject.role)
            subject.role = role
            self.changed.add(subject.id)

    def leave_in(self, alias: str) -> None:
        """Keep in clear what one alias spells. Raises CannotKeep."""
        subject, text = self.spellings().get(alias, (None, ""))
        if subject is not None and subject.label in _NEVER_IN_CLEAR:
            raise CannotKeep("This always stays hidden.")
        if subject is not None:
            self.keep(text)

    def merge(self, subject: Known, into: Known) -> None:
        """Two mentions turned out to be one: the old code stays known and means the other.

        Not for an ambiguous word: what it means here, it need not mean elsewhere.
        """
        if subject.ambiguous or into.ambiguous:
            raise ValueError("a word that fits several people is settled where it stands")
        if subject.id == into.id or _family(subject.label) != _family(into.label):
            raise ValueError("only two mentions of one kind can be the same")
        if subject.from_roster and not into.from_roster:
            subject, into = into, subject
        for text in subject.aliases:
            self.learn(into, text)
        subject.merged_into = into.id
        into.confirmed = into.confirmed or subject.confirmed
        self.changed |= {subject.id, into.id}
        self._reindex()

    def keep(self, text: str) -> None:
        """Leave `text` as it is from now on. Raises CannotKeep for what must stay hidden."""
        if self.own.hides(text):
            raise CannotKeep("Your organisation's list of words always hides this.")
        for match in self._matcher.find(text):
            for subject in self._meant(match):
                if subject.from_roster:
                    raise CannotKeep(
                        "This person is on the case's list of people: they stay hidden."
                    )
                if subject.label in _NEVER_IN_CLEAR:
                    raise CannotKeep("A number that identifies somebody always stays hidden.")
        if not self.is_kept(text):
            self._kept.add(_key(text))
            self.kept_changed[" ".join(_key(text))] = True
            self._reindex()

    def hide(self, text: str) -> None:
        """Stop keeping `text`, because somebody said that it is personal after all."""
        if self.is_kept(text):
            self._kept.discard(_key(text))
            self.kept_changed[" ".join(_key(text))] = False
            self._reindex()

    # Looking up

    def is_kept(self, text: str) -> bool:
        return _key(text) in self._kept

    def find(self, text: str, run: list[Word] | None = None) -> list[Match]:
        """Return where known people and things stand in `text`, words kept in clear aside.

        What belongs to somebody on the roster is never kept, whatever was said before. `run` is
        `words(text)`, for whoever has it already.
        """
        return [
            match
            for match in self._matcher.find(text, run)
            if not self.is_kept(text[match.start : match.end])
            or any(subject.from_roster for subject in self._meant(match))
        ]

    def candidates(self, subject: Known) -> list[Known]:
        """Return whom an ambiguous word could mean; nobody for a subject who is certain."""
        if not subject.ambiguous:
            return []
        text = next(iter(subject.aliases), "")
        matches = self._matcher.find(text)
        meant = self._meant(matches[0]) if len(matches) == 1 else []
        return meant if len(meant) > 1 else []

    def may_grow(self, run: list[str]) -> bool:
        """Say whether normalised words, the last one unfinished, may yet become a known name."""
        return self._matcher.may_grow(run) or self.own.hidden.may_grow(run)

    def named(self, name: str) -> Known | None:
        """Return the one person whose very name this is, if anybody's."""
        for match in self._matcher.find(name):
            people = [s for s in self._meant(match) if s.label == "PERSON"]
            if (
                match.own
                and len(people) == 1
                and len(words(name)) == len(words(name[match.start : match.end]))
            ):
                return people[0]
        return None

    def who(
        self, label: str, text: str, *, role: str = "", language: str = "en", roster: bool = False
    ) -> Known:
        """Return the one subject that `text` means, making one for a stranger.

        In a `language` that inflects names, another case of a known name means that person.
        """
        same = self._exact.get((_family(label), _key(text)))
        if same:
            return self._in_role(self._final(self.subjects[same]), role)
        matches = self._matcher.find(text)
        spans_all = len(matches) == 1 and len(
            words(text[matches[0].start : matches[0].end])
        ) == len(words(text))
        if spans_all:
            return self.meant_by(matches[0], text, label=label, role=role)
        known = self._same_ends(label, text) or self._in_another_case(label, text, language)
        return known or self.new(label, text, role=role, roster=roster)

    def literal(self, text: str) -> Known:
        """Return the subject of text that merely looks like a placeholder: these very words."""
        same = self._literals.get(text)
        return self.subjects[same] if same else self.new("LITERAL", text)

    def meant_by(self, match: Match, text: str, *, label: str, role: str = "") -> Known:
        """Return the subject a match means; a word that fits several gets its own."""
        meant = [s for s in self._meant(match) if _family(s.label) == _family(label)]
        meant = [subject for subject in meant if subject.label == label] or meant
        if not meant:
            return self.new(label, text, role=role)
        if len(meant) > 1 or match.loose:
            return self._ambiguous(text, meant)
        return self._in_role(meant[0], role)

    def issued(self) -> Mapping[Placeholder, Known]:
        """Every placeholder ever issued here -> whom it stands for now.

        Earlier roles and the codes of merged mentions are included.
        """
        return {
            Placeholder(role, subject.code): self._final(subject)
            for subject in self.subjects.values()
            for role in (*subject.past_roles, subject.role)
        }

    def names(self) -> Mapping[Placeholder, str]:
        """What to show for every placeholder ever issued here, on one line."""
        return {p: " ".join(next(iter(s.aliases), "").split()) for p, s in self.issued().items()}

    def spellings(self) -> Mapping[str, tuple[Known, str]]:
        """Alias id -> (subject it now belongs to, exact spelling)."""
        return {
            alias: (self._final(subject), text)
            for subject in self.subjects.values()
            for text, alias in subject.aliases.items()
        }

    def people(self) -> list[Known]:
        """Everybody who is somebody certain."""
        return [
            subject
            for subject in self.subjects.values()
            if subject.role in PERSON_ROLES and not (subject.merged_into or subject.ambiguous)
        ]

    # Inside

    def _in_role(self, subject: Known, role: str) -> Known:
        """Take a role that the text states, where none was known."""
        if role and subject.role == "PERSON" and not subject.ambiguous:
            self.set_role(subject, role)
        return subject

    def _final(self, subject: Known) -> Known:
        while subject.merged_into:
            subject = self.subjects[subject.merged_into]
        return subject

    def _meant(self, match: Match) -> list[Known]:
        found = {self._final(self.subjects[subject]).id for subject in match.subjects}
        return [self.subjects[subject] for subject in sorted(found)]

    def _ambiguous(self, text: str, meant: list[Known]) -> Known:
        label = meant[0].label
        key = (label, _key(text))
        if key not in self._alone:
            surname = all(_key(next(iter(s.aliases)))[-1:] == _key(text)[-1:] for s in meant)
            role = ROLE_OF_LABEL[label] if label != "PERSON" else "FAMILY" if surname else "PERSON"
            subject = Known(str(uuid.uuid4()), label, role, self._codes.new(), ambiguous=True)
            self.subjects[subject.id] = subject
            self._alone[key] = subject.id
        subject = self.subjects[self._alone[key]]
        self.learn(subject, text)
        return subject

    def _same_ends(self, label: str, text: str) -> Known | None:
        """Find the one known person with this first and this last name ("Amina K. Warsame")."""
        key = _key(text)
        if label != "PERSON" or len(key) < 3:
            return None
        same = self._ends.get((key[0], key[-1]), set())
        if len(same) != 1:
            return None
        found = self.subjects[next(iter(same))]
        middles = [k[1:-1] for k in map(_key, found.aliases) if (k[0], k[-1]) == (key[0], key[-1])]
        fits = any(_same_middle(middle, key[1:-1]) for middle in middles)
        return found if fits else None

    def _in_another_case(self, label: str, text: str, language: str) -> Known | None:
        """Find the one known person of whose name this is another case."""
        key = _key(text)
        if label != "PERSON" or not key or not inflects(language):
            return None
        near = (self.subjects[subject] for subject in self._begins[beginning(key[0])])
        found = [
            subject
            for subject in near
            if not subject.merged_into
            and any(_is_another_case(_key(alias), key, language) for alias in subject.aliases)
        ]
        return found[0] if len(found) == 1 else None

    def _index(self, subject: Known, text: str) -> None:
        key = _key(text)
        if subject.ambiguous:
            self._alone[subject.label, key] = subject.id
        elif subject.label == "LITERAL":
            self._literals.setdefault(text, subject.id)
        elif subject.from_roster or key not in self._kept:
            exact = (_family(subject.label), key)
            if self._exact.setdefault(exact, subject.id) != subject.id:
                self._exact[exact] = ""  # two people of one name: who it is has to be asked
            certain = subject.from_roster or subject.confirmed
            self._matcher.add(subject.id, subject.label, text, certain=certain)
            if subject.label == "PERSON" and key:
                self._begins[beginning(key[0])].add(subject.id)
            if subject.label == "PERSON" and len(key) > 1:
                self._ends[key[0], key[-1]].add(subject.id)

    def _reindex(self) -> None:
        self._matcher = Matcher()
        self._ends.clear()
        self._begins.clear()
        self._exact.clear()
        self._alone.clear()
        self._literals.clear()
        for subject in self.subjects.values():
            if not subject.merged_into:
                for text in subject.aliases:
                    self._index(subject, text)


def _same_middle(known: tuple[str, ...], said: tuple[str, ...]) -> bool:
    """Say whether middle names agree: none known, or each one said is known or its initial."""
    return not known or all(
        any(word == name or (1 in {len(word), len(name)} and word[0] == name[0]) for name in known)
        for word in said
    )


def _is_another_case(known: tuple[str, ...], said: tuple[str, ...], language: str) -> bool:
    """Whether every word said is a case of a known one: all of them, or the first name alone."""
    same_length = len(known) == len(said)
    return (same_length or len(said) == 1) and all(
        may_be_one(one, other, language) for one, other in zip(known, said, strict=False)
    )


def _family(label: str) -> str:
    """People can only be people; a number may be labelled now this, now that."""
    return "PERSON" if label == "PERSON" else "THING"


def _key(text: str) -> tuple[str, ...]:
    return tuple(word.plain for word in words(text))
