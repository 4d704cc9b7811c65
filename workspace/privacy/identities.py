"""The register of who is who in one vault, in memory: subjects, aliases, kept words.

One person has one subject. A word that could mean several people gets a subject of its own,
which restores to just that word: Daylight asks, it never guesses. Plain Python; `vaults`
loads it from the database and writes back what is new.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from random import Random
from secrets import SystemRandom

from .in_clear import ALWAYS_HIDDEN, NEVER_IN_CLEAR, CannotKeep, identifies
from .inflections import beginning, inflects
from .known import Known
from .matcher import Match, Matcher
from .naming import is_another_case, is_surname_of_all, same_middle
from .naming import key as _key
from .ownwords import NOTHING, OwnWords
from .placeholders import Codes, Placeholder
from .roles import PERSON_ROLES, ROLE_OF_LABEL
from .spellings import Word, words

__all__ = ["CannotKeep", "Identities", "Known"]


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
            self._index_all(subject)

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

    def learn(self, subject: Known, text: str, *, entered: bool = False) -> str:
        """Record one more spelling of whoever this is now and return the alias id.

        `entered` says that a person gave it as another name, rather than that it was read.
        """
        subject = self._final(subject)
        if text in subject.aliases and (text in subject.entered or not entered):
            return subject.aliases[text]
        before = subject.short_forms
        subject.aliases.setdefault(text, str(uuid.uuid4()))
        subject.entered |= {text} if entered else set()
        self.changed.add(subject.id)
        short = subject.short_forms
        if short - {text} == before:
            self._index(subject, text, is_short=text in short)
        else:  # what was a name of theirs is short for this one, or is theirs from now on
            self._reindex()
        return subject.aliases[text]

    def confirm(self, subject: Known) -> None:
        """Make sure of a subject that somebody pointed out, until they leave it in again."""
        subject = self._final(subject)
        if not subject.confirmed:
            subject.confirmed = True
            self.changed.add(subject.id)
            self._reindex()

    def put_on_roster(self, subject: Known, *, shown_as: str, role: str) -> None:
        """Make a subject certain: always hidden, shown under this name, in this role."""
        subject = self._final(subject)
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
        if subject is not None and subject.label in NEVER_IN_CLEAR:
            raise CannotKeep("This always stays hidden.")
        if subject is not None:
            self.keep(text)

    def merge(self, subject: Known, into: Known) -> None:
        """Two mentions turned out to be one: the old code stays known and means the other.

        Not for an ambiguous word: what it means here, it need not mean elsewhere. Nor for a
        number that is never left in clear and something that may be.
        """
        subject, into = self._final(subject), self._final(into)
        if subject.ambiguous or into.ambiguous:
            raise ValueError("a word that fits several people is settled where it stands")
        if subject.id == into.id or _family(subject.label) != _family(into.label):
            raise ValueError("only two mentions of one kind can be the same")
        if subject.label != into.label and NEVER_IN_CLEAR & {subject.label, into.label}:
            raise ValueError("a number that stays hidden is the same as nothing else")
        if subject.from_roster and not into.from_roster:
            subject, into = into, subject
        for text in subject.aliases:
            self.learn(into, text, entered=text in subject.entered)
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
                if subject.label in NEVER_IN_CLEAR:
                    raise CannotKeep(ALWAYS_HIDDEN)
        if identifies(text):
            raise CannotKeep(ALWAYS_HIDDEN)
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

    def now(self, subject: str) -> Known:
        """Return whom a subject's id stands for now: merged mentions are followed."""
        return self._final(self.subjects[subject])

    def is_kept(self, text: str, label: str = "") -> bool:
        """Say whether `text` was left in clear, and may be where it is a `label`."""
        return label not in NEVER_IN_CLEAR and _key(text) in self._kept

    def find(self, text: str, run: list[Word] | None = None) -> list[Match]:
        """Return where known people and things stand in `text`, words kept in clear aside.

        What belongs to somebody on the roster is never kept, nor is a number that identifies
        somebody, whatever was said before. `run` is `words(text)`, for whoever has it already.
        """
        return [
            match
            for match in self._matcher.find(text, run)
            if not self.is_kept(text[match.start : match.end])
            or any(subject.never_in_clear for subject in self._meant(match))
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
            if match.own and len(people) == 1 and _is_all(name, match):
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
            return self._taken_as(self._final(self.subjects[same]), label, role)
        matches = self._matcher.find(text)
        spans_all = len(matches) == 1 and _is_all(text, matches[0])
        cases = self._in_another_case(label, text, language)
        if spans_all and len(cases) > 1 and not matches[0].own:
            return self._ambiguous(text, cases)
        if spans_all:
            return self.meant_by(matches[0], text, label=label, role=role)
        known = self._same_ends(label, text) or (cases[0] if len(cases) == 1 else None)
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
        return self._taken_as(meant[0], label, role)

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

    def _taken_as(self, subject: Known, label: str, role: str) -> Known:
        """Take what the text says: a role where none was known, or that it is a certain number."""
        if role and subject.role == "PERSON" and not subject.ambiguous:
            self.set_role(subject, role)
        if label in NEVER_IN_CLEAR and subject.label not in NEVER_IN_CLEAR:
            subject.label = label
            self.set_role(subject, ROLE_OF_LABEL[label])
            self.changed.add(subject.id)
            self._reindex()
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
            surname = is_surname_of_all(text, (next(iter(s.aliases)) for s in meant))
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
        fits = any(same_middle(middle, key[1:-1]) for middle in middles)
        return found if fits else None

    def _in_another_case(self, label: str, text: str, language: str) -> list[Known]:
        """Find the known people of whose name this may be another case."""
        key = _key(text)
        if label != "PERSON" or not key or not inflects(language):
            return []
        near = (self.subjects[subject] for subject in self._begins[beginning(key[0])])
        return [
            subject
            for subject in near
            if not subject.merged_into
            and any(is_another_case(_key(alias), key, language) for alias in subject.aliases)
        ]

    def _index_all(self, subject: Known) -> None:
        short = subject.short_forms
        for text in subject.aliases:
            self._index(subject, text, is_short=text in short)

    def _index(self, subject: Known, text: str, *, is_short: bool) -> None:
        key = _key(text)
        if subject.ambiguous:
            self._alone[subject.label, key] = subject.id
        elif subject.label == "LITERAL":
            self._literals.setdefault(text, subject.id)
        elif subject.never_in_clear or key not in self._kept:
            exact = (_family(subject.label), key)
            if is_short:
                pass  # whose it is depends on who else is known
            elif self._exact.setdefault(exact, subject.id) != subject.id:
                self._exact[exact] = ""  # two people of one name: who it is has to be asked
            certain = subject.from_roster or subject.confirmed
            self._matcher.add(subject.id, subject.label, text, certain=certain, is_short=is_short)
            if subject.label == "PERSON" and key:
                self._begins[beginning(key[0])].add(subject.id)
            if subject.label == "PERSON" and len(key) > 1 and not is_short:
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
                self._index_all(subject)


def _is_all(text: str, match: Match) -> bool:
    """Say whether nothing but the match stands in `text`, a letter written on to it aside."""
    run = words(text)
    return match.start <= run[0].start + 1 and match.end >= run[-1].end


def _family(label: str) -> str:
    """People can only be people; a number may be labelled now this, now that."""
    return "PERSON" if label == "PERSON" else "THING"
