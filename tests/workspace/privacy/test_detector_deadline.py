"""Whatever layer fails or never ends, the call fails closed and says nothing of the text."""

import contextlib
import logging
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event
from typing import Any

import pytest
import regex

from workspace.privacy import tripwire
from workspace.privacy.detector import DetectionFailed, deadline, detect, engine
from workspace.privacy.detector.errors import TOO_LONG
from workspace.privacy.detector.rule import Rules
from workspace.privacy.identities import Identities
from workspace.privacy.masked import Part, sealed
from workspace.privacy.masking import MaskingFailed, mask
from workspace.privacy.matcher import Matcher
from workspace.privacy.ownwords import OwnWords
from workspace.privacy.phrases import Phrase, Phrases

SECRET = "mother, Zubeyda Xirsi, 07700 900123"
ENDLESS = regex.compile(r"(?P<v>(?:(?:a|b|ab)*)*c)")
LURE = f"{SECRET} {'ab' * 600}!c"
LANGUAGES = ("en", "pl")
RULES = [
    pytest.param(language, at, id=f"{language}-{at}-{rule.label}")
    for language, rules in zip(LANGUAGES, (engine.RULES, engine.RULES_FOR_FAMILIES), strict=True)
    for at, rule in enumerate(rules)
]


def burst(*args: Any, **kwargs: Any) -> Any:
    raise RuntimeError(f"could not handle {SECRET!r} {args!r}")


def closed(language: str = "en", text: str = SECRET) -> DetectionFailed:
    with pytest.raises(DetectionFailed) as caught:
        detect(text, language=language)
    silent(caught.value)
    return caught.value


def silent(error: Exception) -> None:
    assert error.__cause__ is None
    assert error.__context__ is None
    assert "not sent" in str(error)
    assert not {"Zubeyda", "Xirsi", "900123"} & set(regex.findall(r"\w+", str(error)))


