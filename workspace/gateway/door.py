"""The one door to every model. Nothing reaches an engine but through `call` and `stream`,
or, to be translated, through `translating.translate`, which goes the same way.

Policy, on rows read anew, then a committed record of the attempt, then masking of the whole
payload, then the tripwire, then the engine; its answer is masked again before anybody stores
it, and the outcome is recorded with sizes, hashes, model and version. While the engine works,
policy is asked again every two seconds, whether the engine speaks or not. The decision guard
hears both sides: what is asked, and each sentence of an answer before anybody sees it. Whatever
fails on the way, fails closed.
"""

import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import Final

from workspace.accounts.models import User
from workspace.governance.guard import HeldBack
from workspace.governance.models import UseCase
from workspace.privacy.answering import AnswerStream
from workspace.privacy.masked import Masked
from workspace.privacy.masking import MaskedText
from workspace.privacy.preparing import mask_answer, prepare
from workspace.privacy.vaults import VaultId

from .attempt import Attempt, Request, Stopped
from .cleaning import clean
from .guarding import check_asked, watch
from .listening import Listening
from .loading import load
from .models import Engine
from .protocol import EngineError, TooLongForEngine

_CHARACTERS_A_TOKEN: Final = 3.5
_LOOK_EVERY: Final = 2.0  # seconds between looks at policy and its kill switches
_PULSE: Final = 0.5  # seconds of an engine's silence before we stop to look
_LONGEST_VERSION: Final = 120  # some servers report the path of a file: its end tells most

__all__ = ["Answering", "Request", "Stopped", "call", "stream"]


@dataclass(slots=True)
class Answering:
    """An answer on its way: iterate for masked pieces; `answer` and `version` come after."""

    pieces: Generator[str, None, None] = field(init=False)
    answer: MaskedText | None = None
    version: str = ""

    def __iter__(self) -> Iterator[str]:
        return self.pieces

    def close(self) -> None:
        """Stop the model if it is still working."""
        self.pieces.close()


def call(use_case: UseCase, request: Request, *, by: User, vault: VaultId) -> Answering:
    """Ask an engine and wait for the whole answer. Raises Stopped, policy.Refused."""
    answering = stream(use_case, request, by=by, vault=vault)
    for _ in answering:
        pass
    return answering


def stream(use_case: UseCase, request: Request, *, by: User, vault: VaultId) -> Answering:
    """Ask an engine; the answer comes in masked pieces, "" when there is nothing to show yet.

    Raises Stopped, policy.Refused, both while iterating.
    """
    answering = Answering()
    answering.pieces = _through(answering, Attempt(use_case, request, by, vault), vault)
    return answering


def _through(answering: Answering, attempt: Attempt, vault: VaultId) -> Generator[str, None, None]:
    request = attempt.request
    with attempt.outcome():
        attempt.begin()
        check_asked(request.drafts)
        towns = attempt.use_case.hide_towns
        masked = prepare(vault, request.drafts, task=request.task, towns=towns)
        attempt.sending(masked, vault)
        _check_size(masked, request.engine)
        attempt.check()  # masking long documents takes a while
        yield from _answered(answering, masked, vault, attempt)
        attempt.version = answering.version


def _answered(
    answering: Answering, masked: Masked, vault: VaultId, record: Attempt
) -> Generator[str, None, None]:
    engine, safe, written = load(record.request.engine), AnswerStream(vault), []
    watching = watch(record.request.drafts, writes_prose=record.request.engine.writes_prose)
    source = Listening(engine, masked, pulse=_PULSE)
    try:
        for piece in map(clean, source):
            if time.monotonic() - record.looked > _LOOK_EVERY:
                record.check()
            written.append(watching.feed(safe.feed(piece)))
            record.received += len(piece)
            yield written[-1]
        written.append(watching.feed(safe.flush()) + watching.flush())
        if written[-1]:
            yield written[-1]
    except EngineError:
        # what came before the fault is kept to its last word
        if rest := watching.feed(safe.flush()) + watching.flush():
            yield rest
        raise
    except HeldBack as held:
        if held.before:
            yield held.before
        raise
    finally:
        source.leave()
        answering.version = clean(str(engine.version))[-_LONGEST_VERSION:]
    answering.answer = mask_answer(vault, "".join(written))


def _check_size(masked: Masked, engine: Engine) -> None:
    if engine.writes_prose and masked.characters / _CHARACTERS_A_TOKEN > engine.context_size * 0.9:
        raise TooLongForEngine(
            "This is more than the model can read at once. Attach fewer or shorter documents, "
            "start a new chat, or use the built-in assistant, which has no such limit."
        )
