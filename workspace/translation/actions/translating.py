"""Having a text translated, in a worker: through the door, checked, and kept once."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

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
from ..models import Pack, Segment, Translation
from ..packs.folders import place_of
from ..sheets import keep_draft
from .asking import CannotTranslate
from .documents import read

_ALTERNATIVES = 3


def translate(*, lease: Lease) -> None:
    """Translate what the lease's job is about. Safe to run again after a crash."""
    translation = _of(lease)
    if translation is None or not translation.is_waiting or translation.job_id != lease.job.pk:
        with lease.finish():  # done already, or asked for anew in other words
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
    segments = list(_segments(translation, done))  # the checks hold up no other write
    with lease.finish():
        mine = Translation.objects.select_for_update().filter(
            pk=translation.pk, job=lease.job, state=Translation.State.WAITING
        )
        if mine.exists():
            _keep(translation, segments, done.version)


def _keep(translation: Translation, segments: list[Segment], version: str) -> None:
    translation.segments.all().delete()
    Segment.objects.bulk_create(segments)
    translation.state, translation.version = Translation.State.READY, version[:120]
    translation.output = keep_draft(translation)
    translation.save(update_fields=["state", "version", "output", "changed"])


def translate_back(*, lease: Lease) -> None:
    """Translate one sentence back, so that somebody who reads only English sees what it says."""
    segment = Segment.objects.filter(pk=lease.job.subject_id).first()
    if segment is None:
        return
    translation = Translation.objects.select_related("use_case", "engine").get(
        pk=segment.translation_id
    )
    try:
        done = _ask(translation, [segment.target], lease, back=True)
    except (Stopped, Refused) as trouble:
        raise PermanentFailure(str(trouble)) from None
    said = " ".join(s.target for paragraph in done.paragraphs for s in paragraph.sentences)
    with lease.finish():  # not beside words that have been written meanwhile
        Segment.objects.filter(pk=segment.pk, target=segment.target).update(back=said)


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
    packs = [str(place_of(pack)) for pack in Pack.objects.path(source, target)]
    if not packs:
        raise Stopped("no_pack", "The pack for this has been switched off. Ask an administrator.")

    def moved_on(done: int, total: int) -> None:
        lease.progress(done, total)
        lease.check()

    return through_the_door(
        translation.use_case, request, by=lease.job.owner, vault=translation.vault_id,
        source=source, target=target, packs=packs, alternatives=0 if back else _ALTERNATIVES,
        on_progress=moved_on,
    )  # fmt: skip


def _failed(lease: Lease, translation: Translation, why: str, *, may_retry: bool) -> None:
    with lease.commit(even_cancelled=True), transaction.atomic():
        translation.state, translation.trouble = Translation.State.FAILED, why[:400]
        translation.may_retry = may_retry
        translation.save(update_fields=["state", "trouble", "may_retry", "changed"])


def _segments(translation: Translation, done: Translated) -> Iterator[Segment]:
    """Lay what came back beside what was sent; nothing that stands between sentences is lost."""
    number = 0
    doubting = Doubting(
        translation.source_language, translation.target_language, user=translation.owner
    )
    rows = zip(translation.paragraphs, done.sent, done.paragraphs, strict=True)
    for at, (row, sent, made) in enumerate(rows):
        aliases = row["aliases"] if sent == row["text"] else aliases_of(sent, *row_of(row))
        if sent.strip() and not made.sentences:  # signs alone: they stand as they are
            made = TranslatedParagraph((TranslatedSentence(sent, sent, "none", 0.0),), sent)
        where = 0
        for sentence, following in zip_longest(made.sentences, made.sentences[1:]):
            start = sent.index(sentence.source, where)
            end = start + len(sentence.source)
            upto = sent.index(following.source, end) if following else len(sent)
            number += 1
            segment = _segment(translation, sentence, doubting, cut(sent, aliases, start, end))
            segment.number, segment.paragraph = number, at
            segment.before = sent[where:start] if where == 0 else ""
            segment.after = _between(sent[end:upto], translation.target)
            where = end
            yield segment


def row_of(row: dict[str, Any]) -> tuple[str, list[str]]:
    return row["text"], row["aliases"]


def _between(gap: str, language: Language) -> str:
    """White space is not written between sentences everywhere; any other sign stays."""
    return "" if language.script == "Han" and not gap.strip() else gap


def _segment(
    translation: Translation, sentence: TranslatedSentence, doubting: Doubting,
    source_aliases: list[str],
) -> Segment:  # fmt: skip
    made = Segment(
        translation=translation, source=sentence.source, source_aliases=source_aliases,
        machine=sentence.target, target=sentence.target, lost=sentence.rung == "lost",
        target_aliases=aliases_of(sentence.target, sentence.source, source_aliases),
        flags=doubting.of_machine(sentence), alternatives=list(sentence.alternatives),
    )  # fmt: skip
    if known := doubting.settled(sentence.source):
        made.target, made.target_aliases = known.target, []
        made.flags = doubting.flags(sentence.source, known.target)
        made.origin, made.lost = origin_of(known), False
    return made
