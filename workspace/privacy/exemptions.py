"""Which words might stay in clear, from when to when: for an auditor, long afterwards.

The record may hold no word, so it holds the number of a row here. The word in that row rests
encrypted, like every name, in a vault that all these rows share. Rows are never changed but to
say that they have ended.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.utils import timezone

from workspace.accounts.models import User

from .keyring import DataKey, KeyUnusable
from .models import Exemption, Vault, Word

UNREADABLE: Final = "Cannot be read any more"
_TOGETHER: Final = 500
_LONGEST_FACT: Final = 110


def begin(words: Sequence[Word], *, by: User | None, why: Mapping[str, str]) -> list[int]:
    """Note that these may stay in clear from now on, and return the rows' numbers."""
    from .vaults import data_key  # vaults read the lists, and the lists come here

    if not words:
        return []
    vault = _vault()
    key = data_key(vault)
    rows = [Exemption(vault=vault, word=word.pk, by=by) for word in words]
    for row, word in zip(rows, words, strict=True):
        row.why = why.get(word.text, "")
        row.hidden = key.hide(word.text, bound_to=_binding(row))
    Exemption.objects.bulk_create(rows, batch_size=_TOGETHER)
    return _numbers(words)


def end(words: Sequence[Word], *, by: User | None) -> list[int]:
    """Note that they may not any more, and return the rows' numbers."""
    numbers = _numbers(words)
    for at in range(0, len(numbers), _TOGETHER):
        found = Exemption.objects.filter(pk__in=numbers[at : at + _TOGETHER])
        found.update(until=timezone.now(), ended_by=by)
    return numbers


def text_of(row: Exemption) -> str:
    """Return the word, or in words that nobody can read it any more."""
    from .vaults import VaultGone, data_key

    try:
        key: DataKey = data_key(row.vault)
        return key.show(bytes(row.hidden), bound_to=_binding(row))
    except (VaultGone, KeyUnusable):
        return UNREADABLE


def in_few_words(numbers: Iterable[int]) -> list[str]:
    """Write numbers as a fact of the record holds them: ["3–9, 12"]."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    lines: list[str] = []
    for first, last in runs:
        said = str(first) if first == last else f"{first}–{last}"
        if lines and len(lines[-1]) + len(said) < _LONGEST_FACT:
            lines[-1] += f", {said}"
        else:
            lines.append(said)
    return lines


def _numbers(words: Sequence[Word]) -> list[int]:
    """The rows of these words that have not ended."""
    open_, found = Exemption.objects.filter(until=None), list[int]()
    for at in range(0, len(words), _TOGETHER):
        some = [word.pk for word in words[at : at + _TOGETHER]]
        found += open_.filter(word__in=some).order_by("pk").values_list("pk", flat=True)
    return found


def _vault() -> Vault:
    from .vaults import new_vault

    kept = Exemption.objects.filter(vault__wrapped_key__isnull=False)
    last = kept.select_related("vault").order_by("pk").last()
    return last.vault if last else new_vault()


def _binding(row: Exemption) -> str:
    return f"exemption:{row.bound}"
