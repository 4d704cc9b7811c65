"""The decision guard: Daylight prepares decisions about people and never takes them."""

from .answers import judge_answer, told_in
from .requests import judge
from .verdict import Reason, Verdict
from .watching import AnswerWatch, HeldBack

__all__ = ["AnswerWatch", "HeldBack", "Reason", "Verdict", "judge", "judge_answer", "told_in"]
