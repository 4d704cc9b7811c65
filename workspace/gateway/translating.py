"""The door, for what is to be translated: masked on the way in, and masked again on the way out.

As in `door`: policy, a committed record, masking, the tripwire, then the engine, and policy anew
every few seconds while it works. The engine keeps placeholders whole or says that it lost one.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

from workspace.accounts.models import User
from workspace.governance.models import UseCase
from workspace.privacy.preparing import Draft, mask_answers, prepare
from workspace.privacy.vaults import VaultId

from .attempt import Attempt, Leave, Request, Stopped
from .loading import load
from .models import Engine
from .protocol import EngineError, TranslatedParagraph, TranslationEngine

_LOOK_EVERY: Final = 2.0  # seconds between looks at policy and its kill switches

__all__ = ["Request", "Stopped", "Translated", "directions", "measure", "translate"]


@dataclass(frozen=True, slots=True)
class Translated:
    sent: list[str]
    """What the engine was given, masked: a text for each of `paragraphs`."""
    paragraphs: list[TranslatedParagraph]
    version: str


def directions(engine: Engine) -> list[tuple[str, str]]:
    """Return the (source, target) codes that this engine translates; none if it cannot say."""
    try:
        return _loaded(engine).directions()
    except EngineError:
        return []


def translate(
    use_case: UseCase,
    request: Request,
    *,
    by: User,
    vault: VaultId,
    source: str,
    target: str,
    packs: Sequence[str] = (),
    alternatives: int = 0,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> Translated:
    """Translate every paragraph of the request's drafts. Raises Stopped, policy.Refused.

    `packs` are the folders of the packs that may do it. `on_progress` is told (done, total) in
    sentences; an exception of its own passes through.
    """
    attempt = Attempt(use_case, request, by, vault)
    watching = _Watching(attempt, on_progress)
    try:
        with attempt.outcome():
            attempt.begin()
            masked = prepare(vault, request.drafts, task="translate", towns=use_case.hide_towns)
            attempt.sending(masked, vault)
            attempt.check()
            engine = _loaded(request.engine, packs)
            paragraphs = engine.translate(
                masked, source=source, target=target, alternatives=alternatives,
                on_progress=watching,
            )  # fmt: skip
            attempt.version = engine.version
            attempt.received = sum(len(paragraph.text) for paragraph in paragraphs)
            sent = [text for part in masked.parts for text in part.paragraphs]
            return Translated(sent, _masked_again(vault, paragraphs), engine.version)
    except Leave:
        assert watching.raised is not None
        raise watching.raised from None


def measure(
    engine: Engine, texts: Sequence[str], *, vault: VaultId, source: str, target: str
) -> list[str]:
    """Translate sentences of a test set, which are nobody's: masked all the same, not recorded.

    Texts are masked at rest in `vault`, and so are their translations. Raises EngineError.
    """
    drafts = [Draft("document", tuple(texts), at_rest=True)]
    masked = prepare(vault, drafts, task="translate")
    paragraphs = _loaded(engine).translate(masked, source=source, target=target)
    return [one.text for one in mask_answers(vault, [each.text for each in paragraphs])]


class _Watching:
    """Looks at policy between batches, and keeps what the caller raised to stop the work."""

    def __init__(self, attempt: Attempt, on_progress: Callable[[int, int], None]) -> None:
        self._attempt = attempt
        self._on_progress = on_progress
        self.raised: Exception | None = None

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() - self._attempt.looked > _LOOK_EVERY:
            self._attempt.check()
        try:
            self._on_progress(done, total)
        except Exception as stop:
            self.raised = stop
            raise Leave from None


def _loaded(engine: Engine, packs: Sequence[str] = ()) -> TranslationEngine:
    return cast(TranslationEngine, load(engine, packs))


def _masked_again(
    vault: VaultId, paragraphs: list[TranslatedParagraph]
) -> list[TranslatedParagraph]:
    """Hide whatever an engine wrote that is known: it may know names of its own."""
    texts = [
        text
        for paragraph in paragraphs
        for sentence in paragraph.sentences
        for text in (sentence.target, *sentence.alternatives)
    ]
    safe = iter([masked.text for masked in mask_answers(vault, texts)])
    return [
        replace(
            paragraph,
            sentences=tuple(
                replace(
                    sentence,
                    target=next(safe),
                    alternatives=tuple(next(safe) for _ in sentence.alternatives),
                )
                for sentence in paragraph.sentences
            ),
        )
        for paragraph in paragraphs
    ]
