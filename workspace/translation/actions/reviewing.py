"""A practitioner's part in a translation: looking at what is marked, and writing it better."""

from django.db import transaction
from django.utils import timezone

from workspace.accounts.models import User
from workspace.governance import audit, policy
from workspace.jobs.actions import submit
from workspace.outputs.actions.editing import CannotSave, put
from workspace.outputs.models import Output
from workspace.privacy.identities import CannotKeep, Identities
from workspace.privacy.naming import distinct
from workspace.privacy.preparing import mask_text, mask_texts_again
from workspace.privacy.roles import PERSON_ROLES, ROLE_OF_LABEL, ROLES
from workspace.privacy.vaults import change, open_vault

from ..doubting import Doubting
from ..models import Segment, Translation
from ..sheets import sheet
from .asking import again

LONGEST = 5000  # characters of one sentence

__all__ = [
    "CannotSave",
    "edit",
    "hide",
    "leave_in",
    "look",
    "look_back",
    "send_to_human",
    "take_back",
]


def edit(*, segment: Segment, text: str, by: User, seen: str | None = None) -> None:
    """Put a person's own words in place of a sentence. Raises CannotSave and detector errors.

    The checks read it anew; what they flag has been looked at by whoever wrote it. `seen` is the
    stamp of the sentence that they had before them.
    """
    policy.check_use_models(by)
    _check_seen(segment, seen)
    translation: Translation = segment.translation
    text = " ".join(text.replace("\0", "").split())
    if not text:
        raise CannotSave("Write the sentence, or leave it as it was.")
    if len(text) > LONGEST:
        raise CannotSave(f"Use at most {LONGEST:,} characters for one sentence.")
    opened = open_vault(translation.vault_id)
    now = opened.restore(segment.target, segment.target_aliases)
    if now == text and _must_be_written(segment):
        raise CannotSave("This is what the machine wrote. Write the sentence in your own words.")
    if now == text:
        look(segment=segment, by=by)
        return
    masked = mask_text(
        translation.vault_id, text, language=translation.target_language, beside=[segment.source],
        towns=translation.use_case.hide_towns,
    )  # fmt: skip
    stamp = segment.stamp
    segment.target, segment.target_aliases = masked.text, masked.aliases
    segment.origin, segment.lost, segment.back = Segment.Origin.PERSON, False, ""
    segment.flags = _flags(segment, translation)
    with transaction.atomic():
        _check_seen(Segment.objects.select_for_update().get(pk=segment.pk), stamp)
        segment.for_human = segment.for_human_by = None
        segment.looked_by, segment.looked = by, timezone.now()
        segment.save()
        _follow(translation, by)
        audit.record("translation.edited", by=by, on=translation, number=segment.number)


def look(*, segment: Segment, by: User, seen: str | None = None) -> None:
    """Somebody has read a marked sentence beside its source and stands by it."""
    _check_seen(segment, seen)
    if segment.lost:
        raise CannotSave("A name was lost here: write the sentence yourself.")
    if segment.for_human:
        raise CannotSave("This waits for a human translator. Write it, or take it back first.")
    with transaction.atomic():
        done = Segment.objects.filter(pk=segment.pk, looked=None, target=segment.target).update(
            looked_by=by, looked=timezone.now()
        )
        if done:
            _touch(segment.translation)
            kinds = sorted({flag["kind"] for flag in segment.flags})
            audit.record(
                "translation.looked", by=by, on=segment.translation, number=segment.number,
                kinds=kinds,
            )  # fmt: skip


def send_to_human(*, segment: Segment, by: User) -> None:
    """Mark a sentence as one for a human translator: open until somebody has written it."""
    _check_is_draft(segment.translation)
    with transaction.atomic():
        waiting = Segment.objects.filter(pk=segment.pk, for_human=None)
        if waiting.update(for_human=timezone.now(), for_human_by=by):
            _record_human("for_human", segment, by)


