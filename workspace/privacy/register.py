"""Who is who in one vault, to look up: it takes note of who stands in the work, and changes nobody.

Whoever could be meant by a word is looked for among all that are known. Plain Python.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from .in_clear import ALWAYS_HIDDEN, NEVER_IN_CLEAR, CannotKeep, identifies
from .index import Index
from .known import Known, family
from .matcher import Match
from .naming import Key, is_plural_of_all, key
from .ownwords import NOTHING, OwnWords
from .placeholders import Placeholder, find_exact
from .roles import PERSON_ROLES
from .spellings import Word, words


class Register:
    def __init__(self) -> None:
        self.subjects: dict[str, Known] = {}
        self.own: OwnWords = NOTHING
        """The organisation's own words, for whoever masks: `vaults.change` puts them here."""
        self._here: set[str] = set()
        """Ids of subjects that stand in the work at hand."""
        self._kept: set[Key] = set()
        self._index = Index()

    def load(self, subject: Known) -> None:
        """Take in a subject as stored; a merged one only so that its old codes stay known."""
        self.subjects[subject.id] = subject
        if not subject.merged_into:
            self._index.add_all(subject, self.is_kept)

    def load_kept(self, texts: Iterable[str]) -> None:
        self._kept.update(key(text) for text in texts)

    def is_kept(self, text: str, label: str = "") -> bool:
        """Say whether `text` was left in clear, and may be where it is a `label`."""
        return label not in NEVER_IN_CLEAR and key(text) in self._kept

    def check_keep(self, text: str) -> None:
        """Raise CannotKeep for what must stay hidden."""
        if self.own.hides(text):
            raise CannotKeep("Your organisation's list of words always hides this.")
        for match in self._index.matcher.find(text):
            for subject in self._all_meant(match):
                if subject.from_roster:
                    raise CannotKeep(
                        "This person is on the case's list of people: they stay hidden."
                    )
                if subject.label in NEVER_IN_CLEAR:
                    raise CannotKeep(ALWAYS_HIDDEN)
        if identifies(text):
            raise CannotKeep(ALWAYS_HIDDEN)

    def find(self, text: str, run: list[Word] | None = None) -> list[Match]:
        """Return where known people and things stand in `text`, words kept in clear aside.

        What belongs to somebody on the roster is never kept, nor is a number that identifies
        somebody, whatever was said before. `run` is `words(text)`, for whoever has it already.
        """
        matches = self._index.matcher.find(text, run)
        for match in matches:
            if match.own and len(match.subjects) == 1:
                self._here.update(match.subjects)  # named in full, whoever found them first
        return [
            self._narrowed(match)
            for match in matches
            if not self.is_kept(text[match.start : match.end])
            or any(subject.never_in_clear for subject in self._all_meant(match))
        ]

    def candidates(self, subject: Known) -> list[Known]:
        """Return whom an ambiguous word could mean; nobody for a subject who is certain.

        The plural of a surname is the family, whoever is in it.
        """
        if not subject.ambiguous:
            return []
        text = subject.shown
        matches = self._index.matcher.find(text)
        meant = self._meant(matches[0]) if len(matches) == 1 else []
        if len(meant) < 2 or is_plural_of_all(text, [one.shown for one in meant]):
            return []
        return meant

    def may_grow(self, run: list[str]) -> bool:
        """Say whether normalised words, the last one unfinished, may yet become a known name."""
        return self._index.matcher.may_grow(run) or self.own.hidden.may_grow(run)

    def named(self, name: str) -> Known | None:
        """Return the one person whose very name this is, if anybody's."""
        if same := self._index.exact.get(("PERSON", key(name))):
            return self.now(same)
        for match in self._index.matcher.find(name):
            people = [s for s in self._meant(match) if s.label == "PERSON"]
            if match.own and len(people) == 1 and is_all(name, match):
                return people[0]
        return None

    def now(self, subject: str) -> Known:
        """Return whom a subject's id stands for now: merged mentions are followed."""
        return self._final(self.subjects[subject])

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
        return {p: " ".join(s.shown.split()) for p, s in self.issued().items()}

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

    def is_somebody(self, subject: Known) -> bool:
        """Say whether this is more than what was found in a draft of other work."""
        return subject.is_sure or subject.id in self._here

    def stand_in(self, texts: Iterable[str]) -> list[Known]:
        """Take note of who stands in masked `texts`: they are part of the work at hand."""
        issued = self.issued()
        found = {f.placeholder for text in texts for f in find_exact(text)}
        return [self._stands_here(issued[one]) for one in found if one in issued]

    def _stands_here(self, subject: Known) -> Known:
        self._here.add(subject.id)
        return subject

    def _pointed_out(self, label: str, text: str) -> str:
        """Return the id of the thing that somebody said this person, or the reverse, is.

        Of a number that is never left in clear what is written decides, not what was said.
        """
        if label in NEVER_IN_CLEAR:
            return ""
        other = self._index.exact.get(
            ("PERSON" if family(label) == "THING" else "THING", key(text))
        )
        said = self.now(other) if other else None
        return said.id if said and said.confirmed and not said.from_roster else ""

    def _number(self, text: str) -> Known | None:
        """Return the known number that is never left in clear and is all of `text`."""
        matches = (match for match in self._index.matcher.find(text) if is_all(text, match))
        meant = (subject for match in matches for subject in self._all_meant(match))
        return next((subject for subject in meant if subject.label in NEVER_IN_CLEAR), None)

    def _in_another_case(self, label: str, text: str, language: str) -> list[Known]:
        if label != "PERSON":
            return []
        return self._surest(self._index.in_another_case(text, language, self.subjects))

    def _final(self, subject: Known) -> Known:
        while subject.merged_into:
            subject = self.subjects[subject.merged_into]
        return subject

    def _all_meant(self, match: Match) -> list[Known]:
        found = {self.now(subject).id for subject in match.subjects}
        return [self.subjects[subject] for subject in sorted(found)]

    def _meant(self, match: Match) -> list[Known]:
        """Return whom a match may mean; what somebody pointed out is what they say it is."""
        sure = self._surest(self._all_meant(match))
        said = {one.family for one in sure if one.confirmed or one.from_roster}
        return [one for one in sure if one.family in said or len(said) != 1] if match.own else sure

    def _surest(self, meant: list[Known]) -> list[Known]:
        """Let whoever was only found in a draft of other work give way to whoever is sure.

        Where nobody is sure all of them stay, and who is meant is asked.
        """
        here = [one for one in meant if self.is_somebody(one)]
        return here if any(one.is_sure for one in here) else meant

    def _narrowed(self, match: Match) -> Match:
        if len(match.subjects) == 1:
            return match
        return replace(match, subjects=frozenset(one.id for one in self._meant(match)))

    def _reindex(self) -> None:
        self._index = Index()
        for subject in self.subjects.values():
            if not subject.merged_into:
                self._index.add_all(subject, self.is_kept)


def is_all(text: str, match: Match) -> bool:
    """Say whether nothing but the match stands in `text`, a letter written on to it aside."""
    run = words(text)
    return match.start <= run[0].start + 1 and match.end >= run[-1].end
