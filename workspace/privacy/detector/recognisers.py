"""The only recognisers Presidio runs for us: our rules, our word lists, our trained model.

Presidio's own recognisers stay out: several are off by default, drop what fails a checksum,
carry on after a regex time-out, or want the network.
"""

from collections.abc import Iterable
from typing import Final

import regex
from presidio_analyzer import LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NerModelConfiguration, NlpArtifacts, SpacyNlpEngine
from spacy.language import Language
from spacy.tokens import Span as SpacySpan

from workspace.privacy.roles import LABELS

from .lexicon import Lexicon
from .rule import Rule
from .rules.places import BUILDING, COTTAGE, STREET

NER_LABELS: Final = {"PERSON": 0.7, "SCHOOL": 0.65, "ADDRESS": 0.65}
"""What we take from the model, and how sure we are of it. PLACE is learnt but not used yet."""


_LIKE_AN_ADDRESS: Final = regex.compile(
    rf"\d|\b(?:{STREET}|{BUILDING}|{COTTAGE})\b", regex.IGNORECASE
)


_LIKE_A_SCHOOL: Final = regex.compile(
    r"school|academy|college|primary|nursery|infants?|juniors?|playgroup|pru\b|high\b|ysgol|"
    r"kindergarten|montessori|madrasa|sixth|secondary|grammar|centre",
    regex.IGNORECASE,
)


def _result(label: str, start: int, end: int, score: float, source: str) -> RecognizerResult:
    return RecognizerResult(
        label,
        start,
        end,
        score,
        recognition_metadata={RecognizerResult.RECOGNIZER_NAME_KEY: source},
    )


class RuleRecogniser(LocalRecognizer):
    """Runs every rule over the text. Any error, a time-out included, is passed on."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        super().__init__(supported_entities=list(LABELS), name="pattern")

    def load(self) -> None:
        """Nothing to load: rules are compiled when they are made."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        return [
            _result(rule.label, start, end, score, "pattern")
            for rule in self.rules
            for start, end, score in rule.find(text)
        ]


class LexiconRecogniser(LocalRecognizer):
    """Finds known names, and capitalised words that no list of ordinary words holds."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        super().__init__(supported_entities=["PERSON"], name="pattern")

    def load(self) -> None:
        """Nothing to load: the lists come with the model."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        return [
            _result("PERSON", start, end, score, "pattern")
            for start, end, score in self.lexicon.people(text)
        ]


class NerRecogniser(LocalRecognizer):
    """Takes what the trained model found, less people made of plain words or places."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        super().__init__(supported_entities=list(NER_LABELS), name="ner")

    def load(self) -> None:
        """Nothing to load: the model belongs to the engine."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        if nlp_artifacts is None:
            raise ValueError("the trained model did not run")
        return [
            _result(ent.label_, *self._edges(ent), NER_LABELS[ent.label_], "ner")
            for ent in nlp_artifacts.entities
            if ent.label_ in NER_LABELS and not self._is_ordinary(ent)
        ]

    def _edges(self, ent: SpacySpan) -> tuple[int, int]:
        """Leave small words at either end of a person out ("because Zak", "Zak sleeps")."""
        tokens = list(ent)
        if ent.label_ == "PERSON" and not ent.text.islower():
            while len(tokens) > 1 and self.lexicon.is_small_word(tokens[0].text):
                del tokens[0]
            while len(tokens) > 1 and self.lexicon.is_small_word(tokens[-1].text):
                del tokens[-1]
        return tokens[0].idx, tokens[-1].idx + len(tokens[-1])

    def _is_ordinary(self, ent: SpacySpan) -> bool:
        """Whether the lists know better than the model."""
        if ent.label_ == "ADDRESS":
            return _LIKE_AN_ADDRESS.search(ent.text) is None
        if ent.label_ == "SCHOOL":
            return _LIKE_A_SCHOOL.search(ent.text) is None
        words = [token.text for token in ent if token.is_alpha]
        if ent.label_ != "PERSON" or not words:
            return False
        if self.lexicon.is_never_a_person(words) or _is_a_command(ent):
            return True
        return len(words) == 1 and self.lexicon.is_an_acronym(words[0])


def _is_a_command(ent: SpacySpan) -> bool:
    """ "Mark the form", "Chase the worker": a verb with a capital, not somebody."""
    following = ent.doc[ent.end].text if ent.end < len(ent.doc) else ""
    return len(ent) == 1 and following in ("the", "a", "an", "this", "these", "it", "period")


class OwnNlpEngine(SpacyNlpEngine):
    """A Presidio engine around a pipeline that is already in memory; it downloads nothing."""

    def __init__(self, nlp: Language) -> None:
        labels = ("PERSON", "SCHOOL", "ADDRESS", "PLACE")
        super().__init__(
            models=[{"lang_code": "en", "model_name": "bundled"}],
            ner_model_configuration=NerModelConfiguration(
                model_to_presidio_entity_mapping={label: label for label in labels}
            ),
        )
        self.nlp = {"en": nlp}  # type: ignore[assignment]  # untyped there

    def load(self) -> None:
        """Already loaded."""
