"""The register as it comes: what chat and translator are for in children's
services, and what they are not for.

It is a start that a council reads, changes and owns. Whoever puts it in becomes the owner of
every row, and each row asks to be reviewed within a year.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from workspace.accounts.models import Role, User

from . import audit
from .models import Classification, Room, UseCase

_REVIEW_AFTER: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Use:
    slug: str
    title: str
    purpose: str
    classification: int = Classification.SENSITIVE
    second_approver: bool = False
    asks_why: bool = False


@dataclass(frozen=True, slots=True)
class Prohibition:
    slug: str
    title: str
    purpose: str
    reason: str
    instead: str
    may_override: bool = False
    second_approver: bool = False


ALLOWED: Final = (
    Use(
        "case-summary",
        "Summarise case documents",
        "Read case notes, reports and letters and say what is in them, with the source of each "
        "statement.",
    ),
    Use(
        "chronology",
        "Draw up a chronology",
        "Put dated events from case documents in order, with the source of each. You decide "
        "which of them matter.",
    ),
    Use(
        "plain-english",
        "Draft a letter or plan in plain English",
        "Write a first draft of a letter, an email, a plan or a record that you then correct and "
        "answer for, in words that its reader understands.",
    ),
    Use(
        "visit-or-meeting",
        "Prepare for a visit or a meeting",
        "Gather what is known and what is not, open questions to ask and points for an agenda.",
    ),
    Use(
        "supervision",
        "Prepare for supervision",
        "Gather what has changed, what is late and what you are unsure about, to reflect on with "
        "your supervisor.",
    ),
    Use(
        "explain-process",
        "Explain a process to a family",
        "Say what an assessment, a conference, a plan or a review is and what a family's rights "
        "are, in everyday words. General information, not advice on their case.",
    ),
    Use(
        "policy-and-law",
        "Look up policy and law",
        "Find and explain guidance, law and your council's own procedures in documents that you "
        "attach. Check the source itself before you rely on it.",
    ),
    Use(
        "own-writing",
        "Check the quality of your own writing",
        "Look through something you wrote for gaps, jargon, blame, unclear sources and the "
        "child's own voice.",
    ),
)

PROHIBITED: Final = (
    Prohibition(
        "decide-outcome",
        "Decide a threshold or an outcome",
        "Whether a threshold is met, a child is safe, a case closes, or where a child lives and "
        "whom they see.",
        "A named practitioner makes this decision and answers for it. A model knows neither the "
        "family nor the law's weight, and the family could not challenge it.",
        "Ask for the evidence for and against, for what the documents do not say, or for the "
        "questions to take to supervision.",
    ),
    Prohibition(
        "risk-score",
        "Score risk or predict what somebody will do",
        "A number, a grade, a ranking or a forecast about a child, a parent or a family.",
        "Scores about people look exact and are not; they repeat the bias of past records.",
        "Ask for the worries and strengths that the documents name, each with its source, and "
        "use your council's own assessment tool.",
    ),
    Prohibition(
        "credibility",
        "Judge whether somebody is telling the truth",
        "Whether a child, a parent or a professional is honest, consistent or believable.",
        "A model cannot know. What it wrote could decide a case and could not be tested.",
        "Ask where accounts agree and where they differ, quoted with their sources.",
    ),
    Prohibition(
        "age-or-immigration",
        "Assess age or immigration status",
        "How old an unaccompanied young person is, or what their status is or should be.",
        "The law asks for trained assessors and a fair hearing. A wrong answer costs a child "
        "their protection.",
        "Follow your council's age assessment procedure and take legal advice. You may ask for "
        "a chronology of what has been recorded.",
    ),
    Prohibition(
        "court-evidence",
        "Draft your own evidence for court",
        "A witness statement, an assessment or a chronology that is filed under your name.",
        "Evidence is yours and is tested in court. Practice directions and your legal team may "
        "ask you to say how a model was used.",
        "Draw up a chronology or a summary for yourself and write the statement from the "
        "sources. If your legal team has agreed to a draft, go on and say so as the reason: it "
        "then needs a second approver.",
        may_override=True,
        second_approver=True,
    ),
    Prohibition(
        "monitor-staff",
        "Monitor or compare members of staff",
        "How fast, how well or how much colleagues work.",
        "People were not told of it, and case records are not kept for it.",
        "Use supervision, the audit of cases and your council's own policies.",
    ),
    Prohibition(
        "data-from-outside",
        "Enter information about people from outside your work",
        "Names, posts or files of people who are in no case of yours: neighbours, candidates, "
        "acquaintances, what social media show of somebody.",
        "Your council has no lawful basis to hold it here.",
        "Leave it out. If you came upon a risk to a child, make a referral.",
    ),
)


_INTERPRETER: Final = (
    "Book an interpreter, or ring your council's interpreter line now. The phrasebook has approved "
    "words to say that one is coming."
)
_OF_A_CHILD: Final = (
    "A machine's slip here can hurt a child, and nobody in the room would notice it."
)

MAY_BE_TRANSLATED: Final = (
    Use(
        "translate-everyday",
        "Everyday messages",
        "Greetings, directions, school hours, what to bring, thanks: what harms nobody if a word "
        "is not quite right.",
    ),
    Use(
        "translate-appointment",
        "Appointments and arrangements",
        "When and where to meet, who will be there, changes and reminders. Check the day, the time "
        "and the place.",
    ),
    Use(
        "translate-information",
        "General information for families",
        "What a service is and how to reach it, rights and how to complain, in everyday words.",
    ),
    Use(
        "translate-understand",
        "Read what a family has written",
        "To get the gist of a message or letter, and to decide what to do next. Not to be quoted "
        "as what they said.",
    ),
    Use(
        "translate-urgent",
        "Urgent, with an interpreter booked",
        "What cannot wait until the interpreter comes. What was said is gone over again with them.",
        asks_why=True,
        second_approver=False,
    ),
)

NEVER_TRANSLATED: Final = (
    Prohibition(
        "translate-childs-account",
        "A child's account of what happened",
        "What a child says or writes about harm, or about anything that may become evidence.",
        _OF_A_CHILD + " Their own words may be evidence and must be interpreted by a person.",
        _INTERPRETER,
        may_override=True,
    ),
    Prohibition(
        "translate-consent",
        "Asking for consent or agreement",
        "Consent to an assessment, to sharing information, to accommodation, a written agreement.",
        "Consent that was not understood is none, and a court would say so.",
        _INTERPRETER,
        may_override=True,
    ),
    Prohibition(
        "translate-legal",
        "Legal papers and court",
        "Letters before proceedings, orders, statements, reports for court, immigration papers.",
        "Each word counts there. A family must be able to rely on it.",
        "Order a certified translation.",
        may_override=True,
    ),
    Prohibition(
        "translate-medical",
        "Medical advice and treatment",
        "Diagnoses, doses, treatment and consent to it.",
        "A wrong dose or a lost “not” can kill.",
        _INTERPRETER,
        may_override=True,
    ),
    Prohibition(
        "translate-disclosure",
        "A disclosure or a safeguarding concern",
        "Somebody tells of abuse, threats, self-harm or fear, or you ask them about it.",
        _OF_A_CHILD,
        "If somebody is in danger now, ring 999. " + _INTERPRETER,
        may_override=True,
    ),
)


def first_owner() -> User | None:
    """Return the administrator who has been here longest, if there is one."""
    return User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).order_by("pk").first()


def put_in(*, owner: User) -> int:
    """Fill an empty register; one that holds anything is left alone. Return how many rows."""
    if UseCase.objects.exists():
        return 0
    review = timezone.localdate() + _REVIEW_AFTER
    rows = [_allowed(use) for use in ALLOWED] + [_prohibited(use) for use in PROHIBITED]
    rows += [_allowed(use, Room.TRANSLATION) for use in MAY_BE_TRANSLATED]
    rows += [_prohibited(use, Room.TRANSLATION) for use in NEVER_TRANSLATED]
    with transaction.atomic():
        for order, row in enumerate(rows, 1):
            row.owner, row.review_date, row.order = owner, review, order * 10
            row.save()
        audit.record("register.filled", by=None, on=owner, rows=len(rows))
    return len(rows)


def _allowed(use: Use, room: str = Room.CHAT) -> UseCase:
    return UseCase(
        room=room, asks_why=use.asks_why,
        slug=use.slug, title=use.title, purpose=use.purpose,
        classification=use.classification, second_approver=use.second_approver,
    )  # fmt: skip


def _prohibited(use: Prohibition, room: str = Room.CHAT) -> UseCase:
    return UseCase(
        room=room,
        slug=use.slug, title=use.title, purpose=use.purpose, allowed=False,
        reason=use.reason, instead=use.instead, may_override=use.may_override,
        second_approver=use.second_approver,
    )  # fmt: skip
