"""The prompt library as it comes: the everyday tasks of children's social care.

No prompt asks a model to decide a threshold, to score or rank a person, or to recommend
whether a child is safe: those are decisions of a named practitioner. Prompts that read
documents ask for the source of each statement. Those with `needs_model` false are worded so
that the built-in assistant, which only finds and quotes, does them well.
"""

from typing import Final

from .prompt_shape import Prompt

CITE: Final = "Quote the document and paragraph for each statement."
STICK: Final = "Use only what the documents say. Where they say nothing, write that they do not."
DRAFT: Final = "This is a draft for me to check and change."

READING: Final = (
    Prompt(
        slug="summarise-case-note",
        title="Summarise a case note",
        summary="The main points of the attached note, each with where it came from.",
        body=f"Summarise the attached case note. {CITE}",
        task="summarise",
        needs_model=False,
        category="Read and understand",
    ),
    Prompt(
        slug="chronology",
        title="Chronology from dated notes",
        summary="What happened and when, in order, from everything you attach.",
        body=f"Draw up a chronology from the attached notes, earliest date first. {CITE}",
        task="chronology",
        needs_model=False,
        category="Read and understand",
        use="chronology",
    ),
    Prompt(
        slug="who-is-who",
        title="Who is who",
        summary="The people in the documents and what each is to the child.",
        body=(
            "List the people named in the attached documents and their role or relationship "
            f"to the child. {CITE}"
        ),
        task="people",
        needs_model=False,
        category="Read and understand",
    ),
    Prompt(
        slug="genogram",
        title="Describe the family for a genogram",
        summary="Who is related to whom and who lives where, so that you can draw it.",
        body=(
            "List the family members, how they are related to each other and who lives in the "
            f"home, so that I can draw a genogram. {CITE}"
        ),
        task="people",
        needs_model=False,
        category="Read and understand",
    ),
    Prompt(
        slug="handover-note",
        title="Handover note",
        summary="What a colleague who takes over tomorrow needs to know.",
        body=(
            "Summarise the attached documents for a colleague who is taking over: what has "
            f"happened, who is involved, what was agreed and what is due next. {CITE}"
        ),
        task="summarise",
        needs_model=False,
        category="Read and understand",
    ),
)

CHILD: Final = (
    Prompt(
        slug="what-the-child-says",
        title="What does the child say?",
        summary="The child's own words, quoted and not tidied up.",
        body=(
            "What does <child's name> say they want, wish, feel, like and worry about? Quote "
            f"the child's own words exactly. {CITE}"
        ),
        task="answer",
        needs_model=False,
        category="The child",
    ),
    Prompt(
        slug="strengths-and-worries",
        title="Strengths and worries",
        summary="What is going well and what people are worried about, side by side.",
        body=(
            "What is going well for this family, and what are people worried about? Quote who "
            "said each. Do not weigh one against the other and do not say what should be "
            f"decided. {CITE}"
        ),
        task="answer",
        needs_model=False,
        category="The child",
    ),
    Prompt(
        slug="next-visit-questions",
        title="Questions for the next visit",
        summary="Open questions about what the documents leave unclear.",
        body=(
            "Suggest up to eight open, kind questions for my next visit to <who you are "
            "visiting>, about things that the attached documents leave unclear or where two "
            "people say different things. After each, name the document and paragraph that it "
            f"comes from. Do not lead. {DRAFT}"
        ),
        task="answer",
        needs_model=True,
        category="The child",
        use="visit-or-meeting",
    ),
)

PLANNING: Final = (
    Prompt(
        slug="decisions-and-actions",
        title="Decisions and actions",
        summary="What was decided and agreed, who will do it and by when.",
        body=(
            "What decisions were made and what actions were agreed, by whom and by what date? "
            f"{CITE}"
        ),
        task="answer",
        needs_model=False,
        category="Plan and review",
        use="visit-or-meeting",
    ),
    Prompt(
        slug="dates-coming-up",
        title="What is due next",
        summary="Reviews, meetings, visits and deadlines that the documents mention.",
        body=(
            "When is the next meeting, review, appointment or visit, and what is due by which "
            f"date? {CITE}"
        ),
        task="answer",
        needs_model=False,
        category="Plan and review",
        use="visit-or-meeting",
    ),
    Prompt(
        slug="supervision-agenda",
        title="Supervision agenda",
        summary="Points to take to supervision, with room for reflection.",
        body=(
            "Draft an agenda for my supervision about this family: what has changed since "
            "<date of last supervision>, actions that are late or not accounted for, what I am "
            "unsure about, what life is like for each child, and two questions that would help "
            f"me to reflect. {STICK} {CITE} Leave every decision to my supervisor and me. {DRAFT}"
        ),
        task="answer",
        needs_model=True,
        category="Plan and review",
        use="supervision",
    ),
    Prompt(
        slug="assessment-checklist",
        title="Assessment checklist",
        summary="What your documents cover already and what nobody has written down yet.",
        body=(
            "Go through these headings: health; education; emotional and social development; "
            "identity, culture and language; family and relationships; the child's own views; "
            "basic care; safety and supervision; stimulation, guidance and boundaries; each "
            "parent's own history and needs; wider family; housing; work and money; community. "
            "For each, say what the attached documents cover, with document and paragraph, or "
            'write "not covered". Do not rate anything and do not say whether any threshold '
            f"is met. {DRAFT}"
        ),
        task="answer",
        needs_model=True,
        category="Plan and review",
    ),
)

WRITING: Final = (
    Prompt(
        slug="plain-english-letter",
        title="Letter in plain English",
        summary="A warm, clear letter at the reading age you choose.",
        body=(
            "Write a letter to <who it is to> about <what it is about>, for a reading age of "
            "<reading age>. Short sentences, everyday words, no abbreviations, kind and honest. "
            "Say what has happened, what will happen next, what they can do if they disagree, "
            f"and how to reach me. {STICK} {DRAFT}"
        ),
        task="answer",
        needs_model=True,
        category="Write to families and others",
        use="plain-english",
    ),
    Prompt(
        slug="explain-a-process",
        title="Explain a process to a parent",
        summary="What a child in need plan or a conference is, in words that help.",
        body=(
            "Explain <the process, for example a child protection conference> to a parent who "
            "has never heard of it and may be frightened: what it is for, who will be there, "
            "what they can bring and say, what can come of it, and their rights to advice, an "
            "advocate and an interpreter. Reading age <reading age>. General information only: "
            f"do not say what will be decided about this family. {DRAFT}"
        ),
        task="answer",
        needs_model=True,
        category="Write to families and others",
        use="explain-process",
    ),
    Prompt(
        slug="email-to-school",
        title="Plain email to school",
        summary="A short email that shares only what the school needs to know.",
        body=(
            "Draft a short, friendly email to <name at school> about <what you need>. Share only "
            "what the school needs in order to help, and list at the end anything that you left "
            f"out for that reason. {STICK} {DRAFT}"
        ),
        task="answer",
        needs_model=True,
        category="Write to families and others",
        use="plain-english",
    ),
    Prompt(
        slug="letter-to-a-child",
        title="Write so that a child can read it later",
        summary="A note about today, written to the child it is about.",
        body=(
            "Rewrite the attached note as if to <child's name>, aged <age>, who may read it one "
            "day: their own words kept as they are, what the grown-ups did and why, nothing "
            f"blaming, nothing hidden behind jargon. {STICK} {DRAFT}"
        ),
        task="answer",
        needs_model=True,
        category="Write to families and others",
        use="plain-english",
    ),
)

PROMPTS: Final = READING + CHILD + PLANNING + WRITING
