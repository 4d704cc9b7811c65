"""Detection fails closed, in plain English, and says nothing about the text anywhere."""

import logging
import shutil
import threading
from pathlib import Path

import pytest

from workspace.privacy.detector import DetectionFailed, detect, engine, rule, version, warm_up
from workspace.privacy.detector.model import BUNDLED, load
from workspace.privacy.detector.recognisers import RuleRecogniser
from workspace.privacy.spans import Span

SECRET = "Zubeyda Xirsi, 07700 900123"


@pytest.fixture
def model_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the bundled model that the next detection will have to load."""
    home = tmp_path / "ner_en"
    shutil.copytree(BUNDLED / "model", home / "model")
    shutil.copy(BUNDLED / "model.sha256", home)
    monkeypatch.setattr(engine, "SHIPPED", tmp_path)
    monkeypatch.setattr(engine, "_detectors", {})
    return home


def refused() -> DetectionFailed:
    with pytest.raises(DetectionFailed) as caught:
        detect(SECRET)
    assert "Zubeyda" not in str(caught.value)
    assert "900123" not in str(caught.value)
    return caught.value


def test_a_whole_copy_of_the_model_works(model_copy: Path) -> None:
    assert detect(SECRET)


@pytest.mark.parametrize(
    "name", ["daylight_entities/model", "config.cfg", "tokenizer", "meta.json"]
)
def test_one_changed_byte_in_the_model_stops_everything(model_copy: Path, name: str) -> None:
    path = model_copy / "model" / name
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    path.write_bytes(damaged)
    assert "model" in str(refused())


def test_a_missing_model_stops_everything(model_copy: Path) -> None:
    shutil.rmtree(model_copy / "model")
    refused()


def test_a_file_that_is_not_listed_stops_everything(model_copy: Path) -> None:
    (model_copy / "model" / "extra.py").write_text("print('hello')")
    refused()


def test_an_empty_list_of_checksums_stops_everything(model_copy: Path) -> None:
    (model_copy / "model.sha256").write_text("")
    refused()


def _with_rule(monkeypatch: pytest.MonkeyPatch, extra: rule.Rule) -> None:
    monkeypatch.setattr(engine, "RULES", (extra,))
    monkeypatch.setattr(engine, "_detectors", {})


def test_a_recogniser_that_raises_stops_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    def burst(match: object) -> bool:
        raise RuntimeError(f"could not handle {SECRET}")

    _with_rule(monkeypatch, rule.rule("PERSON", r"(?P<v>\w+)", 0.9, accept=burst))
    error = refused()
    assert error.__cause__ is None
    assert error.__context__ is None


def test_a_pattern_that_runs_away_stops_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule, "SECONDS_PER_RULE", 0.001)
    runaway = rule.rule("PERSON", r"(?P<v>(?:(?:a|b|ab)*)*c)", 0.9)
    _with_rule(monkeypatch, runaway)
    with pytest.raises(DetectionFailed):
        detect("ab" * 600 + "!c")


def test_a_language_it_cannot_read_is_refused() -> None:
    with pytest.raises(DetectionFailed):
        detect("Bore da", language="cy")


def test_text_that_cannot_be_encoded_fails_closed_or_is_read() -> None:
    try:
        spans = detect("mother, Shabana \ud800 said")
    except DetectionFailed:
        return
    assert any(span.label == "PERSON" for span in spans)


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture, model_copy: Path) -> None:
    with caplog.at_level(logging.DEBUG):
        assert detect(SECRET)
    logged = "\n".join(f"{record.getMessage()} {record.args}" for record in caplog.records)
    for part in ("Zubeyda", "Xirsi", "900123", "07700"):
        assert part not in logged


def test_presidios_own_recognisers_are_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_detectors", {})
    warm_up()
    detect("Dzień dobry", language="pl")
    assert len(engine._detectors) == 2
    for detector in engine._detectors.values():
        names = {type(each).__name__ for each in detector._analyser.get_recognizers("en")}
        assert names == {"RuleRecogniser", "NamesRecogniser", "NerRecogniser"}
    assert RuleRecogniser(engine.RULES).supported_entities


def test_many_threads_get_the_same_answer() -> None:
    texts = [f"Mother, Shabana Khan, rang 07700 9001{n:02}." for n in range(12)]
    expected = [detect(text) for text in texts]
    got: dict[int, list[Span]] = {}

    def work(number: int) -> None:
        got[number] = detect(texts[number])

    threads = [threading.Thread(target=work, args=(n,)) for n in range(len(texts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [got[n] for n in range(len(texts))] == expected


def test_the_version_names_the_model_and_its_checksum() -> None:
    assert version() == load(BUNDLED)[1]
    assert version().startswith("en_daylight_ner ")


PIECES = ["a", "1 ", "Ab ", "\n", "a.b.", "1", " ", "-1", "St of ", "mum "]


@pytest.mark.parametrize("piece", PIECES)
def test_no_rule_runs_away_on_a_long_monotonous_text(piece: str) -> None:
    detect(piece * (20_000 // len(piece)))  # a time-out would raise DetectionFailed
