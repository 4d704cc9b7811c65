"""The one door to every model. Nothing reaches an engine but through `call` and `stream`.

Policy, then a committed record of the attempt, then masking of the whole payload, then the
tripwire, then the engine; its answer is masked again before anybody stores it, and the outcome
is recorded with sizes, hashes, model and version. Whatever fails on the way, fails closed.
"""

import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import transaction

from workspace.accounts.models import User
from workspace.governance import audit, policy
from workspace.governance.models import Classification
from workspace.privacy.answering import AnswerStream
from workspace.privacy.masked import Masked
from workspace.privacy.masking import MaskedText
from workspace.privacy.preparing import Draft, mask_answer, prepare
from workspace.privacy.tripwire import Leak
from workspace.privacy.vaults import VaultId

from .cleaning import clean
from .loading import load
from .models import Engine
from .protocol import EngineError, TooLongForEngine

_CHARACTERS_A_TOKEN: Final = 3.5
_KILL_SWITCH_EVERY: Final = 2.0  # seconds
_LONGEST_VERSION: Final = 120  # some servers report the path of a file: its end tells most


class Stopped(Exception):
    """The door shut before or while a model worked. `str(error)` is for the person waiting."""

    def __init__(self, code: str, message: str, *, may_retry: bool = True) -> None:
        super().__init__(message)
        self.code = code
        self.may_retry = may_retry


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be asked of an engine, before masking, with what it is about."""

    drafts: Sequence[Draft]
    engine: Engine
    classification: int = Classification.SENSITIVE
    task: str = "answer"
    about: tuple[str, str] = ("", "")
    """(type, id) of what the audit record should point to."""


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


def call(purpose: str, request: Request, *, by: User, vault: VaultId) -> Answering:
    """Ask an engine and wait for the whole answer. Raises Stopped, policy.Refused."""
    answering = stream(purpose, request, by=by, vault=vault)
    for _ in answering:
        pass
    return answering


def stream(purpose: str, request: Request, *, by: User, vault: VaultId) -> Answering:
    """Ask an engine; the answer comes in masked pieces. Raises Stopped, policy.Refused."""
    answering = Answering()
    answering.pieces = _through(answering, purpose, request, by, vault)
    return answering


def _through(
    answering: Answering, purpose: str, request: Request, by: User, vault: VaultId
) -> Generator[str, None, None]:
    record = _Record(purpose, request, by)
    try:
        policy.check_engine(by, request.engine, classification=request.classification)
        record.write("attempted")
        masked = prepare(vault, request.drafts, task=request.task)
        record.sending(masked)
        _check_size(masked, request.engine)
        yield from _answered(answering, masked, request.engine, vault, record)
    except policy.Refused as refusal:
        record.write("refused", reason=refusal.code)
        raise
    except Leak as leak:
        record.write("refused", reason="tripwire", kinds=leak.kinds)
        raise Stopped("tripwire", str(leak), may_retry=False) from None
    except EngineError as error:
        record.write("failed", reason=error.code)
        raise Stopped(error.code, str(error), may_retry=error.may_retry) from None
    except GeneratorExit:
        record.write("stopped")
        raise
    except Exception as error:
        record.write("failed", reason=type(error).__name__)
        raise Stopped("closed", _CLOSED) from error
    else:
        record.write("completed", version=answering.version)


_CLOSED: Final = (
    "Daylight could not be sure that everything personal was hidden or could not finish safely, "
    "so it stopped. Your words are kept. Please try again."
)


def _answered(
    answering: Answering, masked: Masked, row: Engine, vault: VaultId, record: "_Record"
) -> Generator[str, None, None]:
    engine, safe, written = load(row), AnswerStream(vault), []
    source = engine.stream(masked)
    looked = time.monotonic()
    try:
        for piece in map(clean, source):
            if time.monotonic() - looked > _KILL_SWITCH_EVERY:
                looked = time.monotonic()
                row.refresh_from_db(fields=["enabled"])
                policy.check_engine(record.by, row, classification=record.request.classification)
            written.append(safe.feed(piece))
            record.received += len(piece)
            if written[-1]:
                yield written[-1]
        written.append(safe.flush())
        if written[-1]:
            yield written[-1]
    except EngineError:
        if rest := safe.flush():  # what came before the fault is kept to its last word
            yield rest
        raise
    finally:
        close = getattr(source, "close", None)
        if close:
            close()
        answering.version = clean(str(engine.version))[-_LONGEST_VERSION:]
    answering.answer = mask_answer(vault, "".join(written))


def _check_size(masked: Masked, engine: Engine) -> None:
    if engine.writes_prose and masked.characters / _CHARACTERS_A_TOKEN > engine.context_size * 0.9:
        raise TooLongForEngine(
            "This is more than the model can read at once. Attach fewer or shorter documents, "
            "start a new chat, or use the built-in assistant, which has no such limit."
        )


@dataclass(slots=True)
class _Record:
    """Writes what happened at the door, each line committed by itself."""

    purpose: str
    request: Request
    by: User
    started: float = field(default_factory=time.monotonic)
    sent: int = 0
    digest: str = ""
    received: int = 0

    def sending(self, masked: Masked) -> None:
        self.sent = masked.characters
        self.digest = audit.keyed_hash("\x1e".join(part.text for part in masked.parts))

    def write(self, outcome: str, **facts: audit.FactValue) -> None:
        engine = self.request.engine
        with transaction.atomic(durable=True):
            audit.record(
                f"model.{outcome}",
                by=self.by,
                on=self.request.about,
                purpose=self.purpose,
                engine=engine.pk,
                engine_kind=engine.kind,
                model=engine.model,
                in_house=engine.in_house,
                characters_sent=self.sent,
                characters_received=self.received,
                payload=self.digest,
                milliseconds=round((time.monotonic() - self.started) * 1000),
                **facts,
            )
