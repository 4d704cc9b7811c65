"""Having a text translated, in a worker: through the door, checked, and kept once."""

from collections.abc import Iterator
from itertools import zip_longest

from django.db import transaction
from django.utils import timezone

from workspace.gateway.protocol import TranslatedParagraph, TranslatedSentence
from workspace.gateway.translating import Request, Stopped, Translated
from workspace.gateway.translating import translate as through_the_door
from workspace.governance.policy import Refused
from workspace.jobs.handlers import PermanentFailure
from workspace.jobs.leases import Lease
from workspace.privacy.preparing import Draft, mask_texts_again

from .. import storing
from ..aliases import aliases_of, cut
from ..doubting import Doubting, origin_of
from ..languages import Language
from ..models import Segment, Translation
from ..sheets import keep_draft
from .asking import CannotTranslate
from .documents import read

_ALTERNATIVES = 3


def translate(*, lease: Lease) -> None:
    """Translate what the lease's job is about. Safe to run again after a crash."""
    translation = _of(lease)
    if translation is None or not translation.is_waiting:
        with lease.finish():
            return
    try:
        if translation.is_document:
            read(translation, lease)
        done = _through(translation, lease)
    except CannotTranslate as trouble:
        _failed(lease, translation, str(trouble), may_retry=False)
        storing.forget(translation.pk)
        raise PermanentFailure(str(trouble)) from None
    except (Stopped, Refused) as trouble:
        _failed(lease, translation, str(trouble), may_retry=trouble.may_retry)
        raise PermanentFailure(str(trouble)) from None
    with lease.finish():
        translation.segments.all().delete()
        Segment.objects.bulk_create(_segments(translation, done.paragraphs))
        translation.state, translation.version = Translation.State.READY, done.version[:120]
        translation.output = keep_draft(translation)
        translation.save()


def translate_back(*, lease: Lease) -> None:
    """Translate one sentence back, so that somebody who reads only English sees what it says."""
    pk, _, number = lease.job.subject_id.rpartition(":")
    translation = Translation.objects.filter(pk=pk).first()
    segment = translation.segments.filter(number=number).first() if translation else None
    if translation is None or segment is None:
        return
    try:
        done = _ask(translation, [segment.target], lease, back=True)
    except (Stopped, Refused) as trouble:
        raise PermanentFailure(str(trouble)) from None
    with lease.finish():
        segment.back = " ".join(paragraph.text for paragraph in done.paragraphs)
        segment.save(update_fields=["back"])


def _of(lease: Lease) -> Translation | None:
    related = ("use_case", "engine", "job__owner", "owner")
    found: Translation | None = (
        Translation.objects.select_related(*related).filter(pk=lease.job.subject_id).first()
    )
    return found


def _through(translation: Translation, lease: Lease) -> Translated:
    """Translate it masked as the vault knows it now: the door hides whoever is new in any case,
    and what comes back is laid beside what was sent."""
    rows = [(row["text"], row["aliases"]) for row in translation.paragraphs]
    masked = mask_texts_again(translation.vault_id, rows)
    translation.paragraphs = [
        row | {"text": one.text, "aliases": one.aliases}
        for row, one in zip(translation.paragraphs, masked, strict=True)
    ]
    translation.began = timezone.now()
    with lease.commit():
        translation.save(update_fields=["paragraphs", "began"])
    return _ask(translation, [row["text"] for row in translation.paragraphs], lease)


def _ask(
    translation: Translation, texts: list[str], lease: Lease, *, back: bool = False
) -> Translated:
    if translation.engine is None or lease.job.owner is None:
        raise Stopped("no_engine", "This translator has been removed. Ask an administrator.")
    request = Request(
        drafts=[Draft("document", tuple(texts), at_rest=True)],
        engine=translation.engine, task="translate", about=translation,
        overridden=translation.overridden is not None,
    )  # fmt: skip
    source, target = translation.source_language, translation.target_language
    if back:
        source, target = target, source

    def moved_on(done: int, total: int) -> None:
        lease.progress(done, total)
        lease.check()

    return through_the_door(
        translation.use_case, request, by=lease.job.owner, vault=translation.vault_id,
        source=source, target=target, alternatives=0 if back else _ALTERNATIVES,
        on_progress=moved_on,
    )  # fmt: skip


def _failed(lease: Lease, translation: Translation, why: str, *, may_retry: bool) -> None:
    with lease.commit(even_cancelled=True), transaction.atomic():
        translation.state, translation.trouble = Translation.State.FAILED, why[:400]
        translation.may_retry = may_retry
        translation.save(update_fields=["state", "trouble", "may_retry", "changed"])


def _segments(translation: Translation, paragraphs: list[TranslatedParagraph]) -> Iterator[Segment]:
    number = 0
    doubting = Doubting(
        translation.source_language, translation.target_language, user=translation.owner
    )
    for at, (row, done) in enumerate(zip(translation.paragraphs, paragraphs, strict=True)):
        where = 0
        for sentence, following in zip_longest(done.sentences, done.sentences[1:]):
            number += 1
            start = row["text"].index(sentence.source, where)
            end = where = start + len(sentence.source)
            upto = row["text"].index(following.source, end) if following else len(row["text"])
            yield _segment(
                translation, sentence, doubting, number=number, paragraph=at,
                source_aliases=cut(row["text"], row["aliases"], start, end),
                after=_between(row["text"][end:upto], translation.target, last=following is None),
            )  # fmt: skip


def _between(space: str, language: Language, *, last: bool) -> str:
    if last or language.script == "Han":
        return ""
    return space if space.strip() == "" and space else " "


def _segment(
    translation: Translation, sentence: TranslatedSentence, doubting: Doubting, *, number: int,
    paragraph: int, source_aliases: list[str], after: str,
) -> Segment:  # fmt: skip
    made = Segment(
        translation=translation, number=number, paragraph=paragraph,
        source=sentence.source, source_aliases=source_aliases, machine=sentence.target,
        target=sentence.target, after=after[:200], lost=sentence.rung == "lost",
        target_aliases=aliases_of(sentence.target, sentence.source, source_aliases),
        flags=doubting.of_machine(sentence), alternatives=list(sentence.alternatives),
    )  # fmt: skip
    if known := doubting.settled(sentence.source):
        made.target, made.target_aliases, made.flags = known.target, [], []
        made.origin, made.lost = origin_of(known), False
    return made