@pytest.fixture(autouse=True)
def _nothing_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    with caplog.at_level(logging.DEBUG):
        yield
    said = "\n".join(f"{r.getMessage()} {r.args} {r.exc_text or ''}" for r in caplog.records)
    assert not {"Zubeyda", "Xirsi", "900123"} & set(regex.findall(r"\w+", said))


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Work that ends only when the test does, under a deadline that is soon over."""
    for language in LANGUAGES:
        detect("Warming up.", language=language)  # loading has no deadline
    monkeypatch.setattr(deadline, "SECONDS", 0.2)
    over = Event()
    yield lambda *args, **kwargs: over.wait(60)
    over.set()
    for each in engine._detectors.values():
        assert each._lock.acquire(timeout=60)  # what was left to itself has ended
        each._lock.release()


def recognisers(language: str) -> list[Any]:
    return engine._shared(language)._analyser.registry.recognizers


def with_rule(monkeypatch: pytest.MonkeyPatch, language: str, at: int, **changed: Any) -> None:
    """Have one rule tried everywhere, with what is `changed` of it."""
    rules = list(engine.RULES if language == "en" else engine.RULES_FOR_FAMILIES)
    rules[at] = replace(rules[at], at=None, **changed)
    monkeypatch.setattr(recognisers(language)[0], "_rules", Rules(rules))


@pytest.mark.parametrize(("language", "at"), RULES)
def test_each_rule_that_raises(language: str, at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    anything = regex.compile(r"(?P<v>\w+)")
    with_rule(monkeypatch, language, at, pattern=anything, accept=burst)
    closed(language)


@pytest.mark.parametrize(("language", "at"), RULES)
def test_each_rule_that_runs_away(language: str, at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadline, "SECONDS", 0.02)
    monkeypatch.setattr(deadline, "SECONDS_PER_CHARACTER", 0.0)
    with_rule(monkeypatch, language, at, pattern=ENDLESS, accept=None)
    assert str(closed(language, LURE)) == TOO_LONG


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("at", [1, 2], ids=["names", "model's findings"])
def test_each_recogniser_that_raises_or_sleeps(
    language: str, at: int, monkeypatch: pytest.MonkeyPatch, slow: Any
) -> None:
    monkeypatch.setattr(recognisers(language)[at], "analyze", burst)
    closed(language)
    monkeypatch.setattr(recognisers(language)[at], "analyze", slow)
    assert str(closed(language)) == TOO_LONG
    assert str(closed(language)) == TOO_LONG  # its place is still taken: nobody else waits long


def test_the_model_itself_that_raises_or_sleeps(monkeypatch: pytest.MonkeyPatch, slow: Any) -> None:
    analyser = engine._shared()._analyser
    monkeypatch.setattr(analyser.nlp_engine, "process_text", burst)
    closed()
    monkeypatch.setattr(analyser.nlp_engine, "process_text", slow)
    assert str(closed()) == TOO_LONG


@pytest.mark.parametrize(
    "step", ["undisguised", "blocks", "resolve", "with_whole_addresses", "with_roles", "with_ages"]
)
def test_each_step_around_them(step: str, monkeypatch: pytest.MonkeyPatch, slow: Any) -> None:
    monkeypatch.setattr(engine, step, burst)
    closed()
    monkeypatch.setattr(engine, step, slow)
    assert str(closed()) == TOO_LONG


def test_a_process_that_was_forked_detects_too() -> None:
    assert detect(SECRET)
    child = os.fork()
    if not child:
        with contextlib.suppress(BaseException):
            os._exit(0 if detect(SECRET) else 1)
        os._exit(2)
    assert os.waitpid(child, 0)[1] == 0


def test_many_callers_take_turns_and_each_gets_its_own() -> None:
    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(lambda n: deadline.within(20, lambda: n), range(200)))
    assert got == list(range(200))


def test_what_was_slow_once_is_not_held_against_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert detect(SECRET)
    monkeypatch.setattr(deadline, "SECONDS", 0.2)
    over = Event()
    with monkeypatch.context() as patch:
        patch.setattr(recognisers("en")[1], "analyze", lambda *a, **k: over.wait(60) and [])
        closed()
    over.set()
    monkeypatch.setattr(deadline, "SECONDS", 20.0)
    assert detect(SECRET)


def test_the_tripwires_patterns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tripwire, "SECONDS", 0.05)
    monkeypatch.setitem(tripwire._COMPILED, "PHONE", ENDLESS)
    known = Identities()
    for look in (
        lambda: tripwire.identifiers(LURE),
        lambda: tripwire.check(sealed([Part("user", (LURE,))]), known),
    ):
        with pytest.raises(DetectionFailed) as caught:
            look()
        silent(caught.value)


@pytest.mark.parametrize("layer", [(Matcher, "find"), (Phrases, "find"), (OwnWords, "spare")])
def test_the_vault_and_the_lists(layer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    known = Identities()
    known.own = OwnWords([Phrase("Thrushcombe Nursery", "SCHOOL")], [Phrase("Early Help")])
    monkeypatch.setattr(*layer, burst)
    with pytest.raises(MaskingFailed) as caught:
        mask(SECRET, [], known)
    silent(caught.value)


def test_work_knows_how_long_it_has() -> None:
    assert deadline.left(3) == 3
    assert 0 < deadline.within(50, lambda: deadline.left(99)) <= 50
    with pytest.raises(deadline.TooLong):
        deadline.within(0.01, lambda: time.sleep(0.02) or deadline.left())
    with pytest.raises(KeyError):
        deadline.within(5, lambda: {}["nobody"])


@pytest.mark.parametrize(
    "piece", ["\u200b", "\u0301", "a\u0301", "\u0640", "\u0430a ", "St ", "’s", "a-"]
)
def test_no_layer_is_slow_on_a_long_disguise(piece: str) -> None:
    """Several of these once took minutes: a word that began anew at every unseen character, a
    name of ten thousand words, a word without an end."""
    text = piece * (20_000 // len(piece))
    known = Identities()
    known.new("PERSON", "Zubeyda Xirsi", roster=True)
    spans = [*detect(text), *tripwire.identifiers(text)]
    deadline.within(deadline.seconds_for(text), lambda: mask(text, spans, known))
