"""Documents: kept encrypted as they came, read and masked by a worker, given out translated.

Only what somebody has approved is put together; the original's bytes never change.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from django.db import transaction

from workspace.accounts.models import User
from workspace.governance import audit, policy
from workspace.jobs.leases import Lease
from workspace.outputs.models import Version
from workspace.outputs.versions import approved
from workspace.privacy.preparing import mask_text, mask_texts
from workspace.privacy.vaults import new_vault, open_vault

from .. import storing
from ..documents import LIMITS, UnreadableFile, put_together, take_apart
from ..documents.formats import KNOWN_ENDINGS
from ..models import Translation
from ..sheets import joined, sheet
from .asking import (
    CannotTranslate,
    Wish,
    check_allowed,
    check_direction,
    check_reason,
    guessed,
    keep,
    new,
)

LONGEST: Final = 600_000  # characters: about 200 pages
_LONGEST_NAME: Final = 200
_ENOUGH_TO_TELL: Final = 5_000  # characters that a language is told from


@dataclass(frozen=True, slots=True)
class File:
    name: str
    data: bytes


def ask(*, wish: Wish, name: str, data: bytes, by: User) -> Translation:
    """Store a document and have it read and translated. Raises as `asking.ask` does."""
    engine = check_allowed(wish, by)
    _check_size(data)
    check_reason(wish)
    if wish.source:
        check_direction(wish.source, wish.target)
    vault = wish.case.vault if wish.case else new_vault()
    stem, ending = _parts(name)
    masked = mask_text(vault.pk, stem, towns=wish.use_case.hide_towns)
    made = new(wish, by, vault, engine)
    made.file_name, made.file_aliases = masked.text + ending, masked.aliases
    try:
        with transaction.atomic():
            storing.put(made, data)
            keep(made, wish, by, size=len(data))
    except BaseException:
        storing.forget(made.pk)
        raise
    return made


def read(translation: Translation, lease: Lease) -> None:
    """Take the document apart and keep its masked text; nothing is done where that is done.

    Raises CannotTranslate, after which the bytes are of no use.
    """
    if translation.paragraphs:
        return
    try:
        found = take_apart(storing.get(translation), real_name(translation))
    except (UnreadableFile, storing.NotThere) as problem:
        raise CannotTranslate(str(problem)) from None
    texts = [segment.text for segment in found.segments]
    _check_length(texts)
    _settle_language(translation, texts)
    lease.check()
    masked = mask_texts(
        translation.vault_id, texts, language=translation.source_language,
        towns=translation.use_case.hide_towns,
    )  # fmt: skip
    translation.paragraphs = [
        {"text": one.text, "aliases": one.aliases, "kind": segment.kind}
        for one, segment in zip(masked, found.segments, strict=True)
    ]
    translation.file_notes = list(found.notes)
    with lease.commit():
        translation.save()


def download(*, translation: Translation, by: User) -> File:
    """Return the approved translation as a document. Raises Refused, UnreadableFile, NotThere."""
    version = check_allowed_out(translation, by)
    opened = open_vault(translation.vault_id)
    rows = groupby(translation.segments.all(), lambda one: one.paragraph)
    translated = {}
    for paragraph, segments in ((number, list(group)) for number, group in rows):
        aliases = [alias for one in segments for alias in one.target_aliases]
        translated[paragraph] = opened.restore(joined(segments), aliases)
    data, name = put_together(
        storing.get(translation), real_name(translation), translated,
        language=translation.target.code, direction=translation.target.direction,
    )  # fmt: skip
    with transaction.atomic():
        audit.record(
            "translation.exported", by=by, on=translation, purpose=translation.use_case.slug,
            version=version.number, form=name.rpartition(".")[2], size=len(data),
            commitment=opened.key.commitment(version.text),
        )  # fmt: skip
    return File(name, data)


def real_name(translation: Translation) -> str:
    """Return the document's name as it came."""
    opened = open_vault(translation.vault_id)
    return opened.restore(translation.file_name, translation.file_aliases)


def check_allowed_out(translation: Translation, by: User) -> Version:
    """Return the approved text that may leave as a document. Raises Refused."""
    output = translation.output
    version = approved(output) if output else None
    policy.check_export(by, approved=version is not None, use_case=translation.use_case)
    assert version is not None
    now = sheet(translation)
    if (version.text, version.aliases) != (now.text, now.aliases):
        raise policy.Refused(
            "draft", "It was changed after it was approved. Approve it again, then download it."
        )
    return version


def _check_size(data: bytes) -> None:
    if not data:
        raise CannotTranslate("This file is empty. Choose another.", "file")
    if len(data) > LIMITS.bytes:
        most = LIMITS.bytes // 2**20
        raise CannotTranslate(f"This file is larger than {most} MB. Choose a part of it.", "file")


def _check_length(texts: Sequence[str]) -> None:
    if (length := sum(map(len, texts))) > LONGEST:
        raise CannotTranslate(
            f"This document holds {length:,} characters. Up to {LONGEST:,}, about 200 pages, can "
            "be translated at once. Divide it and translate the parts."
        )


def _settle_language(translation: Translation, texts: Sequence[str]) -> None:
    """Find out what it is written in, where nobody said so."""
    if translation.source_language:
        return
    guess = guessed(_beginning(texts), translation.target_language)
    if guess is None:
        raise CannotTranslate(
            "The language of this document cannot be told from its words. Choose it, and "
            "translate the document again."
        )
    check_direction(guess.code, translation.target_language)
    translation.source_language, translation.detected = guess.code, guess.per_cent


def _beginning(texts: Sequence[str]) -> str:
    return " ".join(texts)[:_ENOUGH_TO_TELL]


def _parts(name: str) -> tuple[str, str]:
    """Split a file's name, made printable and not too long, from its ending.

    Only an ending that is known to be one stays in clear: "note.Amina" ends in a name.
    """
    shown = Path("".join(c if c.isprintable() else " " for c in Path(name).name))
    ending = shown.suffix if shown.suffix.lower().lstrip(".") in KNOWN_ENDINGS else ""
    stem = shown.name.removesuffix(ending).strip()
    return stem[:_LONGEST_NAME] or "Document", ending
