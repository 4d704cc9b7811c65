"""From text in a vault to what a model may read, and back from what it wrote."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from . import chosen, layers, tripwire
from .dates import age_band, band_of, parse_date
from .detector import jigsaw
from .identities import Identities
from .masked import Masked, Part, PartKind, sealed
from .masking import MaskedText, mask, mask_again, mask_around
from .placeholders import canonical, find_exact
from .spans import Span
from .vaults import VaultId, change, open_vault


@dataclass(frozen=True, slots=True)
class Draft:
    """One part of a request before it is masked.

    `at_rest` says that the text comes masked from storage in the same vault; it is masked once
    more for whoever has become known since.
    """

    kind: PartKind
    paragraphs: tuple[str, ...]
    name: str = ""
    ref: str = ""
    at_rest: bool = False


def mask_text(
    vault_id: VaultId,
    text: str,
    *,
    language: str = "en",
    about: VaultId | None = None,
    towns: bool = False,
    beside: Sequence[str] = (),
) -> MaskedText:
    """Mask a person's own text for storage, teaching the vault whoever is new in it.

    `about` is another vault: whom that one knows is hidden too, however they are written.
    `towns` says that policy hides towns here. `beside` are other masked texts of the same work:
    whoever stands in them may be meant by a word that fits several.
    """
    found = _detected(text, language, chosen.models())
    spans = _hidden(found, towns)
    if about is not None:
        spans += _known_to(about, text)

    def learn_and_mask(identities: Identities) -> MaskedText:
        identities.stand_in(beside)
        return mask(text, spans, identities, language=language)

    return _with_clues(text, found, change(vault_id, learn_and_mask))


def mask_texts(
    vault_id: VaultId,
    texts: Sequence[str],
    *,
    language: str = "en",
    towns: bool = False,
    beside: Sequence[str] = (),
) -> list[MaskedText]:
    """Mask the paragraphs of one document, so that who is named in full anywhere is known.

    `beside` as in `mask_text`.
    """
    models = chosen.models()
    everything = [_detected(text, language, models) for text in texts]
    spans = [_hidden(found, towns) for found in everything]

    def learn_then_mask(identities: Identities) -> list[MaskedText]:
        identities.stand_in(beside)
        pairs = list(zip(texts, spans, strict=True))
        for text, found in pairs:
            mask(text, found, identities, language=language)
        return [mask(text, found, identities, language=language) for text, found in pairs]

    done = zip(texts, everything, change(vault_id, learn_then_mask), strict=True)
    return [_with_clues(text, found, masked) for text, found, masked in done]


def mask_texts_again(
    vault_id: VaultId, texts: Sequence[tuple[str, Sequence[str]]]
) -> list[MaskedText]:
    """Bring (text at rest, its aliases) up to what the vault knows now, without detecting anew."""

    def mask_all(known: Identities) -> list[MaskedText]:
        known.stand_in(text for text, _ in texts)
        return [mask_again(text, aliases, known) for text, aliases in texts]

    return change(vault_id, mask_all)


def mask_towns(vault_id: VaultId, texts: Sequence[tuple[str, Sequence[str]]]) -> list[MaskedText]:
    """Hide the towns in (text at rest, its aliases), where policy did not ask for it before."""
    models = chosen.models()
    found = [_towns(text, models) for text, _ in texts]
    return change(
        vault_id,
        lambda known: [
            mask_around(text, towns, known, aliases)
            for (text, aliases), towns in zip(texts, found, strict=True)
        ],
    )


def mask_answer(vault_id: VaultId, text: str) -> MaskedText:
    """Mask what a model wrote for storage: its placeholders stay, known names are hidden.

    The model has seen no names, so none is looked for beyond the vault's own and identifiers.
    """
    return mask_answers(vault_id, [text])[0]


def mask_answers(vault_id: VaultId, texts: Sequence[str]) -> list[MaskedText]:
    """Mask several texts that a model wrote, as `mask_answer` does one."""
    texts = [canonical(text) for text in texts]
    spans = [tripwire.identifiers(text) for text in texts]
    return change(
        vault_id,
        lambda identities: [
            mask_around(text, found, identities) for text, found in zip(texts, spans, strict=True)
        ],
    )


def prepare(
    vault_id: VaultId, drafts: Sequence[Draft], *, task: str = "answer", towns: bool = False
) -> Masked:
    """Mask a whole request and look it over once more. Raises detector and tripwire errors.

    Where `towns` are to be hidden they are looked for in text at rest too: it may come from
    before that was the policy.
    """
    models = chosen.models()
    spans = [list(_spans_of(draft, towns, models)) for draft in drafts]

    def mask_all(identities: Identities) -> Masked:
        parts = [
            _masked_part(draft, found, identities)
            for draft, found in zip(drafts, spans, strict=True)
        ]
        legend = "" if task == "translate" else "\n".join(_legend(parts, identities))
        if legend:
            parts.insert(0, Part("system", (legend,)))
        masked = sealed(parts, task)
        tripwire.check(masked, identities, legend=legend)
        return masked

    return change(vault_id, mask_all)


def _spans_of(draft: Draft, towns: bool, models: Path) -> Iterator[list[Span]]:
    """Yield what is to be hidden in the name, then in each paragraph; at rest, towns alone."""
    towns = towns and draft.kind != "system"  # Daylight's own words are about nobody's town
    for text in (draft.name, *draft.paragraphs):
        if not draft.at_rest:
            yield _hidden(_detected(text, "en", models), towns)
        else:
            yield _towns(text, models) if towns else []


def _masked_part(draft: Draft, found: Sequence[list[Span]], identities: Identities) -> Part:
    name_spans, *spans = found
    if draft.at_rest:
        paragraphs = [
            mask_around(text, towns, identities).text
            for text, towns in zip(draft.paragraphs, spans, strict=True)
        ]
        name = mask_around(draft.name, name_spans, identities).text
    else:
        paragraphs = [
            mask(text, personal, identities).text
            for text, personal in zip(draft.paragraphs, spans, strict=True)
        ]
        name = mask(draft.name, name_spans, identities).text
    return Part(draft.kind, tuple(paragraphs), name, draft.ref)


def _legend(parts: Sequence[Part], identities: Identities) -> Iterator[str]:
    """Say how old people are, in bands, where a hidden age or date of birth is mentioned."""
    issued = identities.issued()
    mentioned = {f.placeholder for part in parts for f in find_exact(part.text)}
    for placeholder in sorted(mentioned):
        subject = issued.get(placeholder)
        if subject and subject.label == "AGE" and (band := band_of(next(iter(subject.aliases)))):
            yield f"{placeholder} is an age; in years it is {band}."
        if subject and subject.label == "DOB" and (born := parse_date(next(iter(subject.aliases)))):
            band = age_band(born, date.today())
            yield f"{placeholder} is a date of birth; the age of that person in years is {band}."


def _known_to(vault_id: VaultId, text: str) -> list[Span]:
    known = open_vault(vault_id).identities
    return [
        Span(found.start, found.end, known.subjects[min(found.subjects)].label, source="known")
        for found in known.find(text)
    ]


def _detected(text: str, language: str, models: Path) -> list[Span]:
    """Return everything found in `text`, towns included."""
    return layers.found(text, language=language, models=models, towns=True)


def _towns(text: str, models: Path) -> list[Span]:
    return [span for span in _detected(text, "en", models) if span.label == "PLACE"]


def _hidden(spans: Sequence[Span], towns: bool) -> list[Span]:
    return [span for span in spans if towns or span.label != "PLACE"]


def _with_clues(text: str, spans: Sequence[Span], masked: MaskedText) -> MaskedText:
    """Add what stays readable of the pieces that might give somebody away."""
    left = [
        (clue.kind, text[clue.start : clue.end])
        for clue in jigsaw.clues(text, spans)
        if not any(clue.start < m.end and m.start < clue.end for m in masked.mentions)
    ]
    return replace(masked, clues=tuple(dict.fromkeys(left)))
