"""Writes results as Markdown lines. Every statement is quoted whole and ends with its source."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from .answering import Found
from .chronology import MOST_PER_PARAGRAPH, Chronology, Event
from .dates import Day, find_dates
from .people import Known
from .reading import Sentence, citation
from .weight import worth

CLOSING: Final = (
    "These are extracts from what was read; where only part of a name was written, the full name"
    " stands. The built-in assistant does not write prose."
)
NOT_FOUND: Final = "Not found in these documents."
CAN_DO: Final = (
    "I can summarise a document, answer a question from it, draw up a chronology or list the"
    " people in it: attach a document or paste a note, and ask. I quote what is written and do"
    " not write prose; an administrator can connect a model for drafting."
)
NO_PROSE: Final = (
    "The built-in assistant does not write prose; an administrator can connect a model for"
    " drafting. These are the passages most useful for writing it yourself."
)
NOTHING_TO_QUOTE: Final = "There is no text to quote in these documents."


def summary_lines(groups: Sequence[tuple[str, list[Sentence]]]) -> Iterator[str]:
    if not any(sentences for _, sentences in groups):
        yield NOTHING_TO_QUOTE
        return
    for heading, sentences in groups:
        if heading:
            yield f"### {heading}"
            yield ""
        for sentence in sentences:
            yield f"- {sentence.cited}"
        yield ""


def answer_lines(found: Found) -> Iterator[str]:
    if found.answers:
        for sentence in found.answers:
            yield f"- {sentence.cited}"
        return
    yield NOT_FOUND
    if found.unknown:
        yield ""
        yield f"They do not mention {', '.join(found.unknown)}."
    if found.nearest:
        yield ""
        yield "The nearest passages, which may not answer the question:"
        yield ""
        for sentence in found.nearest:
            yield f"- {sentence.cited}"


def chronology_lines(result: Chronology) -> Iterator[str]:
    yield "### Chronology"
    yield ""
    left_out = 0
    for event in result.events:
        kept = _kept(event)
        left_out += len(event.sentences) - len(kept)
        source = citation(kept[0].ref, kept[0].number)
        text = " ".join(sentence.text for sentence in kept)
        yield f"- **{_moment(event.day, event.time)}** – {_undated(text, event.day)} {source}"
    if not result.events:
        yield "No dated events were found in these documents."
    if result.undated or left_out:
        yield ""
        yield _counted(result.undated, left_out)


def _undated(text: str, day: Day) -> str:
    """The text without a date it opens with, where that is the one already shown."""
    first = next(iter(find_dates(text)), None)
    if first is None or first.start or first.key != day.key:
        return text
    return text[first.end :].lstrip(" :-–—|.,") or text


def _moment(day: Day, time: str) -> str:
    return f"{day}, {time}" if time else str(day)


def _kept(event: Event) -> list[Sentence]:
    """At most a few sentences of a long entry: the weightiest, in order."""
    if len(event.sentences) <= MOST_PER_PARAGRAPH:
        return event.sentences
    scores = worth(event.sentences)
    best = sorted(event.sentences[1:], key=lambda s: -scores[s])[: MOST_PER_PARAGRAPH - 1]
    return [s for s in event.sentences if s is event.sentences[0] or s in best]


def _counted(undated: int, left_out: int) -> str:
    said = []
    if undated:
        word = "statement has" if undated == 1 else "statements have"
        said.append(f"{undated} {word} no date and {'is' if undated == 1 else 'are'} not included.")
    if left_out:
        word = "sentence" if left_out == 1 else "sentences"
        said.append(f"{left_out} further {word} of long entries left out for length.")
    return " ".join(said)


def people_lines(known: Sequence[Known]) -> Iterator[str]:
    if not known:
        yield "No people are named in these documents."
        return
    yield "### People"
    yield ""
    for person in known:
        yield f"- **{person.placeholder}** – {person.role.lower()}; {_mentions(person)}"
        for phrase, sentence in person.described[:3]:
            yield f"  - “{phrase}” {citation(sentence.ref, sentence.number)}"
        if not person.described:
            first = next((s for s in person.mentions if not s.is_label), person.mentions[0])
            yield f"  - {first.cited}"


def _mentions(person: Known) -> str:
    """ "mentioned 4 times (D1 ¶2, ¶5; D2 ¶1)"."""
    places = sorted({sentence.place for sentence in person.mentions})
    shown = places[:8]
    by_document = [
        f"{ref} " + ", ".join(f"¶{number}" for _, number in group)
        for ref, group in groupby(shown, key=lambda place: place[0])
    ]
    more = " and elsewhere" if len(places) > len(shown) else ""
    times = "once" if person.count == 1 else f"{person.count} times"
    return f"mentioned {times} ({'; '.join(by_document)}{more})"
