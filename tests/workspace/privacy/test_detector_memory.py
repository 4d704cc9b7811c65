"""A process does not grow with the words it has seen: what it keeps of them is nothing.

`bench/memory.py` measures memory itself over a hundred thousand messages.
"""

import pytest

from bench.memory import held, masked, message
from workspace.privacy.detector import detect, engine


def test_every_message_is_new() -> None:
    texts = {message(number) for number in range(500)}
    assert len(texts) == 500
    assert {language for language, _ in texts} == {
        "en", "ar", "es", "fr", "pl", "pt", "ro", "tr", "uk", "ur",
    }  # fmt: skip
    assert message(7) == message(7)


def test_no_word_of_a_message_is_kept() -> None:
    for number in range(100):
        masked(number)
    before = held()
    found = sum(masked(number) for number in range(1000, 1500))
    assert found > 500
    assert held() == before


def test_a_pipeline_whose_table_of_words_has_grown_is_loaded_afresh(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = detect("Mother, Shabana Khan, rang.")
    worn = engine._shared()
    assert engine._shared() is worn
    monkeypatch.setattr(engine, "WORDS_BEFORE_RENEWAL", 50)
    worn._words_at_first = len(worn._nlp.vocab)
    for number in range(5000, 5040):
        masked(number)
    monkeypatch.undo()
    assert engine._shared() is not worn
    assert detect("Mother, Shabana Khan, rang.") == before
