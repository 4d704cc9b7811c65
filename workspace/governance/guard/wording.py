"""What the guard says for each reason, until a council words it in its own way."""

from dataclasses import dataclass
from typing import Final

from .verdict import Reason


@dataclass(frozen=True, slots=True)
class Wording:
    title: str
    explanation: str
    instead: str


_THRESHOLD: Final = Wording(
    "Whether a threshold is met is for you and your manager",
    "Daylight has read only what is in this chat. It has not met the child, cannot weigh what was "
    "not written down, and cannot answer for the decision. It can put the evidence in front of "
    "you so that deciding takes less time.",
    "Set out the evidence that points towards the threshold being met and the evidence that "
    "points away from it, with the source of each statement. Then list what is missing.",
)
_REMOVAL: Final = Wording(
    "Whether a child should be removed is for you, your manager and the court",
    "Nothing weighs more for a child and a family than this. It needs people who know them, legal "
    "advice and somebody who answers for it. If a child is in danger now, call your manager or "
    "the police: do not wait for Daylight.",
    "Set out the evidence about safety at home: what has harmed or could harm the child, and what "
    "protects the child, with the source of each statement. Then list what is missing.",
)
_CONTACT: Final = Wording(
    "Who sees a child, and how, is for you and those who know the child",
    "Contact touches a child’s safety and the people they love. Daylight cannot see how a child is "
    "before and after, so it does not say whether contact should happen or be supervised. It can "
    "gather what has been seen and said.",
    "Set out what has been recorded about contact, including the child’s own words: what has gone "
    "well and what has worried people, with the source of each statement. Then list what is "
    "missing.",
)
_PLACEMENT: Final = Wording(
    "Where a child should live is for you, your manager and the panel or court",
    "A home is more than what is written about it. Daylight does not choose between homes or "
    "people who care for a child. It can set out what is recorded about each.",
    "Set out what is recorded about each home or carer and what the child has said: what speaks "
    "for it and what speaks against it, with the source of each statement. Then list what is "
    "missing.",
)
_ELIGIBILITY: Final = Wording(
    "Who is entitled to help is for the person who takes that decision",
    "A wrong answer here leaves a family without help that is theirs. Rules change, and there is "
    "often discretion. Daylight can put the facts beside each condition for whoever decides.",
    "Set out the facts that bear on each condition for this help, those that point towards it and "
    "those that point away from it, with the source of each statement. Then list what is missing.",
)
_CREDIBILITY: Final = Wording(
    "Who is to be believed is not for a computer to say",
    "Daylight cannot tell from a text whether somebody is truthful, and people who are frightened "
    "or hurt often tell things in pieces. It can show what each person said, and what fits or does "
    "not fit with other records.",
    "Set out side by side what each person said about this, when and to whom, and what in the "
    "other records supports or contradicts it, with the source of each statement. Then list what "
    "is missing.",
)
_RISK_SCORE: Final = Wording(
    "Daylight does not rate or predict what a person may do",
    "A number or a colour from a computer looks surer than it is, and it follows a family for "
    "years. Judging risk is your professional work. Daylight can list what is recorded about "
    "danger and about safety.",
    "Set out what is recorded that adds to the worry and what is recorded that protects, with "
    "dates and the source of each statement. Then list what is missing.",
)
WORDING: Final = {
    Reason.THRESHOLD: _THRESHOLD,
    Reason.REMOVAL: _REMOVAL,
    Reason.CONTACT: _CONTACT,
    Reason.PLACEMENT: _PLACEMENT,
    Reason.ELIGIBILITY: _ELIGIBILITY,
    Reason.CREDIBILITY: _CREDIBILITY,
    Reason.RISK_SCORE: _RISK_SCORE,
}

KEPT: Final = "I will decide. Give no view of your own. What I asked myself:"
"""Stands before a person's own words; see `asked_instead`."""


def asked_instead(instead: str, words: str) -> str:
    """Return the request that is offered: the wording, then the person's own words, quoted."""
    quoted = "\n".join(f"> {line}" for line in words.splitlines() if line.strip())
    return f"{instead}\n\n{KEPT}\n{quoted}"


def without_quoted(request: str) -> str:
    """Return a request without the lines that `asked_instead` quoted."""
    head, kept, rest = request.partition(KEPT)
    if not kept:
        return request
    lines = (line for line in rest.splitlines() if not line.startswith("> "))
    return head + "\n".join(lines)