def take_back(*, segment: Segment, by: User) -> None:
    """Withdraw a sentence from the human translator; its marks stand as before."""
    with transaction.atomic():
        waiting = Segment.objects.filter(pk=segment.pk, for_human__isnull=False)
        if waiting.update(for_human=None, for_human_by=None):
            _record_human("not_for_human", segment, by)


def look_back(*, segment: Segment, by: User) -> None:
    """Have one sentence translated back."""
    with transaction.atomic():
        submit(
            kind="translation.back", by=by, queue="translate",
            subject_id=str(segment.pk), key=f"back:{segment.pk}:{segment.stamp}",
        )  # fmt: skip


def hide(*, translation: Translation, text: str, role: str, by: User) -> None:
    """Hide a word or name of the text as what somebody says it is, and translate anew."""
    text = text.strip()
    if not text or len(text) > 200:
        raise CannotSave("Type the word or name to hide, up to 200 characters.")
    if role not in ROLES:
        raise CannotSave("Choose who or what this is.")
    _check_is_draft(translation)
    opened = open_vault(translation.vault_id)
    if not any(text in opened.restore(r["text"], r["aliases"]) for r in translation.paragraphs):
        raise CannotSave("This is not in your text. Check how it is spelled there.")
    label = "PERSON" if role in PERSON_ROLES else _label(role)
    change(translation.vault_id, lambda known: known.point_out(label, text, role))
    _masked_anew(translation, "hidden", by)


def leave_in(*, translation: Translation, subject: str, by: User) -> None:
    """Leave what stands behind a chip in clear, because it is not personal; translate anew."""

    _check_is_draft(translation)

    def keep(known: Identities) -> None:
        found = known.subjects.get(subject)
        if found is None:
            raise CannotSave("That is no longer in the text. Please look again.")
        for text in distinct(found.aliases):
            known.leave_in(found.aliases[text])

    try:
        change(translation.vault_id, keep)
    except CannotKeep as problem:
        raise CannotSave(str(problem)) from None
    _masked_anew(translation, "left_in", by)


def _check_seen(segment: Segment, seen: str | None) -> None:
    if seen is not None and seen != segment.stamp:
        raise CannotSave("This sentence has changed since you opened it. Please read it again.")


def _touch(translation: Translation) -> None:
    """It is being worked on: retention counts from now."""
    Translation.objects.filter(pk=translation.pk).update(changed=timezone.now())


def _must_be_written(segment: Segment) -> bool:
    return segment.lost or segment.for_human is not None


def _record_human(what: str, segment: Segment, by: User) -> None:
    audit.record(f"translation.{what}", by=by, on=segment.translation, number=segment.number)


def _label(role: str) -> str:
    return next(label for label, usual in ROLE_OF_LABEL.items() if usual == role)


def _check_is_draft(translation: Translation) -> None:
    if translation.output is not None and translation.output.state != Output.State.DRAFT:
        raise CannotSave("This has been approved, or waits for it. Translate the text anew.")


def _masked_anew(translation: Translation, what: str, by: User) -> None:
    rows = [(row["text"], row["aliases"]) for row in translation.paragraphs]
    name = (translation.file_name, translation.file_aliases)
    *masked, named = mask_texts_again(translation.vault_id, [*rows, name])
    translation.file_name, translation.file_aliases = named.text, named.aliases
    with transaction.atomic():
        pairs = zip(translation.paragraphs, masked, strict=True)
        translation.paragraphs = [
            row | {"text": one.text, "aliases": one.aliases} for row, one in pairs
        ]
        again(translation=translation, by=by)
        audit.record(f"translation.{what}", by=by, on=translation)


def _flags(segment: Segment, translation: Translation) -> list[dict[str, str]]:
    languages = translation.source_language, translation.target_language
    return Doubting(*languages, user=translation.owner).flags(segment.source, segment.target)


def _follow(translation: Translation, by: User) -> None:
    _touch(translation)
    if translation.output is not None:
        put(output=translation.output, text=sheet(translation), by=by)
