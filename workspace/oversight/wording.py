"""Facts of an entry, which are counts and codes, in words."""

from collections.abc import Callable, Mapping
from typing import Any, Final

Said = Callable[[Any], str]


def _many(one: str, many: str = "") -> Said:
    return lambda n: f"{n:,} {one if n == 1 else many or one + 's'}" if _is_number(n) else ""


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def duration(seconds: Any) -> str:
    if not _is_number(seconds):
        return ""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _size(count: Any) -> str:
    if not _is_number(count):
        return ""
    return f"{count:,} bytes" if count < 1024 else f"{round(count / 1024):,} KB"


_IN_A_SENTENCE: Final[dict[str, Said]] = {
    "characters": _many("character"),
    "characters_sent": lambda n: f"{n:,} characters sent" if n else "",
    "characters_received": lambda n: f"{n:,} characters received" if n else "",
    "bytes": _size,
    "words": _many("word"),
    "words_added": lambda n: f"{n:,} added" if n else "",
    "words_removed": lambda n: f"{n:,} removed" if n else "",
    "seconds_open": lambda n: f"open for {duration(n)}",
    "share_seen": lambda n: "how much was seen is not known" if n is None else f"{n} % seen",
    "too_fast": lambda said: "faster than anybody can read it" if said else "",
    "second": lambda said: "second approval" if said else "",
    "unsupported": lambda n: f"{n:,} without support" if n else "",
    "rows": lambda n: f"{n:,} {'entry' if n == 1 else 'entries'}",
    "or_more": lambda said: "or more" if said else "",
    "found": lambda n: f"{n:,} found",
    "reason": lambda code: f"reason: {str(code).replace('_', ' ')}",
    "helpful": lambda said: "useful" if said else "not useful",
}

PEOPLE_IN_FACTS: Final = ("to", "asked", "passed_from", "passed_to")
"""Facts that are the id of a member of staff."""

NAMES: Final = {
    "to": "Work passed to",
    "asked": "Asked for the second approval",
    "passed_from": "Passed on from",
    "passed_to": "Passed on to",
    "network": "Keyed hash of where the request came from",
    "address": "Keyed hash of the address that was tried",
    "commitment": "Keyed commitment to the text",
    "certificate": "Certificate of erasure",
    "key_destroyed": "Key destroyed with it",
    "hold": "Number of the hold",
    "fields": "What was changed",
    "fell": "Groups that are found less often than before",
    "below": "Groups below the floor",
    "came_along": "Came with Daylight",
    "settings": "From what to what",
    "list": "List",
    "sha256": "SHA-256 of the package file",
    "accepted_unpinned": "Accepted though not pinned",
    "replaced": "Version that it replaced",
    "flagged": "Share of sentences with a flag",
    "numbers": "Numbers under Never hidden so far",
    "why_clear": "Why it may stay in clear, though it reads as a name",
    "method": "How",
    "kind": "Kind",
    "size": "Size in bytes",
    "complete": "Approved for good",
    "characters": "Characters",
    "characters_sent": "Characters sent to the model",
    "characters_received": "Characters received from it",
    "payload": "Keyed hash of what was sent",
    "milliseconds": "Time taken, in milliseconds",
    "in_house": "Runs on the organisation’s own machines",
    "engine": "Number of the model in the administration",
    "engine_kind": "Kind of model",
    "version": "Version",
    "bytes": "Size in bytes",
    "reason": "Reason code",
    "reasons": "Reason codes",
    "helpful": "Found useful",
    "kinds": "Kinds of detail that were about to leave",
    "details": "Number of details",
    "role": "Role in the family",
    "filters": "Filters used",
    "rows": "Entries",
    "or_more": "More were not counted",
    "first_page": "First page of the search",
    "form": "Format",
    "look": "Look",
    "seconds_open": "Open for, in seconds",
    "share_seen": "Share seen, in per cent",
    "too_fast": "Approved sooner than anybody can read it",
    "second": "Second approval",
    "words": "Words",
    "words_added": "Words added to the draft",
    "words_removed": "Words removed from the draft",
    "unsupported": "Statements without support when approved",
}


def figures(facts: Mapping[str, Any]) -> str:
    """Return the facts that belong in a sentence, with commas between."""
    said = (_IN_A_SENTENCE[name](facts[name]) for name in _IN_A_SENTENCE if name in facts)
    return ", ".join(filter(None, said))


def all_facts(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return every fact with its name in words."""
    return [
        (NAMES.get(name, name.replace("_", " ").capitalize()), _value(facts[name]))
        for name in facts
    ]


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if value is None or value == "" or value == []:
        return "None"
    return (
        ", ".join(map(str, value))
        if isinstance(value, list)
        else f"{value:,}"
        if isinstance(value, int)
        else str(value)
    )
