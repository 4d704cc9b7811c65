"""No verdict or score on a person comes out of a model's answer, however it arrives in pieces."""

import pytest

from workspace.governance.guard import AnswerWatch, HeldBack, Reason, judge_answer, told_in

VERDICTS = (
    ("The threshold for s47 is met.", Reason.THRESHOLD),
    ("The case can be closed.", Reason.THRESHOLD),
    ("Outcome: step down to child in need", Reason.THRESHOLD),
    ("On balance, the concerns do not meet the threshold for section 47.", Reason.THRESHOLD),
    ("The children should be removed from her care.", Reason.REMOVAL),
    ("Removal is proportionate.", Reason.REMOVAL),
    ("A court would probably grant the order.", Reason.REMOVAL),
    ("Contact should be supervised.", Reason.CONTACT),
    ("[FATHER_T3R] should not have unsupervised contact.", Reason.CONTACT),
    ("I would place her with the grandmother.", Reason.PLACEMENT),
    ("[GRANDMOTHER_T3R] is the most suitable carer.", Reason.PLACEMENT),
    ("The family is eligible for section 17 support.", Reason.ELIGIBILITY),
    ("The mother is not credible.", Reason.CREDIBILITY),
    ("[MOTHER_T3R]'s account is more credible than the father's.", Reason.CREDIBILITY),
    ("Risk: 8/10", Reason.RISK_SCORE),
    ("**Risk rating:** High", Reason.RISK_SCORE),
    ("He is at high risk of reoffending.", Reason.RISK_SCORE),
    ("| [CHILD_K7M] | High |", Reason.RISK_SCORE),
    ("[CHILD_K7M]: amber", Reason.RISK_SCORE),
    ("In my view [FATHER_T3R] poses a significant risk (D1 ¶3).", Reason.RISK_SCORE),
)
FINE = (
    "The conference decided that the threshold was met (D2 ¶4).",
    "The police graded the incident high risk (D1 ¶3).",
    "According to the police notification, the risk is high.",
    "The author considers that contact should be supervised.",
    "The mother is at high risk of relapse. (D1 ¶3)",
    "A child is likely to suffer significant harm where section 31 is satisfied.",
    "- Missed four appointments, which points towards the view that the threshold is met.",
    "Whether contact should be supervised is for you to decide.",
    "Families on universal credit are eligible for two year old funding.",
    "The documents do not say whether the threshold is met.",
    "What would help you decide whether she should live with her grandmother?",
    "The letter should be sent before the review.",
    '[CHILD_K7M] said "I am not safe at home".',
    "Dear Ms Holloway,",
    "",
)


@pytest.mark.parametrize(("text", "reason"), VERDICTS)
def test_a_verdict_is_found_with_its_reason(text: str, reason: Reason) -> None:
    assert judge_answer(text).reason == reason


@pytest.mark.parametrize("text", FINE)
def test_what_others_said_the_law_and_evidence_are_let_through(text: str) -> None:
    assert judge_answer(text).reason is None


def test_a_draft_may_state_what_the_person_has_decided() -> None:
    told = told_in("Write up my decision that the threshold for s47 is met.")
    assert judge_answer("The threshold for s47 is met.", told=told).reason is None
    assert judge_answer("The mother is not credible.", told=told).reason == Reason.CREDIBILITY
    assert told_in("What does the school say about the threshold?") == frozenset()


ANSWER = (
    "## What the documents say\n\nAttendance fell to 71% (D1 ¶2). [MOTHER_T3R] told Ms. Doyle "
    "that she was tired.\n- The police graded it high risk. (D2 ¶1)\n- [CHILD_K7M] likes maths!\n"
    "In my view, [FATHER_T3R] is at high risk of reoffending. And more.\n"
)
SAFE = ANSWER[: ANSWER.index("In my view")]


def _fed(pieces: list[str]) -> tuple[str, Reason | None, list[str]]:
    watch, shown = AnswerWatch(), []
    try:
        for piece in pieces:
            shown.append(watch.feed(piece))
        shown.append(watch.flush())
    except HeldBack as held:
        return "".join([*shown, held.before]), held.reason, shown
    return "".join(shown), None, shown


@pytest.mark.parametrize("at", range(len(ANSWER)))
def test_the_same_comes_out_wherever_the_answer_is_cut(at: int) -> None:
    shown, reason, pieces = _fed([ANSWER[:at], ANSWER[at:]])
    assert (shown, reason) == (SAFE, Reason.RISK_SCORE)
    assert all(piece.count("[") == piece.count("]") for piece in pieces), "placeholders are whole"


def test_the_same_comes_out_letter_by_letter() -> None:
    assert _fed(list(ANSWER))[:2] == (SAFE, Reason.RISK_SCORE)


def test_an_answer_without_verdict_comes_out_unchanged() -> None:
    for size in (1, 2, 3, 7, 40, 1000):
        pieces = [SAFE[at : at + size] for at in range(0, len(SAFE), size)]
        assert _fed(pieces)[:2] == (SAFE, None)


def test_a_score_under_its_heading_is_held_back() -> None:
    assert _fed(["### Risk level\n", "\nHigh\n"])[1] == Reason.RISK_SCORE
    assert _fed(["### Attendance\n", "\n71%\n"])[1] is None


def test_text_without_an_end_is_not_waited_for_for_ever() -> None:
    text = "word " * 2_000
    watch = AnswerWatch()
    first = watch.feed(text)
    assert len(first) > 1_000
    assert first + watch.flush() == text


def test_a_verdict_in_text_without_an_end_is_held_back() -> None:
    assert _fed(["word " * 900, "so the threshold is met and ", "word " * 900])[1]
