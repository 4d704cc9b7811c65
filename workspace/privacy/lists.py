"""The organisation's word lists: the one way from their table to masking, and back.

Every masking reads the stamps of the lists, as every check of policy reads the kill switches,
and the words anew when a stamp is another one: a change counts at once and in every process.
Where the lists cannot be read, nothing is masked and so nothing leaves.
"""

import uuid
from collections.abc import Iterable, Mapping
from threading import Lock
from typing import Final

from django.db import DatabaseError, transaction

from workspace.accounts.models import User

from . import exemptions
from .models import Word, WordList
from .ownwords import NOTHING, OwnWords
from .phrases import Phrase, key
from .tables import are_there

MOST_WORDS: Final = 50_000
Stamps = tuple[tuple[str, uuid.UUID], ...]
_reading = Lock()
_read: tuple[Stamps, OwnWords] = ((), NOTHING)


class CannotList(Exception):
    """This may not go on a list. `str(error)` says why, in plain English."""


def stamps() -> Stamps:
    """Return what is another one whenever a word has changed. Raises DetectionFailed."""
    try:
        return tuple(WordList.objects.order_by("kind").values_list("kind", "stamp"))
    except DatabaseError:
        failure = _unreadable()
    raise failure


def own_words() -> OwnWords:
    """Return the lists as they are now. Raises DetectionFailed where they cannot be read."""
    global _read
    now = stamps()
    if now and now == _read[0]:
        return _read[1]
    with _reading:  # one thread reads them for all
        if not now or now != _read[0]:
            _read = (now, _load())
        return _read[1]


def own_words_if_any() -> OwnWords:
    """Do the same for a program that may run beside no database, or one without tables yet."""
    try:
        return own_words() if are_there(Word) else NOTHING
    except DatabaseError:
        failure = _unreadable()
    raise failure


def add(
    *,
    kind: str,
    texts: Iterable[str],
    label: str = "",
    note: str = "",
    by: User | None = None,
    why: Mapping[str, str] | None = None,
) -> list[int]:
    """Put words on a list. Raises CannotList; then none is added.

    Returns the numbers under which `exemptions` keeps what may stay in clear. `why` has the
    reason, without names, for each that reads as a name.
    """
    rows = [Word(kind=kind, text=text, key=key(text), label=label, note=note) for text in texts]
    with transaction.atomic():
        _touch()
        if len({row.key for row in rows}) < len(rows) or taken(row.text for row in rows):
            raise CannotList("Some of these words are listed already.")
        there = Word.objects.count()
        if there + len(rows) > MOST_WORDS:
            raise CannotList(
                f"Both lists together hold {MOST_WORDS:,} words, and there are {there:,} already."
            )
        Word.objects.bulk_create(rows, batch_size=500)
        return exemptions.begin(rows, by=by, why=why or {}) if kind == WordList.Kind.SPARED else []


def save(word: Word, *, by: User | None = None, why: Mapping[str, str] | None = None) -> list[int]:
    """Keep a word that was changed, and return the numbers that ended or began with it."""
    word.key = key(word.text)
    with transaction.atomic():
        _touch()
        before = Word.objects.filter(pk=word.pk).values_list("kind", "text").first()
        word.save()
        if before == (word.kind, word.text):
            return []
        ended = exemptions.end([word], by=by)
        spared = word.kind == WordList.Kind.SPARED
        return ended + (exemptions.begin([word], by=by, why=why or {}) if spared else [])


def remove(words: Iterable[Word], *, by: User | None = None) -> list[int]:
    """Take words off their lists, and return the numbers that ended with them."""
    gone = list(words)
    with transaction.atomic():
        _touch()
        ended = exemptions.end(gone, by=by)
        Word.objects.filter(pk__in=[word.pk for word in gone]).delete()
    return ended


def taken(texts: Iterable[str], *, besides: Word | None = None) -> dict[str, Word]:
    """Return those of `texts` that stand on a list already, in whatever spelling."""
    by_key = {key(text): text for text in texts}
    keys, found = list(by_key), dict[str, Word]()
    for at in range(0, len(keys), 500):
        for word in Word.objects.filter(key__in=keys[at : at + 500]):
            if besides is None or word.pk != besides.pk:
                found[by_key[word.key]] = word
    return found


def wait_for_turn() -> None:
    """Let one transaction at a time change what is listed or suggested for listing."""
    for kind in WordList.Kind.values:
        WordList.objects.get_or_create(kind=kind)
    list(WordList.objects.select_for_update().order_by("kind"))


def _touch() -> None:
    """Give both lists another stamp; whoever changes one waits here for the other."""
    for kind in WordList.Kind.values:
        WordList.objects.update_or_create(kind=kind, defaults={"stamp": uuid.uuid4()})


def _load() -> OwnWords:
    phrases: dict[str, list[Phrase]] = {kind: [] for kind in WordList.Kind.values}
    try:
        for kind, text, label in Word.objects.values_list("kind", "text", "label"):
            prefix = label == Word.Label.REFERENCE
            phrases[kind].append(Phrase(text, label or Word.Label.PLACE.value, prefix))
        return OwnWords(phrases[WordList.Kind.HIDDEN], phrases[WordList.Kind.SPARED])
    except (DatabaseError, KeyError):
        failure = _unreadable()
    raise failure


def _unreadable() -> Exception:
    """Return what every failure to find personal details is; nothing of its cause goes along."""
    from .detector.errors import DetectionFailed  # with it comes the detector, which is large

    return DetectionFailed(
        "Your organisation's list of words could not be read, so the text could not be checked "
        "for personal details and was not sent."
    )
