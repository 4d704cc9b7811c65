"""The one door to every model. Nothing reaches an engine but through `call` and `stream`.

Policy, on rows read anew, then a committed record of the attempt, then masking of the whole
payload, then the tripwire, then the engine; its answer is masked again before anybody stores
it, and the outcome is recorded with sizes, hashes, model and version. While the engine works,
policy is asked again every two seconds, whether the engine speaks or not. The decision guard
hears both sides: what is asked, and each sentence of an answer before anybody sees it. Whatever
fails on the way, fails closed.
"""

import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Model

from workspace.accounts.models import User
from workspace.cases.models import Case
from workspace.governance import audit, policy
from workspace.governance.guard import HeldBack, Reason
from workspace.governance.models import UseCase
from workspace.privacy.answering import AnswerStream
from workspace.privacy.masked import Masked
from workspace.privacy.masking import MaskedText
from workspace.privacy.preparing import Draft, mask_answer, prepare
from workspace.privacy.tripwire import Leak
from workspace.privacy.vaults import VaultId, commitment

from .cleaning import clean
from .guarding import HELD_BACK, Declined, check_asked, watch
from .listening import Listening
from .loading import load
from .models import Engine
from .protocol import EngineError, TooLongForEngine

_CHARACTERS_A_TOKEN: Final = 3.5
_LOOK_EVERY: Final = 2.0  # seconds between looks at policy and its kill switches
_PULSE: Final = 0.5  # seconds of an engine's silence before we stop to look
_LONGEST_VERSION: Final = 120  # some servers report the path of a file: its end tells most


class Stopped(Exception):
    """The door shut before or while a model worked. `str(error)` is for the person waiting."""

    def __init__(
        self, code: str, message: str, *, may_retry: bool = True, decision: Reason | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.may_retry = may_retry
        self.decision = decision
        """What would have been decided about a person."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be asked of an engine, before masking, with what it is about."""

    drafts: Sequence[Draft]
    engine: Engine
    task: str = "answer"
    about: Model | tuple[str, str] = ("", "")
    """What the audit record should point to, or its (type, id)."""
    overridden: bool = False
    """The use is prohibited, and somebody gave the reason for going on that it allows."""


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
    answering.pieces = _through(answering, _Record(use_case, request, by, vault), vault)
    return answering


def _through(answering: Answering, record: "_Record", vault: VaultId) -> Generator[str, None, None]:
    request = record.request
    try:
        _check(record)
        record.write("attempted")
        check_asked(request.drafts)
        masked = prepare(vault, request.drafts, task=request.task, towns=record.use_case.hide_towns)
        record.sending(masked, vault)
        _check_size(masked, request.engine)
        _check(record)  # masking long documents takes a while
        yield from _answered(answering, masked, vault, record)
    except policy.Refused as refusal:
        record.write("refused", reason=refusal.code)
        raise
    except Leak as leak:
        record.write("refused", reason="tripwire", kinds=leak.kinds)
        raise Stopped("tripwire", str(leak), may_retry=False) from None
    except Declined as declined:
        record.write("refused", reason="guard", decision=declined.reason)
        raise Stopped("guard", str(declined), may_retry=False, decision=declined.reason) from None
    except HeldBack as held:
        record.write("held_back", reason=held.reason)
        raise Stopped("held_back", HELD_BACK, decision=held.reason) from None
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


def _check(record: "_Record") -> None:
    """Ask policy about everything as it is this moment, not as it was when this began."""
    request = record.request
    try:
        by = User.objects.get(pk=record.by.pk)
        use_case = UseCase.objects.select_related("owner").get(pk=record.use_case.pk)
        engine = Engine.objects.get(pk=request.engine.pk)
    except ObjectDoesNotExist:
        raise policy.Refused("gone", "This model or this use has been removed.") from None
    policy.check_use_case(by, use_case, overridden=request.overridden)
    of_case = Case.objects.filter(vault_id=record.vault).exists()
    needed = policy.classification(use_case, of_case=of_case)
    policy.check_engine(by, engine, classification=needed, use_case=use_case)
    record.looked = time.monotonic()


def _answered(
    answering: Answering, masked: Masked, vault: VaultId, record: "_Record"
) -> Generator[str, None, None]:
    engine, safe, written = load(record.request.engine), AnswerStream(vault), []
    watching = watch(record.request.drafts, writes_prose=record.request.engine.writes_prose)
    source = Listening(engine, masked, pulse=_PULSE)
    try:
        for piece in map(clean, source):
            if time.monotonic() - record.looked > _LOOK_EVERY:
                _check(record)
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


@dataclass(slots=True)
class _Record:
    """Writes what happened at the door, each line committed by itself."""

    use_case: UseCase
    request: Request
    by: User
    vault: VaultId
    started: float = field(default_factory=time.monotonic)
    looked: float = 0.0
    sent: int = 0
    digest: str = ""
    received: int = 0

    def sending(self, masked: Masked, vault: VaultId) -> None:
        self.sent = masked.characters
        self.digest = commitment(vault, "\x1e".join(part.text for part in masked.parts))

    def write(self, outcome: str, **facts: audit.FactValue) -> None:
        engine = self.request.engine
        with transaction.atomic(durable=True):
            audit.record(
                f"model.{outcome}",
                by=self.by,
                on=self.request.about,
                case=None,  # found by what it is about
                purpose=self.use_case.slug,
                model=engine.model or engine.name,
                engine=engine.pk,
                engine_kind=engine.kind,
                in_house=engine.in_house,
                characters_sent=self.sent,
                characters_received=self.received,
                payload=self.digest,
                milliseconds=round((time.monotonic() - self.started) * 1000),
                **facts,
            )
