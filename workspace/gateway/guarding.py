"""The decision guard at the door: what is asked, and what a model answers, sentence by sentence."""

from collections.abc import Sequence
from typing import Final

from workspace.governance.declining import wording
from workspace.governance.guard import AnswerWatch, Reason, judge, told_in
from workspace.privacy.preparing import Draft

HELD_BACK: Final = (
    "The model was about to judge or decide about a person, so Daylight held the rest back. That "
    "is for you to decide. Ask for the evidence instead, or try again."
)


class Declined(Exception):
    """What is asked is a decision about a person. `str(error)` is for whoever asks."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(f"{wording(reason).title}. Ask for the evidence instead.")
        self.reason = reason


class _Unwatched(AnswerWatch):
    """For engines that write nothing of their own and only quote."""

    def feed(self, piece: str) -> str:
        return piece

    def flush(self) -> str:
        return ""


def check_asked(drafts: Sequence[Draft]) -> None:
    """Judge what is asked now; what was asked before was judged then. Raises Declined."""
    asked = _asked(drafts)[-1:]
    if asked and (reason := judge(asked[0]).reason):
        raise Declined(reason)


def watch(drafts: Sequence[Draft], *, writes_prose: bool) -> AnswerWatch:
    """Return what an answer must pass. Decisions that the person reports as taken may be stated."""
    return AnswerWatch(told_in("\n".join(_asked(drafts)))) if writes_prose else _Unwatched()


def _asked(drafts: Sequence[Draft]) -> list[str]:
    return ["\n".join(draft.paragraphs) for draft in drafts if draft.kind == "user"]
