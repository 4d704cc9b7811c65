"""What a translation is as an output: a draft in somebody's name, and when it may be approved."""

from collections.abc import Iterable
from itertools import groupby
from typing import Final

import regex
from django.urls import reverse

from workspace.accounts.models import User
from workspace.outputs.actions import keep
from workspace.outputs.features import register
from workspace.outputs.models import Output
from workspace.privacy.masking import MaskedText, Mention
from workspace.privacy.placeholders import find_exact

from .models import Segment, Translation

KIND = "translation.text"


def keep_draft(translation: Translation) -> Output:
    """Make a draft of what was translated, in the transaction in which it is kept.

    Where somebody has worked on an earlier draft, theirs stays among its versions.
    """
    if translation.output is not None:
        from workspace.outputs.actions.editing import put  # the detector, which only work needs

        put(output=translation.output, text=sheet(translation), by=translation.owner)
        return translation.output
    return keep(
        kind=KIND, source_id=str(translation.pk), owner=translation.owner, case=translation.case,
        vault=translation.vault, use_case=translation.use_case,
        engine_name=translation.engine.name if translation.engine else "",
        model=f"{translation.source_language}-{translation.target_language}",
        version=translation.version, text=sheet(translation),
    )  # fmt: skip


def sheet(translation: Translation) -> MaskedText:
    """Return the whole translation as it stands: a paragraph for each line that was asked."""
    parts: list[str] = []
    aliases: list[str] = []
    for _, segments in groupby(translation.segments.all(), lambda one: one.paragraph):
        every = list(segments)
        parts.append(_plain(joined(every)))
        for segment in every:
            aliases += segment.target_aliases
    return _with(aliases, "\n\n".join(part for part in parts if part.strip()))


def joined(segments: Iterable[Segment]) -> str:
    """Put the sentences of one paragraph together."""
    return "".join(one.before + one.target + one.after for one in segments).rstrip()


def _plain(text: str) -> str:
    """Return a paragraph so that nothing in it is taken for Markdown: "14. Mai" is no list."""
    ends, pieces = 0, []
    for found in find_exact(text):
        pieces += [_escaped(text[ends : found.start]), text[found.start : found.end]]
        ends = found.end
    whole = "".join(pieces) + _escaped(text[ends:])
    return _NUMBERED.sub(r"\1\\\2", whole)


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", text)


_MARKS: Final = regex.compile(r"[\\`*_~#<>\[\]|]|(?<=^[ \t]*)[-+=](?=\s|[-=])", regex.MULTILINE)
_NUMBERED: Final = regex.compile(r"^([ \t]*\d{1,9})([.)])", regex.MULTILINE)


def _with(aliases: list[str], text: str) -> MaskedText:
    found = list(find_exact(text))
    return MaskedText(
        text,
        tuple(
            Mention(one.start, one.end, "", "", alias, str(one.placeholder))
            for one, alias in zip(found, aliases, strict=True)
        ),
    )


def not_yet(output: Output) -> str:
    """Say why a translation cannot be approved yet; "" where it can."""
    found = Translation.objects.filter(output=output, state=Translation.State.READY).first()
    segments = list(found.segments.all()) if found else []
    if not segments:
        return "There is no finished translation that this belongs to. Translate the text again."
    if waiting := sum(segment.is_open for segment in segments):
        return (
            f"{waiting} {'sentence has' if waiting == 1 else 'sentences have'} to be looked at "
            "first. They are marked in the translation."
        )
    return ""


def approved(output: Output, by: User) -> None:
    """Remember what a person has answered for, as far as it names nobody and nothing in it was
    doubtful. What a person wrote is remembered for its case alone: it may hold a name."""
    from .actions.memory import remember

    rows = Segment.objects.filter(translation__output=output, flags=[])
    for segment in rows.select_related("translation__case"):
        whole = segment.translation
        remember(
            source=segment.source, target=segment.target, by=by, case=whole.case,
            source_language=whole.source_language, target_language=whole.target_language,
            share=segment.origin != Segment.Origin.PERSON,
        )  # fmt: skip


def address(output: Output) -> str:
    found = Translation.objects.filter(output=output).first()
    return reverse("translation:show", args=[found.pk]) if found else ""


def register_all() -> None:
    register(
        KIND,
        label="Translation",
        address=address,
        not_yet=not_yet,
        edited_there=True,
        approved=approved,
    )
