"""What of one translated sentence to trust: what people approved before comes first, and whatever
is doubtful is marked.

Made once for a text, for the phrasebook, the memory and the glossary are read only once.
"""

from collections.abc import Iterator
from typing import Final

from workspace.accounts.models import User
from workspace.gateway.protocol import TranslatedSentence

from .actions.glossary import pairs
from .actions.memory import Match, Memory
from .checking import check
from .glossary.finding import Finder
from .models import Segment

_AFTERWARDS: Final = {
    "kind": "name_put_in",
    "detail": "A name was put in after translating. Check the words around it.",
}
_NOT_BY_ITSELF: Final = ("surrogate", "split")


class Doubting:
    """Reads the sentences of one text from `source` into `target`, for one person."""

    def __init__(self, source: str, target: str, *, user: User) -> None:
        self._source, self._target = source, target
        self._memory = Memory(source, target, user=user)
        self._terms = Finder(pairs(source, target))

    def settled(self, source: str) -> Match | None:
        """Return what a person has approved for exactly this sentence, if anybody has."""
        if "[" in source:  # what is remembered names nobody
            return None
        found = self._memory.look_up(source)
        return next((one for one in found if one.score == 1 and one.approved), None)

    def flags(self, source: str, target: str) -> list[dict[str, str]]:
        """Return what is doubtful of a sentence, masked: [{"kind", "detail"}]."""
        found = check(source, target, source_language=self._source, target_language=self._target)
        return [{"kind": one.kind, "detail": one.detail} for one in found] + list(
            self._unsettled_terms(source, target)
        )

    def of_machine(self, sentence: TranslatedSentence) -> list[dict[str, str]]:
        """Return what is doubtful of a sentence as a machine wrote it."""
        after = [_AFTERWARDS] if sentence.rung in _NOT_BY_ITSELF else []
        return after + self.flags(sentence.source, sentence.target)

    def _unsettled_terms(self, source: str, target: str) -> Iterator[dict[str, str]]:
        """Yield the glossary's terms whose settled translation does not stand there."""
        said = target.casefold()
        for found in self._terms.find(source):
            if found.term.target.casefold() not in said:
                words = source[found.start : found.end]
                yield {
                    "kind": "glossary",
                    "detail": f"“{words}”: your council’s word is “{found.term.target}”.",
                }


def origin_of(match: Match) -> Segment.Origin:
    kinds = {"phrasebook": Segment.Origin.PHRASEBOOK, "approved": Segment.Origin.APPROVED}
    return kinds[match.kind]
