"""Draws a chronology from dated notes: one line per event, nothing undated slipped in.

A line that is only a date, or starts with one, dates what follows until the next such line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from .context import antecedents, joined
from .dates import Day, find_dates, find_time, infer_year
from .reading import Document, Sentence

_GOVERNS: Final = re.compile(
    r"(?i)^(sent|date|date (and time )?of (the )?(visit|contact|meeting|call|session|discussion"
    r"|conference|incident|event|assessment|home visit|entry|supervision)"
    r"|(visit|contact|meeting|session|incident|entry|case note|event)( date)?|home visit|day)"
    r"\s*[:\-–—]?\s*$"
)
MOST_PER_PARAGRAPH: Final = 4


@dataclass
class Event:
    """What is recorded for one moment: sentences of one paragraph, in order."""

    day: Day
    time: str
    sentences: list[Sentence] = field(default_factory=list)


@dataclass
class Chronology:
    events: list[Event] = field(default_factory=list)
    undated: int = 0


@dataclass
class Context:
    """What dates a statement that carries no date: its entry, else the heading above it."""

    anchor: Day | None
    heading: tuple[Day, str] | None = None
    entry: tuple[Day, str] | None = None

    def open(self, sentence: Sentence, day: Day) -> None:
        """A title ("12 March, home visit") dates all that follows; an entry only itself."""
        before = (self.heading or (self.anchor, ""))[0]
        found = (infer_year(day, before or self.anchor), find_time(sentence.text[day.end :]))
        after = sentence.text[day.end :].strip()
        statement = sentence.placeholders or "|" in after or after[-1:] in ".!?;"
        if _only_a_date(sentence.text, day) or not (statement or len(after.split()) > 6):
            self.heading, self.entry = found, None
        else:
            self.entry = found


def chronology(documents: Sequence[Document]) -> Chronology:
    """Events in order; those whose year is not stated come last, as they cannot be placed."""
    result = Chronology()
    for document in documents:
        _collect(document, result)
    result.events.sort(key=lambda event: (event.day.year == 0, event.day.key, event.time))
    return result


def _collect(document: Document, result: Chronology) -> None:
    first = len(result.events)
    context = Context(document_date(document))
    current: Event | None = None
    place = ("", 0)
    for sentence in document.sentences:
        dates = find_dates(sentence.text)
        if sentence.place != place:
            place, current, context.entry = sentence.place, None, None
        if dates and sentence.opens_line and _is_date_heading(sentence, dates[0]):
            context.open(sentence, dates[0])
            current = None
            if _only_a_date(sentence.text, dates[0]):
                continue
        if not (sentence.is_heading or sentence.is_label):
            current = _add(sentence, dates, current, context, result)
    _lead_in(document, result.events[first:])


def _lead_in(document: Document, events: list[Event]) -> None:
    """An event that opens with "She" is led by the sentence that says who."""
    paragraphs = document.paragraphs()
    for event in events:
        opening = event.sentences[0]
        before = [s for s in paragraphs[opening.number] if s.order < opening.order]
        if leads := antecedents(opening, before):
            event.sentences[0] = joined([*leads, opening])


def _add(
    sentence: Sentence,
    dates: tuple[Day, ...],
    current: Event | None,
    context: Context,
    result: Chronology,
) -> Event | None:
    """Put a sentence under its own date, else under the line that dates it."""
    governing, time = context.entry or context.heading or (None, "")
    opening_time = _opening_time(sentence.text) if sentence.opens_line else ""
    if dates:
        day = infer_year(dates[0], governing or context.anchor)
        same_day = governing is not None and day.key == governing.key
        stated = find_time(sentence.text[dates[0].start :]) or find_time(sentence.text)
        event = Event(day, stated or (time if same_day else ""))
    elif governing and current and current.day.key == governing.key and not opening_time:
        current.sentences.append(sentence)
        return current
    elif governing:
        event = Event(governing, opening_time or time)
    else:
        result.undated += 1
        return None
    event.sentences.append(sentence)
    result.events.append(event)
    return event


def _opening_time(text: str) -> str:
    """A time that opens the entry ("10.15 – arrived"); "every Saturday at 10" is no such time."""
    opening = re.match(r"(?i)\W*(at |around |about )?\d{1,2}([:.]\d\d)?\s*([ap]\.?m\b)?", text)
    return find_time(f"at {opening.group()}") if opening else ""


def document_date(document: Document) -> Day | None:
    """The date a document carries: in its name, or the first full one near its top."""
    named = find_dates(document.name.replace("_", " "))
    early = [day for s in document.sentences[:12] for day in find_dates(s.text)]
    every = [day for s in document.sentences for day in find_dates(s.text)]
    full = [day for day in (*named, *early, *every) if day.year and day.month]
    years = {day.year for day in full}
    return full[0] if full and (named or len(years) == 1 or full[0] in early) else None


def _is_date_heading(sentence: Sentence, day: Day) -> bool:
    """The line opens with the date (or a label such as "Date of visit:") and sets it apart."""
    before, after = sentence.text[: day.start], sentence.text[day.end :].strip()
    if _GOVERNS.match(before.strip(" *#")):
        return True
    if before.strip(" *#([").lower() not in ("", "on", "wc", "w/c"):
        return False
    if _only_a_date(sentence.text, day):
        return True
    set_apart = not after or after[0] in ":-–—|.*)],"
    starts_line = bool(re.match(r"(at |@ ?)?\d{1,2}[:.]\d\d", after))
    return day.day > 0 and (set_apart or starts_line or len(after.split()) <= 6)


def _only_a_date(text: str, day: Day) -> bool:
    """Nothing but the date, a time, a weekday or a label."""
    rest = text[: day.start] + " " + text[day.end :]
    rest = re.sub(r"(?i)\d\s*[ap]\.?m\b", "", rest)
    words = re.findall(r"[^\W\d_]+", rest)
    return len(words) <= 1 or bool(_GOVERNS.match(text[: day.start].strip()) and len(words) <= 4)
