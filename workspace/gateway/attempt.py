"""One attempt at the door: policy on rows read anew, and each step of it in the record."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Model

from workspace.accounts.models import User
from workspace.cases.models import Case
from workspace.governance import audit, policy
from workspace.governance.guard import HeldBack, Reason
from workspace.governance.models import Room, UseCase
from workspace.privacy.masked import Masked
from workspace.privacy.preparing import Draft
from workspace.privacy.tripwire import Leak
from workspace.privacy.vaults import VaultId, commitment

from .guarding import HELD_BACK, Declined
from .models import Engine
from .protocol import EngineError


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


class Leave(Exception):
    """Whoever asked does not want the rest."""


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


_CLOSED: Final = (
    "Daylight could not be sure that everything personal was hidden or could not finish safely, "
    "so it stopped. Your words are kept. Please try again."
)


def _check_room(use_case: UseCase, engine: Engine) -> None:
    """A translator answers nobody, and what answers is no translator."""
    if use_case.room == Room.CHAT and engine.translates:
        raise policy.Refused("engine", "This model only translates. Choose another.")
    if use_case.room == Room.TRANSLATION and not engine.translates:
        raise policy.Refused("engine", "This model is not for translating. Choose another.")


@dataclass(slots=True)
class Attempt:
    """Asks policy, and writes what happened at the door, each line committed by itself."""

    use_case: UseCase
    request: Request
    by: User
    vault: VaultId
    started: float = field(default_factory=time.monotonic)
    looked: float = 0.0
    sent: int = 0
    digest: str = ""
    received: int = 0
    version: str = ""

    def begin(self) -> None:
        """Ask policy, and record that something was attempted, whatever comes of it."""
        self.check()
        self.write("attempted")

    def check(self) -> None:
        """Ask policy about everything as it is this moment, not as it was when this began."""
        request = self.request
        try:
            by = User.objects.get(pk=self.by.pk)
            use_case = UseCase.objects.select_related("owner").get(pk=self.use_case.pk)
            engine = Engine.objects.get(pk=request.engine.pk)
        except ObjectDoesNotExist:
            raise policy.Refused("gone", "This model or this use has been removed.") from None
        policy.check_use_case(by, use_case, overridden=request.overridden)
        _check_room(use_case, engine)
        of_case = Case.objects.filter(vault_id=self.vault).exists()
        needed = policy.classification(use_case, of_case=of_case)
        policy.check_engine(by, engine, classification=needed, use_case=use_case)
        self.looked = time.monotonic()

    @contextmanager
    def outcome(self) -> Iterator[None]:
        """Record how what is done within ends. Raises Stopped and policy.Refused, nothing else."""
        try:
            yield
        except policy.Refused as refusal:
            self.write("refused", reason=refusal.code)
            raise
        except Leak as leak:
            self.write("refused", reason="tripwire", kinds=leak.kinds)
            raise Stopped("tripwire", str(leak), may_retry=False) from None
        except Declined as declined:
            self.write("refused", reason="guard", decision=declined.reason)
            raise Stopped(
                "guard", str(declined), may_retry=False, decision=declined.reason
            ) from None
        except HeldBack as held:
            self.write("held_back", reason=held.reason)
            raise Stopped("held_back", HELD_BACK, decision=held.reason) from None
        except EngineError as error:
            self.write("failed", reason=error.code)
            raise Stopped(error.code, str(error), may_retry=error.may_retry) from None
        except (GeneratorExit, Leave):
            self.write("stopped")
            raise
        except Exception as error:
            self.write("failed", reason=type(error).__name__)
            raise Stopped("closed", _CLOSED) from error
        else:
            self.write("completed", version=self.version)

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
