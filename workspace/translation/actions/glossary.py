"""The glossary as rows: filled at the start, taken in from files, asked for by a direction.

A file is taken in whole or not at all, and only as its preview showed it.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from workspace.accounts.models import User
from workspace.governance import audit

from ..glossary import Entry, Pair
from ..glossary.files import key, tidy
from ..glossary.starter import starter
from ..languages import LANGUAGES
from ..models import Term, TermTranslation

_CHANGED_SINCE: Final = "Something in the glossary has changed since. Look at the changes again."


class Outdated(Exception):
    """The glossary is not what it was when the changes were shown."""

    def __init__(self) -> None:
        super().__init__(_CHANGED_SINCE)


@dataclass(frozen=True, slots=True)
class Change:
    """What a file would do to one term. `what` is (which part, as it is, as it would be)."""

    english: str
    added: bool
    what: tuple[tuple[str, str, str], ...]


def put_in_glossary(*, by: User | None) -> int:
    """Fill an empty glossary; one that holds anything is left alone. Return how many terms.

    The translations are drafts: no name stands beside them, not even that of `by`.
    """
    if Term.objects.exists():
        return 0
    entries = starter()
    with transaction.atomic():
        for entry in entries:
            _put(entry, None, by=None)
        audit.record("glossary.filled", by=by, on=("translation.term", ""), terms=len(entries))
    return len(entries)


def entries() -> list[Entry]:
    """Return the whole glossary, in the order of the English terms."""
    return [_as_entry(term) for term in Term.objects.prefetch_related("translations")]


def pairs(source_language: str, target_language: str) -> list[Pair]:
    """Return the terms of a direction, ready to be found and forced in.

    Between two languages that are not English, a term needs a translation in both.
    """
    found = []
    for entry in entries():
        source = _text(entry, source_language)
        target = _text(entry, target_language)
        if source and target:
            from_english = source_language == "en" or bool(entry.do_not_translate)
            found.append(Pair(source, target, from_english, bool(entry.do_not_translate)))
    return found


def changes(wanted: Iterable[Entry]) -> list[Change]:
    """Return what taking these in would do; terms that would stay as they are are left out."""
    now = {key(entry.english): entry for entry in entries()}
    found = [_change(entry, now.get(key(entry.english))) for entry in wanted]
    return [change for change in found if change.added or change.what]


def digest(planned: Sequence[Change]) -> str:
    """Return what tells one preview from another."""
    return hashlib.sha256(repr(planned).encode()).hexdigest()


def take_in(wanted: Sequence[Entry], *, seen: str, by: User) -> list[Change]:
    """Take all of these into the glossary. `seen` is the digest of the changes as shown.

    Raises Outdated where they would not be the same any more: nothing is changed then.
    """
    with transaction.atomic():
        rows = {key(row.english): row for row in Term.objects.select_for_update()}
        planned = changes(wanted)
        if digest(planned) != seen:
            raise Outdated
        for entry in wanted:
            _put(entry, rows.get(key(entry.english)), by=by)
        added = sum(change.added for change in planned)
        audit.record(
            "glossary.imported", by=by, on=("translation.term", ""),
            added=added, changed=len(planned) - added,
        )  # fmt: skip
    return planned


def set_texts(term: Term, texts: Mapping[str, str], *, by: User | None) -> list[str]:
    """Give a term these texts by language; an empty one takes it away. Return what changed."""
    now = {row.language: row for row in term.translations.all()}
    changed = []
    for code, text in texts.items():
        row = now.get(code)
        if (row.text if row else "") == text:
            continue
        changed.append(code)
        if not text:
            TermTranslation.objects.filter(term=term, language=code).delete()
        else:
            TermTranslation.objects.update_or_create(
                term=term, language=code, defaults={"text": text, "by": by}
            )
    return changed


def _put(entry: Entry, row: Term | None, *, by: User | None) -> None:
    term = row or Term(english=entry.english)
    term.note = term.note if entry.note is None else entry.note
    if entry.do_not_translate is not None:
        term.do_not_translate = entry.do_not_translate
    term.save()
    set_texts(term, entry.translations, by=by)


def _change(wanted: Entry, now: Entry | None) -> Change:
    was = now or Entry(wanted.english)
    parts: list[tuple[str, str, str]] = []
    if wanted.note is not None:
        parts.append(("What it means", tidy(was.note), wanted.note))
    if wanted.do_not_translate is not None:
        said = _yes(was.do_not_translate), _yes(wanted.do_not_translate)
        parts.append(("Leave it in English", said[0], said[1]))
    for code, text in wanted.translations.items():
        parts.append((LANGUAGES[code].name, was.translations.get(code, ""), text))
    return Change(was.english, now is None, tuple(part for part in parts if part[1] != part[2]))


def _as_entry(term: Term) -> Entry:
    texts = {row.language: row.text for row in term.translations.all()}
    return Entry(term.english, term.note, term.do_not_translate, texts)


def _text(entry: Entry, code: str) -> str:
    if code == "en" or entry.do_not_translate:
        return entry.english
    return entry.translations.get(code, "")


def _yes(said: bool | None) -> str:
    return "yes" if said else "no"
