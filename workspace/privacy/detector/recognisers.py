"""The only recognisers Presidio runs for us: our rules, our lists of names, our trained model.

Presidio's own recognisers stay out: several are off by default, drop what fails a checksum,
carry on after a regex time-out, or want the network.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from presidio_analyzer import LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NerModelConfiguration, NlpArtifacts, SpacyNlpEngine
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from workspace.privacy.roles import LABELS

from .rule import Rule
from .wordclasses import is_surely_a_name
from .words import NOT_NAMES

NER_LABELS: Final = {"PERSON": 0.7, "SCHOOL": 0.65, "ADDRESS": 0.65}
"""What we take from the model, and how sure we are of it."""
KNOWN_NAME: Final = 0.62


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


class NamesRecogniser(LocalRecognizer):
    """Finds words that a list of names holds and that are no English words."""

    def __init__(self) -> None:
        super().__init__(supported_entities=["PERSON"], name="pattern")

    def load(self) -> None:
        """Nothing to load: the lists come with the model."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        return [
            _result("PERSON", run[0].idx, run[-1].idx + len(run[-1]), KNOWN_NAME, "pattern")
            for run in _runs(_read(nlp_artifacts))
        ]


def _runs(doc: Doc) -> Iterator[list[Token]]:
    """Neighbouring words that are surely names, with a hyphen or nothing between them."""
    run: list[Token] = []
    for token in doc:
        if is_surely_a_name(token.text, token.tag_):
            run.append(token)
        elif run and not (token.text in "-'’" and not token.whitespace_):
            yield run
            run = []
    if run:
        yield run


class NerRecogniser(LocalRecognizer):
    """Takes what the trained model found, less what can be nobody's name."""

    def __init__(self) -> None:
        super().__init__(supported_entities=list(NER_LABELS), name="ner")

    def load(self) -> None:
        """Nothing to load: the model belongs to the engine."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        return [
            _result(ent.label_, ent.start_char, ent.end_char, NER_LABELS[ent.label_], "ner")
            for ent in _read(nlp_artifacts).ents
            if ent.label_ in NER_LABELS and not _is_nobody(ent)
        ]


def _is_nobody(ent: SpacySpan) -> bool:
    """Whether the model took only small words of the trade, or marks, for a person."""
    words = [token.lower_ for token in ent if token.is_alpha]
    return ent.label_ == "PERSON" and all(
        word in NOT_NAMES and word not in ("may", "will", "april", "june") for word in words
    )


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
