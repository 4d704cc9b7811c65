"""The Warsame and Jama family: two children, their mother who works nights, a grandmother.

Difficulties on purpose: a child and a teacher who are both called Amina, a worker and a
housing officer whose names are ordinary words (Grace May, Mark Long), a nickname, two
misspellings, and a mother and grandmother who share a surname that the children do not.
"""

from datetime import date
from typing import Final

from .council import EAST
from .shapes import Case, DemoDocument, Question, RosterEntry

HOME: Final = "Flat 9, 42 Tannery Row, Pellbridge, LK4 7QP"
SCHOOL: Final = "Kestrel Lane Primary School"

REFERRAL: Final = "Amina Warsame referral 06.01.25.docx"
HOME_VISIT: Final = "home visit 2025-01-15.txt"
STRATEGY: Final = "strategy discussion 24 January 2025.odt"
CHRONOLOGY: Final = "dated notes Warsame.md"
EMAIL: Final = "email from school 3 Feb.eml"
ASTHMA: Final = "asthma nurse letter - Zak.txt"
WISHES: Final = "Amina wishes and feelings.md"
HOUSING: Final = "housing letter 17-02-25.pdf"
FINANCE: Final = "section 17 request.txt"

ROSTER: Final = (
    RosterEntry(
        "Amina Warsame",
        "CHILD",
        ("Ameena Warsaame", "Ameena", "Ameena W"),
        date(2014, 3, 14),
        HOME,
        school=SCHOOL,
        nhs_number="999 041 7318",
    ),
    RosterEntry(
        "Zakariya Warsame",
        "CHILD",
        ("Zak", "Zak Warsame"),
        date(2019, 9, 2),
        HOME,
        school=SCHOOL,
        nhs_number="999 052 8640",
    ),
    RosterEntry("Hodan Jama", "MOTHER", (), date(1988, 11, 19), HOME, "07700 900142"),
    RosterEntry(
        "Yusuf Warsame",
        "FATHER",
        (),
        address="18 Cooper's Yard, Brackholme, LK11 2DT",
        phone="07700 900367",
    ),
    RosterEntry("Asha Jama", "GRANDMOTHER", ("Ayeeyo",), address=HOME, nhs_number="999 063 9159"),
    RosterEntry("Grace May", "WORKER", ("GM",), email="grace.may@larkmoor.example"),
    RosterEntry("Ruth Olatunji", "WORKER", email="ruth.olatunji@larkmoor.example"),
    RosterEntry(
        "Amina Begum",
        "TEACHER",
        ("Mrs Begum",),
        phone="01632 960210",
        email="a.begum@kestrellane.example",
        school=SCHOOL,
    ),
    RosterEntry("Kofi Mensah", "TEACHER", ("Mr Mensah",), school=SCHOOL),
    RosterEntry("Faith Bello", "NURSE", email="faith.bello@larkmoorhealth.example"),
    RosterEntry("Priya Raman", "DOCTOR", ("Dr Raman",)),
    RosterEntry("Daniel Frost", "OFFICER", ("DS Frost",)),
    RosterEntry("Mark Long", "PROFESSIONAL"),
    RosterEntry("Abdi Noor", "PROFESSIONAL", ("Mr Noor",)),
    RosterEntry("Pauline Hart", "FRIEND", ("Pauline",)),
    RosterEntry("Ifrah Daud", "FRIEND"),
)

DOCUMENTS: Final = (
    DemoDocument(REFERRAL, "Referral from school", "warsame/referral-form.txt"),
    DemoDocument(HOME_VISIT, "Home visit", "warsame/home-visit.txt"),
    DemoDocument(STRATEGY, "Strategy discussion", "warsame/strategy-discussion.txt"),
    DemoDocument(CHRONOLOGY, "Dated notes", "warsame/chronology.md"),
    DemoDocument(EMAIL, "Email from school", "warsame/school-email.eml"),
    DemoDocument(ASTHMA, "Letter from the asthma nurse", "warsame/asthma-letter.txt"),
    DemoDocument(WISHES, "Wishes and feelings", "warsame/wishes-and-feelings.md"),
    DemoDocument(HOUSING, "Letter from housing", "warsame/housing-letter.txt"),
    DemoDocument(FINANCE, "Request for money under section 17", "warsame/section-17-request.txt"),
)

QUESTIONS: Final = (
    Question("What was Amina's attendance last term?", REFERRAL, ("72% this term",)),
    Question(
        "Which nights does Hodan work?",
        HOME_VISIT,
        ("Sunday, Monday, Wednesday and Thursday, 9 pm to 7 am",),
    ),
    Question(
        "How did Zak get the burn on his arm?",
        STRATEGY,
        ("making noodles for Zak", "pulled at the handle of the pan"),
    ),
    Question(
        "Was the threshold for a section 47 enquiry met, and who decided?",
        STRATEGY,
        ("was not met", "Ruth Olatunji in agreement with police and health"),
    ),
    Question(
        "Who sleeps at the flat under the night-time plan?",
        CHRONOLOGY,
        ("will sleep at the flat on Sundays and Mondays", "Ifrah Daud will stay"),
    ),
    Question("How much does the residential trip cost?", EMAIL, ("It costs £145",)),
    Question(
        "Why was the brown preventer inhaler not used every day?",
        ASTHMA,
        ("only when he was ill",),
    ),
    Question(
        "What does Amina say that she is worried about?",
        WISHES,
        ("I think about the pan", "When Zak coughs I lie there and count"),
    ),
    Question("What caused the damp and mould?", HOUSING, ("failed gutter", "bathroom fan")),
    Question("What was approved in the section 17 request?", FINANCE, ("Total approved: £342.50",)),
    Question("What is the name of Hodan's brother?"),
    Question("When will Amina start at secondary school and which one is it?"),
    Question("Does Yusuf have any previous convictions?"),
)

WARSAME: Final = Case(
    slug="warsame",
    reference="LK-2025-0417",
    title="Warsame and Jama family",
    team=EAST.slug,
    worker="grace.may@larkmoor.example",
    roster=ROSTER,
    documents=DOCUMENTS,
    questions=QUESTIONS,
)
