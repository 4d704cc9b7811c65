"""The phrasebook as rows: loaded from its files, changed and approved by named people.

Approval is a person's word about one text: a change of that text, or of the English it
translates, takes it back. A model never approves, and loading never does either.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.db import transaction
from django.utils import timezone

from workspace.accounts.models import User
from workspace.governance import audit

from ..glossary.files import tidy
from ..languages import PHRASEBOOK
from ..models import Phrase, PhraseTranslation

FOLDER: Final = Path(__file__).parent.parent / "phrasebook"
_ENGLISH: Final = ("code", "topic", "side", "english", "note")
_OTHERS: Final = ("code", "text", "note")


class CannotLoad(Exception):
    """A file of the phrasebook is wrong: `str(error)` names the file, the line and the fault."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows were added, brought up to date, and left because somebody changed them."""

    added: int = 0
    updated: int = 0
    left: int = 0

    def __add__(self, other: "Loaded") -> "Loaded":
        return Loaded(
            self.added + other.added, self.updated + other.updated, self.left + other.left
        )


def load_phrasebook(*, by: User | None, folder: Path = FOLDER) -> Loaded:
    """Load `<code>.csv` for each language of the phrasebook, all of it or nothing.

    Rows that somebody here has changed or approved stay as they are. What is in no file any
    more stays too: retire it in the administration. Raises CannotLoad.
    """
    with transaction.atomic():
        done = _load_english(_read(folder / "en.csv", _ENGLISH))
        for language in PHRASEBOOK[1:]:
            if (path := folder / f"{language}.csv").exists():
                done += _load_language(language, _read(path, _OTHERS))
        if done.added or done.updated:
            audit.record(
                "phrasebook.loaded", by=by, on=("translation.phrase", ""),
                added=done.added, updated=done.updated, left=done.left,
            )  # fmt: skip
    return done


def approve(seen: Mapping[int, str], *, by: User) -> tuple[int, int]:
    """Approve translations, each by its id and the digest of what this person has read.

    Return how many were approved, and how many were not because they have changed since.
    """
    approved = changed = 0
    with transaction.atomic():
        rows = PhraseTranslation.objects.select_for_update(of=("self",)).select_related("phrase")
        found = [row for row in rows.filter(pk__in=seen) if not row.is_approved]
        for row in found:
            if digest(row) != seen[row.pk]:
                changed += 1
                continue
            row.state, row.touched = PhraseTranslation.State.APPROVED, True
            row.approved_by, row.approved_at = by, timezone.now()
            row.save()
            approved += 1
        for row in found:
            if row.is_approved:
                audit.record(
                    "phrase_translation.approved", by=by, on=row, language=row.language,
                    phrase=row.phrase.code, text=digest(row),
                )  # fmt: skip
    return approved, changed


def digest(row: PhraseTranslation) -> str:
    """Return a keyed hash of what an approval is about: the English, the translation, the note."""
    return audit.keyed_hash("\0".join((row.phrase.english, row.language, row.text, row.note)))


def keep_translation(row: PhraseTranslation) -> bool:
    """Save a translation that somebody has typed. Return whether it lost its approval."""
    with transaction.atomic():
        was = PhraseTranslation.objects.select_for_update().filter(pk=row.pk).first()
        if was is not None and (was.text, was.note) == (row.text, row.note):
            return False
        lost = was is not None and was.is_approved
        _back_to_draft(row)
        row.touched = True
        row.save()
    return lost


def keep_phrase(phrase: Phrase) -> int:
    """Save a phrase that somebody has typed. Return how many translations lost their approval."""
    with transaction.atomic():
        was = Phrase.objects.select_for_update().filter(pk=phrase.pk).first()
        phrase.touched = True
        phrase.save()
        if was is None or was.english == phrase.english:
            return 0
        lost = list(phrase.translations.filter(state=PhraseTranslation.State.APPROVED))
        for row in lost:
            _back_to_draft(row)
            row.save()
    return len(lost)


def _back_to_draft(row: PhraseTranslation) -> None:
    row.state, row.approved_by, row.approved_at = PhraseTranslation.State.DRAFT, None, None


def _load_english(rows: Iterable[tuple[str, dict[str, str]]]) -> Loaded:
    now = {phrase.code: phrase for phrase in Phrase.objects.all()}
    approved = set(
        PhraseTranslation.objects.filter(state=PhraseTranslation.State.APPROVED)
        .values_list("phrase__code", flat=True)
    )  # fmt: skip
    done = Loaded()
    for order, (where, said) in enumerate(rows, 1):
        phrase = now.get(said["code"])
        wanted = {name: said[name] for name in _ENGLISH} | {"order": order * 10}
        if said["side"] not in Phrase.Side.values:
            raise CannotLoad(f"{where}: “side” is one of {', '.join(Phrase.Side.values)}.")
        if phrase is None:
            Phrase.objects.create(**wanted)
            done += Loaded(added=1)
        elif all(getattr(phrase, name) == value for name, value in wanted.items()):
            continue
        elif phrase.touched or (phrase.code in approved and phrase.english != said["english"]):
            done += Loaded(left=1)
        else:
            Phrase.objects.filter(pk=phrase.pk).update(**wanted)
            done += Loaded(updated=1)
    return done


def _load_language(language: str, rows: Iterable[tuple[str, dict[str, str]]]) -> Loaded:
    phrases = {phrase.code: phrase for phrase in Phrase.objects.all()}
    now = {row.phrase_id: row for row in PhraseTranslation.objects.filter(language=language)}
    done = Loaded()
    for where, said in rows:
        phrase = phrases.get(said["code"])
        if phrase is None:
            raise CannotLoad(f"{where}: there is no phrase “{said['code']}”.")
        row = now.get(phrase.pk)
        wanted = {"text": said["text"], "note": said["note"]}
        if row is None:
            PhraseTranslation.objects.create(phrase=phrase, language=language, **wanted)
            done += Loaded(added=1)
        elif (row.text, row.note) == (said["text"], said["note"]):
            continue
        elif row.touched or phrase.touched:
            done += Loaded(left=1)
        else:
            PhraseTranslation.objects.filter(pk=row.pk).update(**wanted)
            done += Loaded(updated=1)
    return done


def _read(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (where, row) for each row of a file. Raises CannotLoad."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotLoad(f"{path.name} cannot be read: {error}") from error
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    if tuple(rows.fieldnames or ()) != columns:
        raise CannotLoad(f"{path.name}, line 1: the columns must be {', '.join(columns)}.")
    seen: set[str] = set()
    for row in rows:
        where = f"{path.name}, line {rows.line_num}"
        if None in row or None in row.values():
            raise CannotLoad(f"{where}: it has not {len(columns)} cells.")
        said = {name: tidy(row[name]) for name in columns}
        _check(where, said, seen)
        seen.add(said["code"])
        yield where, said


def _check(where: str, said: Mapping[str, str], seen: set[str]) -> None:
    if not said["code"] or said["code"] in seen:
        raise CannotLoad(f"{where}: a code is missing, or there twice.")
    model = Phrase if "english" in said else PhraseTranslation
    for name, text in said.items():
        longest = getattr(model._meta.get_field(name), "max_length", None) if name != "code" else 60
        if longest is not None and len(text) > longest:
            raise CannotLoad(f"{where}: “{name}” is longer than {longest} letters.")
        if not text and name != "note":
            raise CannotLoad(f"{where}: “{name}” is empty.")
