"""Asking for a translation: policy first, then masking, then work for a worker."""

from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils import timezone

from workspace.accounts.models import User
from workspace.cases.models import Case
from workspace.gateway.models import Engine
from workspace.governance import audit, policy
from workspace.governance.models import UseCase
from workspace.jobs.actions import cancel, submit
from workspace.jobs.models import Job
from workspace.outputs.actions import retire
from workspace.privacy.masking import MaskedText
from workspace.privacy.models import Vault
from workspace.privacy.preparing import mask_text, mask_texts
from workspace.privacy.vaults import new_vault

from ..detecting import FEWEST_WORDS, Guess, detect
from ..engines import check_translator, directions
from ..languages import LANGUAGES
from ..models import Translation
from ..sheets import KIND

LONGEST: Final = 20_000  # characters; more is a document
FEWEST_IN_A_REASON: Final = 10  # characters
LONGEST_REASON: Final = 1000
UNSURE: Final = (
    "Choose the language it is in: it cannot be told from so few words. "
    f"At least {FEWEST_WORDS} are needed."
)


class CannotTranslate(Exception):
    """Nothing was kept or translated. `str(error)` says why and what to do instead."""

    def __init__(self, message: str, field: str = "text") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants translated. `source` is "" where it is to be detected; `text` is ""
    for a document."""

    text: str
    target: str
    use_case: UseCase
    source: str = ""
    case: Case | None = None
    reason: str = ""
    interpreter_booked: bool = False


def ask(*, wish: Wish, by: User) -> Translation:
    """Mask a text and have it translated. Raises CannotTranslate, Refused and detector errors."""
    engine = check_allowed(wish, by)
    _check_text(wish)
    check_reason(wish)
    source, sure = language_of(wish.text, wish)
    check_direction(source, wish.target)
    vault = wish.case.vault if wish.case else new_vault()
    towns, lines = wish.use_case.hide_towns, wish.text.splitlines()
    masked = mask_texts(vault.pk, lines, language=source, towns=towns)
    made = new(wish, by, vault, engine)
    made.paragraphs = [{"text": one.text, "aliases": one.aliases} for one in masked]
    made.source_language, made.detected = source, sure
    with transaction.atomic():
        keep(made, wish, by, size=len(wish.text))
    return made


def again(*, translation: Translation, by: User) -> None:
    """Have the same text translated once more, as it is masked now. Call it in a transaction.

    What a worker does of it still is stopped: its words are not those of now.
    """
    Translation.objects.select_for_update().get(pk=translation.pk)
    for job in Job.objects.filter(subject_id=str(translation.pk)).open():
        cancel(job=job, by=job.owner)
    translation.segments.all().delete()
    retire(kind=KIND, source_ids=[str(translation.pk)])
    translation.refresh_from_db(fields=["output"])
    translation.state, translation.trouble = Translation.State.WAITING, ""
    _submit(translation, by)


def stop(*, translation: Translation, by: User) -> None:
    with transaction.atomic():
        if translation.job is not None and cancel(job=translation.job, by=by):
            Translation.objects.filter(pk=translation.pk).update(
                state=Translation.State.STOPPED, trouble="You stopped this translation."
            )
            audit.record("translation.stopped", by=by, on=translation)


def check_allowed(wish: Wish, by: User) -> Engine:
    """Return the engine that may translate this. Raises Refused."""
    overriding = not wish.use_case.allowed and policy.can_override(by, wish.use_case)
    policy.check_use_case(by, wish.use_case, overridden=overriding)
    return check_translator(by, wish.use_case, of_case=wish.case is not None)


def new(wish: Wish, by: User, vault: Vault, engine: Engine) -> Translation:
    """Return a row for a wish, not stored yet, with its reason masked."""
    why = mask_text(vault.pk, wish.reason.strip()) if wish.reason.strip() else MaskedText("")
    return Translation(
        owner=by, case=wish.case, vault=vault, use_case=wish.use_case, engine=engine,
        source_language=wish.source, target_language=wish.target,
        reason=why.text, reason_aliases=why.aliases,
        interpreter_booked=wish.interpreter_booked,
        overridden=None if wish.use_case.allowed else timezone.now(),
    )  # fmt: skip


def keep(made: Translation, wish: Wish, by: User, *, size: int) -> None:
    """Store it, have it done and put it on the record. Call it in a transaction.

    `size` is in characters, of a document in bytes.
    """
    made.save(force_insert=True)
    _submit(made, by)
    audit.record(
        "translation.asked" if wish.use_case.allowed else "translation.overridden",
        by=by, on=made, purpose=wish.use_case.slug, source=made.source_language,
        target=wish.target, tier=wish.use_case.tier,
        interpreter_booked=wish.interpreter_booked,
        document=made.is_document, size=size,
    )  # fmt: skip


def _submit(translation: Translation, by: User) -> None:
    """Call it in a transaction."""
    translation.job = submit(
        kind="translation.translate", by=by, subject_id=str(translation.pk), queue="translate"
    )
    translation.save()


def _check_text(wish: Wish) -> None:
    if not wish.text.strip():
        raise CannotTranslate("Type or paste what is to be translated.")
    if len(wish.text) > LONGEST:
        raise CannotTranslate(
            f"This is {len(wish.text):,} characters long. Up to {LONGEST:,} can be translated at "
            "once: translate it in parts, or as a document."
        )


def check_reason(wish: Wish) -> None:
    """Raise CannotTranslate unless it is said why, where that has to be said."""
    if wish.use_case.tier != "green" and len(wish.reason.strip()) < FEWEST_IN_A_REASON:
        raise CannotTranslate("Say why this cannot wait for an interpreter.", "reason")
    if len(wish.reason) > LONGEST_REASON:
        raise CannotTranslate(f"Use at most {LONGEST_REASON:,} characters.", "reason")
    if wish.use_case.tier == "amber" and not wish.interpreter_booked:
        raise CannotTranslate("Book an interpreter first, then tick this.", "interpreter_booked")


def language_of(text: str, wish: Wish) -> tuple[str, int | None]:
    """Return the code of a text's language and how sure that is; None where a person said it."""
    if wish.source:
        return wish.source, None
    guess = guessed(text, wish.target)
    if guess is None:
        raise CannotTranslate(UNSURE, "source")
    return guess.code, guess.per_cent


def guessed(text: str, target: str) -> Guess | None:
    """Return the likeliest language among those that can be translated into `target`."""
    from_here = frozenset(source for source, into in directions() if into == target)
    return detect(text, from_here | {target})


def check_direction(source: str, target: str) -> None:
    """Raise CannotTranslate unless packs are installed for it."""
    if source == target:
        raise CannotTranslate(
            f"This is {LANGUAGES[source].name} already. Choose another language.", "target"
        )
    if (source, target) not in directions():
        raise CannotTranslate(
            f"No pack is installed that translates from {LANGUAGES[source].name} into "
            f"{LANGUAGES[target].name}. Ring the interpreter line, or use the phrasebook.",
            "target",
        )
