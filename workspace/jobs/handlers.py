"""Which function does which kind of work.

Handlers live in each app's `tasks` module, which workers import; a web process that only
submits needs none of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.module_loading import autodiscover_modules

if TYPE_CHECKING:
    from .leases import Lease

Work = Callable[["Lease"], None]


class PermanentFailure(Exception):
    """Trying again cannot help. Its words are shown to the person: no content, please."""


class TryAgain(Exception):
    """Not now: put it back for `after` seconds. Counts as an attempt; `reason` is shown."""

    def __init__(self, reason: str, *, after: float = 5) -> None:
        super().__init__(reason)
        self.reason = reason
        self.after = after


class UnknownKind(Exception):
    """No installed app does this kind of work."""


@dataclass(frozen=True, slots=True)
class Handler:
    kind: str
    work: Work
    max_attempts: int
    longest: float
    """Seconds after which a handler counts as stuck: its lease is no longer renewed."""


_HANDLERS: dict[str, Handler] = {}


def handles(kind: str, *, max_attempts: int = 3, longest: float = 3600) -> Callable[[Work], Work]:
    """Make the decorated function the one that does `kind`."""

    def register(work: Work) -> Work:
        known = _HANDLERS.get(kind)
        if known and known.work.__qualname__ != work.__qualname__:
            raise ValueError(f"two handlers for {kind!r}")
        _HANDLERS[kind] = Handler(kind, work, max_attempts, longest)
        return work

    return register


def find(kind: str) -> Handler:
    if kind not in _HANDLERS:
        autodiscover_modules("tasks")
    try:
        return _HANDLERS[kind]
    except KeyError:
        raise UnknownKind(kind) from None
