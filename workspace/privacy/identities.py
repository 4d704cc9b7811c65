"""The register of who is who in one vault, in memory: subjects, aliases, kept words.

One person has one subject. A word that could mean several people gets a subject of its own,
which restores to just that word: Daylight asks, it never guesses. Plain Python; `vaults`
loads it from the database and writes back what is new.
"""

import uuid
from collections.abc import Iterable
from random import Random
from secrets import SystemRandom

from .in_clear import NEVER_IN_CLEAR, CannotKeep
from .known import Known, family
from .matcher import Match
from .naming import is_plural_of_all, is_surname_of_all, key, one_word
from .placeholders import Codes
from .register import Register, is_all
from .roles import ROLE_OF_LABEL

__all__ = ["CannotKeep", "Identities", "Known"]


class Identities(Register):
    def __init__(self, choose: Random | None = None) -> None:
        super().__init__()
        self.changed: set[str] = set()
        """Ids of subjects that are new or altered since loading."""
        self.kept_changed: dict[str, bool] = {}
        """Words newly left in clear (True) or hidden again (False) since loading, normalised."""
        self._codes = Codes(choose or SystemRandom())

    def load(self, subject: Known) -> None:
        super().load(subject)
        self._codes.add(subject.code)

    def new(self, label: str, text: str, *, role: str = "", roster: bool = False) -> Known:
        """Make a subject for something seen for the first time."""
        code = self._codes.new()
        role = role or ROLE_OF_LABEL[label]
        subject = Known(str(uuid.uuid4()), label, role, code, from_roster=roster)
        self.subjects[subject.id] = subject
        self.learn(subject, text)
        return self._stands_here(subject)

    def learn(self, subject: Known, text: str) -> str:
        """Record one more spelling of whoever this is now and return the alias id."""
        subject = self._final(subject)
        if text in subject.aliases:
            return subject.aliases[text]
        before = subject.short_forms
        subject.aliases[text] = str(uuid.uuid4())
        self.changed.add(subject.id)
        short = subject.short_forms
        if short - {text} == before:
            is_kept, is_short = self.is_kept(text), text in short
            self._index.add(subject, text, is_kept=is_kept, is_short=is_short)
        else:  # what was a name of theirs is short for this one
            self._reindex()
        return subject.aliases[text]

    def give(self, subject: Known, text: str) -> str:
        """Record what a person entered as another name of a subject; return the alias id.

        It is theirs for good, even where it is merely short for their name.
        """
        subject = self._final(subject)
        alias = self.learn(subject, text)
        if text not in subject.given:
            was_short = text in subject.short_forms
            subject.given.add(text)
            self.changed.add(subject.id)
            if was_short:
                self._reindex()
        return alias

    def _give_name(self, subject: Known, text: str) -> str:
        """Record what somebody called a subject beside saying something else of it.

        It is another name unless it is merely short for one: that fits namesakes as before.
        """
        alias = self.learn(subject, text)
        if text != subject.shown and text not in subject.short_forms:
            self.give(subject, text)
        return alias

    def point_out(self, label: str, text: str, role: str) -> str:
        """Hide what somebody pointed at, as what they say it is; return the alias id.

        Whatever it was taken for before, by a machine or by hand, it is now this; only who is on
        the roster stays who they are, and a number that is never left in clear what it is.
        """
        self.hide(text)
        if number := self._number(text):
            return self.learn(number, text)
        before = [s for s in self.subjects.values() if _is_only(s, text)]
        subject = next((s for s in before if s.label == label), None) or self.who(label, text)
        if subject.ambiguous and subject.label == label:
            return self.learn(subject, text)
        if subject.label != label:
            subject = self.new(label, text)
        for other in before:
            if other is not subject:
                other.merged_into = subject.id
                self.changed.add(other.id)
        if not subject.from_roster:
            self.set_role(subject, role)
        alias = self._give_name(subject, text)
        subject.confirmed = True
        self.changed.add(subject.id)
        self._reindex()
        return alias

    def meet(self, texts: Iterable[str]) -> None:
        """Make whoever stands in masked `texts` more than a guess: somebody sent them."""
        for subject in self.stand_in(texts):
            if not subject.met:
                subject.met = True
                self.changed.add(subject.id)

    def put_on_roster(self, subject: Known, *, shown_as: str, role: str) -> None:
        """Make a subject certain: always hidden, shown under this name, in this role."""
        subject = self._final(subject)
        before = subject.shown
        self.learn(subject, shown_as)
        subject.aliases = {shown_as: subject.aliases[shown_as]} | subject.aliases
        if subject.from_roster:
            self._give_name(subject, before)
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
        if subject.id == into.id or subject.family != into.family:
            raise ValueError("only two mentions of one kind can be the same")
        if subject.label != into.label and NEVER_IN_CLEAR & {subject.label, into.label}:
            raise ValueError("a number that stays hidden is the same as nothing else")
        if subject.from_roster and not into.from_roster:
            subject, into = into, subject
        for text in subject.aliases:
            (self.give if text in subject.given else self.learn)(into, text)
        self._give_name(into, subject.shown)  # who is joined is joined by name
        subject.merged_into = into.id
        into.confirmed = into.confirmed or subject.confirmed
        into.met = into.met or subject.met
        self.changed |= {subject.id, into.id}
        self._reindex()

    def keep(self, text: str) -> None:
        """Leave `text` as it is from now on. Raises CannotKeep for what must stay hidden."""
        self.check_keep(text)
        if not self.is_kept(text):
            self._kept.add(key(text))
            self.kept_changed[" ".join(key(text))] = True
            self._reindex()

    def hide(self, text: str) -> None:
        """Stop keeping `text`, because somebody said that it is personal after all."""
        if self.is_kept(text):
            self._kept.discard(key(text))
            self.kept_changed[" ".join(key(text))] = False
            self._reindex()

    def who(
        self, label: str, text: str, *, role: str = "", language: str = "en", roster: bool = False
    ) -> Known:
        """Return the one subject that `text` means, making one for a stranger.

        In a `language` that inflects names, another case of a known name means that person.
        """
        same = self._index.exact.get((family(label), key(text))) or self._pointed_out(label, text)
        met = self.now(same) if same else None
        if met and self.is_somebody(met):
            return self._taken_as(met, label, role)
        matches = self._index.matcher.find(text)
        spans_all = len(matches) == 1 and is_all(text, matches[0])
        cases = self._in_another_case(label, text, language)
        if spans_all and len(cases) > 1 and not matches[0].own:
            return self._ambiguous(text, cases)
        if spans_all:
            return self.meant_by(matches[0], text, label=label, role=role)
        if met:
            return self._taken_as(met, label, role)
        known = self._index.same_ends(text, self.subjects) if label == "PERSON" else None
        if known := known or (cases[0] if len(cases) == 1 else None):
            return self._stands_here(known)
        return self.new(label, text, role=role, roster=roster)

    def literal(self, text: str) -> Known:
        """Return the subject of text that merely looks like a placeholder: these very words."""
        same = self._index.literals.get(text)
        return self.subjects[same] if same else self.new("LITERAL", text)

    def meant_by(self, match: Match, text: str, *, label: str, role: str = "") -> Known:
        """Return the subject a match means; a word that fits several gets its own."""
        meant = [s for s in self._meant(match) if s.family == family(label)]
        meant = [subject for subject in meant if subject.label == label] or meant
        if not meant:
            return self.new(label, text, role=role)
        if len(meant) > 1 or match.loose:
            return self._ambiguous(text, meant)
        return self._taken_as(meant[0], label, role)

    def _taken_as(self, subject: Known, label: str, role: str) -> Known:
        """Take what the text says: a role where none was known, or that it is a certain number."""
        if role and subject.role == "PERSON" and not subject.ambiguous:
            self.set_role(subject, role)
        if label in NEVER_IN_CLEAR and subject.label not in NEVER_IN_CLEAR:
            subject.label = label
            self.set_role(subject, ROLE_OF_LABEL[label])
            self.changed.add(subject.id)
            self._reindex()
        return self._stands_here(subject)

    def _ambiguous(self, text: str, meant: list[Known]) -> Known:
        label = meant[0].label
        at = (label, one_word(text))
        if at not in self._index.alone:
            names = [one.shown for one in meant]
            shared = is_surname_of_all(text, names) or is_plural_of_all(text, names)
            role = ROLE_OF_LABEL[label] if label != "PERSON" else "FAMILY" if shared else "PERSON"
            subject = Known(str(uuid.uuid4()), label, role, self._codes.new(), ambiguous=True)
            self.subjects[subject.id] = subject
            self._index.alone[at] = subject.id
        subject = self.subjects[self._index.alone[at]]
        self.learn(subject, text)
        return subject


def _is_only(subject: Known, text: str) -> bool:
    """Whether this is all that a subject is called, and they may become something else."""
    if subject.merged_into or subject.never_in_clear or subject.ambiguous:
        return False
    return all(key(alias) == key(text) for alias in subject.aliases)
