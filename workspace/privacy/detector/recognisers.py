"""The only recognisers Presidio runs for us: our rules, our lists of names, our trained model.

Presidio's own recognisers stay out: several are off by default, drop what fails a checksum,
carry on after a regex time-out, or want the network.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import regex
from presidio_analyzer import EntityRecognizer, LocalRecognizer, RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NerModelConfiguration, NlpArtifacts, SpacyNlpEngine
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from workspace.privacy.roles import LABELS

from . import marks, names
from .entities import LIKELY
from .rule import Rule, Rules
from .rules.counting import DATE
from .wordclasses import BEHIND, WordClasses

NER_LABELS: Final = {
    "PERSON": 0.7, "SCHOOL": 0.65, "ADDRESS": 0.65, "PLACE": 0.4, "AGE": 0.6, "DOB": 0.6,
}  # fmt: skip
"""What we take from the model, and how sure we are of it."""
_LIKELY_LABELS: Final = {
    "PERSON": 0.42, "SCHOOL": 0.42, "ADDRESS": 0.42, "AGE": 0.4, "DOB": 0.4, "PLACE": 0.3,
}  # fmt: skip
SURELY: Final = 0.75
"""A rule for people that says less gives way where no list, and not the model, has a word."""
KNOWN_NAME: Final = 0.62
UNKNOWN: Final = 0.45


def _result(label: str, start: int, end: int, score: float, source: str) -> RecognizerResult:
    return RecognizerResult(
        label,
        start,
        end,
        score,
        recognition_metadata={RecognizerResult.RECOGNIZER_NAME_KEY: source},
    )


def _read(artifacts: NlpArtifacts | None) -> Doc:
    if artifacts is None or not isinstance(artifacts.tokens, Doc):
        raise ValueError("the trained model did not run")
    return artifacts.tokens


class RuleRecogniser(LocalRecognizer):
    """Runs every rule over the text. Any error, a time-out included, is passed on."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = Rules(rules)
        super().__init__(supported_entities=list(LABELS), name="pattern")

    def load(self) -> None:
        """Nothing to load: rules are compiled when they are made."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        doc = _read(nlp_artifacts)
        return [
            _result(label, start, end, score, "pattern")
            for label, start, end, score in self._rules.find(marks.read(text))
            if label != "PERSON" or score > SURELY or not names.is_plain(doc, start, end)
        ]


class NamesRecogniser(LocalRecognizer):
    """Finds people by what is known about single words; unknown ones say less than listed ones."""

    def __init__(self, classes: WordClasses, *, english: bool = True) -> None:
        self._classes, self._english = classes, english
        super().__init__(supported_entities=["PERSON"], name="pattern")

    def load(self) -> None:
        """Nothing to load: the lists come with the model."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        doc = _read(nlp_artifacts)
        speakers = list(names.speakers(text, self._classes.of))
        sure = [*names.listed(doc, english=self._english), *speakers]
        sure += names.spoken_to(doc, {text[start:end] for start, end in speakers})
        if self._english:
            sure += [*names.turned(doc), *names.behind_kin(doc)]
        unsure = names.unknown(doc) if self._english else ()
        return [
            *(_result("PERSON", start, end, KNOWN_NAME, "pattern") for start, end in sure),
            *(_result("PERSON", start, end, UNKNOWN, "pattern") for start, end in unsure),
        ]


class NerRecogniser(LocalRecognizer):
    """Takes what the trained model found, less what can be nobody's name."""

    def __init__(self, *, english: bool = True) -> None:
        self._english = english
        super().__init__(supported_entities=list(NER_LABELS), name="ner")

    def load(self) -> None:
        """Nothing to load: the model belongs to the engine."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        doc = _read(nlp_artifacts)
        likely = [ent for ent in doc.spans[LIKELY] if names.may_be(ent, english=self._english)]
        return [
            _result(ent.label_, start, end, score, "ner")
            for ents, scores in ((doc.ents, NER_LABELS), (likely, _LIKELY_LABELS))
            for ent in ents
            if (score := scores.get(ent.label_))
            and names.says_something(ent)
            and not (self._english and ent.label_ == "PERSON" and names.is_month(ent))
            and not (ent.label_ == "PERSON" and names.is_nobody(ent, english=self._english))
            for start, end in self._pieces(ent, text)
        ]

    def _pieces(self, ent: SpacySpan, text: str) -> Iterator[tuple[int, int]]:
        """The people of a finding: Arabic writes "and" on to the second of two ("وأحمد")."""
        start = ent.start_char
        if ent.label_ == "PERSON" and not self._english:
            for token in ent:
                if token.tag_.endswith(BEHIND):
                    if token.i > ent.start:
                        yield start, token.nbor(-1).idx + len(token.nbor(-1))
                    start = token.idx + 1
        if ent.label_ == "DOB" and (date := _date_around(ent, text)):
            yield date
            return
        rest = _CYRILLIC_REST.match(text, ent.end_char) if not self._english else None
        yield start, rest.end() if rest else ent.end_char


def _date_around(ent: SpacySpan, text: str) -> tuple[int, int] | None:
    """The whole date of which the model took a part."""
    first = max(0, ent.start_char - _LONGEST_DATE)
    dates = _DATE.finditer(text, first, ent.end_char + _LONGEST_DATE)
    meets = (d.span() for d in dates if d.start() < ent.end_char and d.end() > ent.start_char)
    return next(meets, None)


_DATE: Final = regex.compile(DATE, regex.IGNORECASE)
_LONGEST_DATE: Final = 20
_CYRILLIC_REST: Final = regex.compile(r"(?<=\p{Cyrillic})['’ʼ]\p{Cyrillic}+")
"""What stands behind an apostrophe inside a Ukrainian name."""


class NoContext(ContextAwareEnhancer):
    """Leaves scores alone: our rules look at what stands around a match themselves."""

    def __init__(self) -> None:
        super().__init__(0.0, 0.0, 0, 0)

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        return raw_results


class OwnNlpEngine(SpacyNlpEngine):
    """A Presidio engine around a pipeline that is already in memory; it downloads nothing.

    It passes on the pipeline's document alone: keywords and lemmas would be for context.
    """

    def __init__(self, nlp: Language) -> None:
        super().__init__(
            models=[{"lang_code": "en", "model_name": "bundled"}],
            ner_model_configuration=NerModelConfiguration(
                model_to_presidio_entity_mapping={label: label for label in NER_LABELS}
            ),
        )
        self.nlp = {"en": nlp}  # type: ignore[assignment]  # untyped there

    def load(self) -> None:
        """Already loaded."""

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        doc = names.with_surnames(self.nlp[language](text))  # type: ignore[index]  # untyped there
        return NlpArtifacts([], doc, [], [], self, language)
