"""The ways to look somebody up by what is written: their forms, their very name, its ends.

Rebuilt whole when who is who has changed; it knows ids, and changes nobody.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping

from .inflections import beginning, inflects
from .known import Known
from .matcher import Matcher
from .naming import Key, is_another_case, key, one_word, same_middle


class Index:
    def __init__(self) -> None:
        self.matcher = Matcher()
        self.exact: dict[tuple[str, Key], str] = {}
        """(family, name) -> id; "" where it is two people's, and who it is has to be asked."""
        self.alone: dict[tuple[str, Key], str] = {}
        """(label, word that fits several) -> id of the subject that stands for just that word."""
        self.literals: dict[str, str] = {}
        self._ends: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._begins: defaultdict[str, set[str]] = defaultdict(set)

    def add_all(self, subject: Known, is_kept: Callable[[str], bool]) -> None:
        short = subject.short_forms
        for text in subject.aliases:
            self.add(subject, text, is_kept=is_kept(text), is_short=text in short)

    def add(self, subject: Known, text: str, *, is_kept: bool, is_short: bool) -> None:
        """Take in one spelling. What `is_short` for a longer one is nobody's very own."""
        said = key(text)
        if subject.ambiguous:
            self.alone[subject.label, one_word(text)] = subject.id
        elif subject.label == "LITERAL":
            self.literals.setdefault(text, subject.id)
        elif _is_merely_spelt_out(subject, text, said):
            pass  # its letters are found, and whose name they spell depends on who else is known
        elif subject.never_in_clear or not is_kept:
            exact = (subject.family, said)
            if is_short:
                pass  # whose it is depends on who else is known
            elif self.exact.setdefault(exact, subject.id) != subject.id:
                self.exact[exact] = ""
            certain = subject.from_roster or subject.confirmed
            guess = len(said) == 1 and not subject.is_sure  # "Jack" in a draft is no Jack's name
            own = not (is_short or guess)
            self.matcher.add(subject.id, subject.label, text, certain=certain, own=own)
            if subject.label == "PERSON" and said:
                self._begins[beginning(said[0])].add(subject.id)
            if subject.label == "PERSON" and len(said) > 1 and not is_short:
                self._ends[said[0], said[-1]].add(subject.id)

    def same_ends(self, text: str, subjects: Mapping[str, Known]) -> Known | None:
        """Find the one known person with this first and this last name ("Amina K. Warsame")."""
        said = key(text)
        if len(said) < 3:
            return None
        ends = (said[0], said[-1])
        same = self._ends.get(ends, set())
        if len(same) != 1:
            return None
        found = subjects[next(iter(same))]
        middles = [k[1:-1] for k in map(key, found.aliases) if (k[0], k[-1]) == ends]
        return found if any(same_middle(middle, said[1:-1]) for middle in middles) else None

    def in_another_case(
        self, text: str, language: str, subjects: Mapping[str, Known]
    ) -> list[Known]:
        """Find the known people of whose name this may be another case."""
        said = key(text)
        if not said or not inflects(language):
            return []
        near = (subjects[subject] for subject in self._begins[beginning(said[0])])
        return [
            subject
            for subject in near
            if not subject.merged_into
            and any(is_another_case(key(alias), said, language) for alias in subject.aliases)
        ]


def _is_merely_spelt_out(subject: Known, text: str, said: Key) -> bool:
    found = text != subject.shown and text not in subject.given
    return found and subject.label == "PERSON" and len(said) > 2 and one_word(text) != said
