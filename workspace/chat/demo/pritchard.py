"""The Lloyd and Pritchard family: three children, two fathers, a grandfather they call Taid.

Difficulties on purpose: a grandson and grandfather who are both called Tomos, three surnames
in one home, a misspelt Polish surname and a nickname, names that are ordinary words (Will,
Rose, Joy, Page), lower-case text messages full of errors and a police style that shouts
surnames.
"""

from datetime import date
from typing import Final

from .council import FAMILY_SUPPORT
from .shapes import Case, DemoDocument, Question, RosterEntry

HOME: Final = "14 Quarry Rise, Ottermere, LK7 3BD"
HIGH_SCHOOL: Final = "Ottermere High School"
PRIMARY: Final = "Ottermere Primary School"

POLICE: Final = "PPN LKP-2025-004417.txt"
HEALTH: Final = "health visitor report Poppy K.odt"
TEXTS: Final = "carys texts.txt"
CORE_GROUP: Final = "core group minutes 10.04.2025.docx"
SUPERVISION: Final = "supervision 24 April.md"
NOTES: Final = "case notes export.txt"
TOMOS: Final = "what Tomos told me.md"

ROSTER: Final = (
    RosterEntry(
        "Carys Pritchard", "CHILD", ("Carys P",), date(2010, 7, 8), HOME, school=HIGH_SCHOOL
    ),
    RosterEntry(
        "Tomos Pritchard",
        "CHILD",
        ("little Tomos", "Tom"),
        date(2016, 10, 21),
        HOME,
        school=PRIMARY,
    ),
    RosterEntry("Poppy Kowalczyk", "CHILD", (), date(2024, 9, 27), HOME, nhs_number="999 196 2484"),
    RosterEntry(
        "Bethan Lloyd", "MOTHER", ("Bethan", "Beth"), date(1990, 5, 30), HOME, "07700 900511"
    ),
    RosterEntry("Gareth Pritchard", "FATHER", ("Gareth",), phone="07700 900784"),
    RosterEntry(
        "Marek Kowalczyk",
        "PARTNER",
        ("Marek Kowalchik", "Marek", "maz"),
        date(1987, 2, 11),
        HOME,
        "07700 900629",
    ),
    RosterEntry(
        "Tomos Lloyd",
        "GRANDFATHER",
        ("Taid", "Mr Lloyd"),
        address="3 Chapel Terrace, Ottermere, LK7 5HN",
        phone="01632 960641",
    ),
    RosterEntry("Will Adeyemi", "WORKER", email="will.adeyemi@larkmoor.example"),
    RosterEntry("Ruth Olatunji", "WORKER", email="ruth.olatunji@larkmoor.example"),
    RosterEntry("Jordan Steel", "WORKER", ("Jordan",)),
    RosterEntry("Sian Page", "PROFESSIONAL", ("Sian",)),
    RosterEntry("Joy Bridges", "NURSE", ("Joy",), phone="01632 960722"),
    RosterEntry("Rose Banks", "OFFICER", ("PC Banks", "PC Rose Banks")),
    RosterEntry("Nest Harries", "TEACHER", ("Mrs Harries",), school=HIGH_SCHOOL),
    RosterEntry("Huw Strong", "TEACHER", ("Mr Strong",), school=PRIMARY),
    RosterEntry("Carol Dunn", "NEIGHBOUR", ("Mrs Dunn",)),
    RosterEntry("Ellie Brook", "WORKER"),
)

DOCUMENTS: Final = (
    DemoDocument(POLICE, "Police notification", "pritchard/police-notification.txt"),
    DemoDocument(HEALTH, "Health visitor's report", "pritchard/health-visitor-letter.txt"),
    DemoDocument(TEXTS, "Text messages that Carys shared", "pritchard/text-messages.txt"),
    DemoDocument(CORE_GROUP, "Core group minutes", "pritchard/core-group-minutes.txt"),
    DemoDocument(SUPERVISION, "Supervision record", "pritchard/supervision-note.md"),
    DemoDocument(NOTES, "Case notes", "pritchard/case-notes.txt"),
    DemoDocument(TOMOS, "What Tomos told me", "pritchard/tomos-words.md"),
)

QUESTIONS: Final = (
    Question(
        "Who rang the police on 2 March 2025?",
        POLICE,
        ("The call was made by CARYS",),
    ),
    Question(
        "What are Marek's bail conditions?",
        POLICE,
        ("not to go to 14 Quarry Rise", "not to contact Bethan LLOYD"),
    ),
    Question("How much did Poppy weigh on 18 March 2025?", HEALTH, ("7.1 kg",)),
    Question(
        "What did the health visitor say about safe sleep?",
        HEALTH,
        ("travel cot in the living room with a loose blanket",),
    ),
    Question(
        "How often does Carys do the night feeds?",
        TEXTS,
        ("only wen shes bad. like 4 times a week",),
    ),
    Question("When is the next core group?", CORE_GROUP, ("Next core group: Thursday 8 May 2025",)),
    Question(
        "What was decided about Poppy seeing Marek?",
        CORE_GROUP,
        ("once a week for one hour at the family centre, supervised",),
    ),
    Question(
        "How many sessions at Clear Water has Mr Kowalczyk been to?",
        SUPERVISION,
        ("four of five sessions", "one positive breath test"),
    ),
    Question(
        "Who saw the grey van and when?",
        NOTES,
        ("T/C Carol Dunn", "11 pm Saturday 19 April"),
    ),
    Question("What are Tomos's three wishes?", TOMOS, ("A rabbit",)),
    Question("Why did Gareth not see the children for a year?"),
    Question("What is the name of Marek's solicitor?"),
    Question("Which hospital was Poppy born in?"),
)

PRITCHARD: Final = Case(
    slug="pritchard",
    reference="LK-2025-0583",
    title="Lloyd, Pritchard and Kowalczyk family",
    team=FAMILY_SUPPORT.slug,
    worker="will.adeyemi@larkmoor.example",
    roster=ROSTER,
    documents=DOCUMENTS,
    questions=QUESTIONS,
)
