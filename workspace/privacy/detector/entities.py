"""The trained layer: how likely each word is part of a person's name, a school, an address, a town,
an age or a date of birth.

One pass over a text gives a probability for each word and label. What is surely a name is taken
anywhere; once somebody is surely named, words that may well be names are taken too: a leak
is worse than a word hidden in vain, and where nobody is named there is nobody to hide.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

import numpy
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.vocab import Vocab
from thinc.api import Maxout, Model, Softmax, chain, with_array

NAME: Final = "daylight_entities"
LABELS: Final = ("PERSON", "SCHOOL", "ADDRESS", "PLACE", "AGE", "DOB")
_PERSON, _SCHOOL, _ADDRESS, _PLACE, _AGE, _DOB = range(len(LABELS))
_OUTSIDE: Final = 0
_CLASSES: Final = 1 + 2 * len(LABELS)
"""Outside; then for each label its first word and its others."""
_PIECES: Final = 2
LIKELY: Final = "likely"
"""The group of `doc.spans` with words that may be personal."""
NEAR: Final = "near people"
"""The key of `doc.user_data` that says for each word whether people are certainly named around."""
_ALONE: Final = 0.7
"""How likely a word must be where nobody else is named."""
_SURE: Final = 0.5
_CERTAIN: Final = 0.95
_LIKELY_AGE, _LIKELY_DOB = 0.1, 0.5
"""How likely a number must be an age or a part of a date of birth, beside people."""
_FEWEST, _SHORT = 4, 30
"""A text of so many words is about somebody as likely as not: there is no room to tell."""
_AROUND: Final = 120
"""Words to each side in which somebody is certainly named: two of them in a longer text."""


def first(label: int) -> int:
    """The class of the first word of the label with this number; others follow it."""
    return 1 + 2 * label


def build(tok2vec: Model[list[Doc], list[Any]]) -> Model[list[Doc], list[Any]]:
    """A network from documents to, for each, an array of shape (words, classes), rows sum to 1."""
    width = tok2vec.get_dim("nO")
    head: Any = chain(
        Maxout(nO=width, nI=width, nP=_PIECES, normalize=True), Softmax(nO=_CLASSES, nI=width)
    )
    model: Model[list[Doc], list[Any]] = chain(tok2vec, with_array(head))
    model.set_ref("tok2vec", tok2vec)
    return model


class Entities(TrainablePipe):  # type: ignore[misc]  # untyped there
    """Sets `doc.ents` to what is surely personal, and `doc.spans["likely"]` to what may be."""

    def __init__(
        self,
        vocab: Vocab,
        tok2vec: Model[list[Doc], list[Any]],
        name: str,
        *,
        likely: float,
        small: float,
    ) -> None:
        self.vocab, self.name = vocab, name
        self.model: Any = build(tok2vec)
        self.likely, self.small = likely, small
        self.cfg: dict[str, Any] = {}

    @property
    def labels(self) -> tuple[str, ...]:
        return LABELS

    def predict(self, docs: Iterable[Doc]) -> list[Any]:
        docs = list(docs)
        if not any(len(doc) for doc in docs):
            return [numpy.zeros((0, _CLASSES), dtype="f") for _ in docs]
        scores: list[Any] = self.model.predict(docs)
        return scores

    def set_annotations(self, docs: Iterable[Doc], scores: Sequence[Any]) -> None:
        for doc, rows in zip(docs, scores, strict=True):
            inside, near = 1.0 - rows[:, _OUTSIDE], _near_people(rows)
            best = (rows[:, 1::2] + rows[:, 2::2]).argmax(axis=1) if len(rows) else rows[:, 0]
            named = best < _AGE  # a number is personal only beside people
            hint = near | (named & (_FEWEST <= len(doc) <= _SHORT))
            enough = numpy.where(near | (hint & (best == _PERSON)), _SURE, _ALONE)
            surely = (inside >= enough) & (near | named)
            likely = (inside >= self._least(doc, best)) & hint
            _continue(doc, best, surely, likely)
            doc.user_data[NEAR] = near
            doc.set_ents(list(_runs(doc, rows, best, surely)))
            doc.spans[LIKELY] = list(_runs(doc, rows, best, likely & ~surely))

    def _least(self, doc: Doc, best: Any) -> Any:
        """How likely each word must be beside people, by what it would be."""
        capital = numpy.array([token.text[0].isupper() for token in doc], dtype=bool)
        least = numpy.where(capital, self.likely, self.small)
        return numpy.where(best == _AGE, _LIKELY_AGE, numpy.where(best == _DOB, _LIKELY_DOB, least))

    def get_loss(self, examples: Iterable[Example], scores: Sequence[Any]) -> tuple[float, Any]:
        """Cross-entropy; words of which the example says nothing count nothing."""
        loss, slopes = 0.0, []
        for example, rows in zip(examples, scores, strict=True):
            truth = [_class(token) for token in example.reference]
            wanted = numpy.zeros_like(rows)
            said = numpy.array([at >= 0 for at in truth], dtype="f")
            wanted[numpy.arange(len(truth)), numpy.maximum(truth, 0)] = 1.0
            slope = (rows - wanted) * said[:, None]
            loss -= float((numpy.log((rows * wanted).sum(axis=1) + 1e-9) * said).sum())
            slopes.append(slope)
        return loss, slopes

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],
        *,
        nlp: Language | None = None,
        labels: object = None,
    ) -> None:
        sample = [example.predicted for example in get_examples()][:10]
        self.model.initialize(X=sample or None)


def _near_people(rows: Any) -> Any:
    """For each word, whether people are certainly named around it."""
    people = rows[:, first(0)] + rows[:, first(0) + 1]
    certain = (people >= _CERTAIN).astype("f")
    counts = numpy.cumsum(numpy.pad(certain, (_AROUND + 1, _AROUND)))
    near = counts[2 * _AROUND + 1 :] - counts[: -2 * _AROUND - 1]
    return near >= (2 if len(rows) > _AROUND else 1)


def _continue(doc: Doc, best: Any, surely: Any, likely: Any) -> None:
    """Take what is `likely` right beside a school or address for a part of it: "Holy Name"."""
    for order in (range(1, len(doc)), range(len(doc) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for at in order:
            beside = surely[at + step] and best[at + step] in (_SCHOOL, _ADDRESS)
            if beside and likely[at] and not (surely[at] or doc[at].is_lower):
                surely[at], best[at] = True, best[at + step]


def _runs(doc: Doc, rows: Any, best: Any, taken: Any) -> Iterator[Span]:
    """The words that are `taken`, as spans of the `best` label of each."""
    start, label = -1, -1
    for at in range(len(doc) + 1):
        now = int(best[at]) if at < len(doc) and taken[at] and not doc[at].is_space else -1
        if start >= 0 and (now != label or _begins(doc, at, rows[at, first(now) :])):
            yield Span(doc, start, at, LABELS[label])
            start = -1
        if now >= 0 and start < 0:
            start, label = at, now


def _begins(doc: Doc, at: int, row: Any) -> bool:
    """Whether a word is the first of another name: two with a capital are one ("Funke A.")."""
    last = doc[at - 1]
    together = last.whitespace_ and last.text[0].isupper() and doc[at].text[0].isupper()
    return bool(row[0] > row[1]) and not together


def _class(token: Any) -> int:
    if not token.ent_iob:
        return -1  # nothing is known
    if not token.ent_type_:
        return _OUTSIDE
    inner = token.ent_iob_ == "I"
    return first(LABELS.index(token.ent_type_)) + int(inner)


@Language.factory(
    NAME,
    assigns=["doc.ents", "doc.spans"],
    default_config={"likely": 0.005, "small": 0.03},
)
def _make(
    nlp: Language,
    name: str,
    tok2vec: Model[list[Doc], list[Any]],
    likely: float,
    small: float,
) -> Entities:
    return Entities(nlp.vocab, tok2vec, name, likely=likely, small=small)
