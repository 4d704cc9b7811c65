"""Works out what the person asks for, and which text it is to be read from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from workspace.privacy.masked import Masked, Part

from .reading import Document, read, read_one
from .sentences import split

_CHRONOLOGY: Final = re.compile(
    r"(?i)\b(chronolog\w*|time ?lines?|in (date|time) order|sequence of events|dates? and events?"
    r")\b"
)
_PEOPLE: Final = re.compile(
    r"(?i)\bwho(?:'|’)?s? (is|are) who\b|\bwho's who\b"
    r"|\b(list|identify|name|set out|show|give( me)?)\b[^.?\n]{0,40}\b(people|persons|everyone"
    r"|professionals|family members|individuals|household)\b"
    r"|\bwho (are|is) (all )?(the |these )?(people|everyone|involved|mentioned|named)\b"
    r"|\bwho (is|are) (mentioned|involved|named)\b|\b(people|everyone) (mentioned|involved)\b"
)
_SUMMARY: Final = re.compile(
    r"(?i)\b(summar\w*|overview|key (points?|facts?|information)|main points?|gist|sum (it )?up"
    r"|bullet points?|in brief|precis|highlights|what (does|do) (this|it|the \w+) say\b\W*$"
    r"|shorten|condense|tl;?dr|evidence (for|against|that)|the source of each statement)"
)
_PROSE: Final = re.compile(
    r"(?i)\b(write|draft|compose|rewrite|rephrase|reword|translate|simplify|prepare|produce|create"
    r"|draw up|turn (this|it|the)|explain .{0,40}\bto (a|the|my) |letter|agenda|checklist|script"
    r"|template|reading age|plain english)\b"
)
_QUESTION: Final = re.compile(
    r"(?i)^\W*(who|what|when|where|why|which|how|is|are|was|were|do|does|did|has|have|had|can"
    r"|could|should|will|would)\b"
)
_POLITE: Final = re.compile(r"(?i)^\W*(can|could|would|will) you\b")
_ORDER: Final = re.compile(
    r"(?i)^\W*(use|write|list|include|keep|do not|don't|say|start|end|give|make|avoid|for each"
    r"|set out|add|mark|cite|quote|put|leave|focus|explain|describe|show|end with|if|only|never"
    r"|please|you are|your task|under|highlight|draft|summar\w+|read|where|state|separate)\b"
)
_GREETING: Final = re.compile(
    r"(?i)^\W*(hi|hello|hey|good (morning|afternoon|evening)|thanks?( you)?( very much)?|help"
    r"|ok(ay)?|test|what can you do|how (do|does|can) (you|this|i use)\b.{0,30}|who are you)\b"
    r"(\W+(there|daylight|everyone|all))?\W*$"
)
LONG_MESSAGE_WORDS: Final = 60


@dataclass(frozen=True)
class Asked:
    """A request understood: the task, the question itself, and what to read."""

    task: str
    question: str
    earlier_question: str
    documents: tuple[Document, ...]
    wants_prose: bool


def understand(masked: Masked) -> Asked:
    users = masked.of_kind("user")
    notes = [(index, *_pasted(part)) for index, part in enumerate(users, 1)]
    documents = read(masked.of_kind("document"))
    questions = [question for _, question, _ in notes]
    latest_has_note = bool(notes and notes[-1][2])
    if not documents or latest_has_note:
        pasted = [(index, note) for index, _, note in notes if note]
        for index, note in pasted[-1:] if documents else pasted:
            documents.append(read_one(f"M{index}", "your message", note))
    question = questions[-1] if questions else ""
    return Asked(
        task=masked.task if masked.task != "answer" else infer(question, latest_has_note),
        question=_core(question),
        earlier_question=_core(questions[-2]) if len(questions) > 1 else "",
        documents=tuple(documents),
        wants_prose=masked.task == "answer" and wants_prose(question),
    )


def is_greeting(question: str) -> bool:
    """Nothing to look up: a greeting, thanks, or a question about the assistant itself."""
    return bool(_GREETING.match(question))


def infer(question: str, has_note: bool = False) -> str:
    """The task a message asks for. A pasted note without a question is summarised."""
    if _CHRONOLOGY.search(question):
        return "chronology"
    if _PEOPLE.search(question):
        return "people"
    if _SUMMARY.search(question) or wants_prose(question):
        return "summarise"
    if not question.strip():
        return "summarise" if has_note else "answer"
    return "answer"


def wants_prose(question: str) -> bool:
    """Asks for something to be written, rather than for what the documents say."""
    first = question.strip().partition("\n")[0]
    asks_fact = _QUESTION.match(first) and not _POLITE.match(first)
    return bool(_PROSE.search(first)) and not (asks_fact or _SUMMARY.search(first))


def _pasted(part: Part) -> tuple[str, dict[int, str]]:
    """Divide a message into its instruction and the note pasted under it, if there is one.

    Paragraph numbers count every paragraph of the message, so that they can be checked.
    """
    lines = _lines(part.paragraphs)
    whole = " ".join(lines.values())
    if len(whole.split()) <= LONG_MESSAGE_WORDS:
        return whole, {}
    asking = {number for number in (min(lines), max(lines)) if _is_instruction(lines[number])}
    note = {number: text for number, text in lines.items() if number not in asking}
    question = "\n".join(lines[number] for number in sorted(asking))
    if not asking:
        question, note = _cut_colon(note)
    facts = [s for text in note.values() for s in split(text) if not _ORDER.match(s)]
    if sum(len(sentence.split()) for sentence in facts) < LONG_MESSAGE_WORDS:
        return "\n".join(lines.values()), {}
    return question, note


def _lines(paragraphs: Sequence[str]) -> dict[int, str]:
    lines = [line for text in paragraphs for line in text.splitlines() if line.strip()]
    return dict(enumerate(lines, 1))


def _is_instruction(line: str) -> bool:
    if len(line.split()) > 40:
        return False
    asks = any(pattern.search(line) for pattern in (_CHRONOLOGY, _PEOPLE, _SUMMARY))
    return asks or wants_prose(line) or bool(_QUESTION.match(line) and line.rstrip()[-1:] in "?:")


def _cut_colon(note: dict[int, str]) -> tuple[str, dict[int, str]]:
    """ "Summarise this: Visited today ..." on one line: cut after the colon."""
    number = min(note)
    head, colon, rest = note[number].partition(":")
    if colon and _is_instruction(head + colon) and rest.strip():
        return head, note | {number: rest.strip()}
    return "", note


def _core(question: str) -> str:
    """The asking sentence of a long message; the rest would only blur the search."""
    sentences = [s for line in question.splitlines() for s in split(line)]
    asking = [s for s in sentences if s.endswith("?") or _QUESTION.match(s)]
    return question if len(question.split()) <= 40 or not asking else " ".join(asking[-2:])
