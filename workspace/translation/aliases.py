"""Which spelling stands at each placeholder of a translation: the one its source had there."""

from collections import defaultdict, deque
from collections.abc import Sequence

from workspace.privacy.placeholders import Placeholder, find_exact


def aliases_of(target: str, source: str, aliases: Sequence[str]) -> list[str]:
    """Return the alias ids of the target's placeholders, in order.

    "Amina" stays "Amina" though the vault knows her whole name. What the source does not name
    gets "", which restores to a subject's usual name.
    """
    waiting: dict[Placeholder, deque[str]] = defaultdict(deque)
    for found, alias in zip(find_exact(source), aliases, strict=False):
        waiting[found.placeholder].append(alias)
    last = {placeholder: ids[-1] for placeholder, ids in waiting.items()}
    return [
        waiting[one].popleft() if waiting.get(one) else last.get(one, "")
        for one in (found.placeholder for found in find_exact(target))
    ]


def cut(text: str, aliases: Sequence[str], start: int, end: int) -> list[str]:
    """Return the aliases of the placeholders within `[start, end)` of `text`."""
    return [
        alias
        for found, alias in zip(find_exact(text), aliases, strict=False)
        if start <= found.start < end
    ]
