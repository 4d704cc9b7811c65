"""One thing the doctor found: what it is, how it is, and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """`says` and `mend` are plain English for an administrator, and never hold a secret."""

    name: str
    state: State
    says: str
    mend: str = ""


def ok(name: str, says: str) -> Finding:
    return Finding(name, State.OK, says)


def warning(name: str, says: str, mend: str) -> Finding:
    return Finding(name, State.WARNING, says, mend)


def problem(name: str, says: str, mend: str) -> Finding:
    return Finding(name, State.PROBLEM, says, mend)
