"""Is this translation to be trusted? Every segment is looked at before anybody approves it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flag:
    kind: str
    detail: str


EXPLAINED: dict[str, str] = {}


def check(
    source: str, target: str, *, source_language: str, target_language: str
) -> tuple[Flag, ...]:
    return ()
