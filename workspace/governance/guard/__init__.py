"""The decision guard: Daylight prepares decisions about people and never takes them."""

from .verdict import Reason, Verdict, judge, judge_answer

__all__ = ["Reason", "Verdict", "judge", "judge_answer"]
