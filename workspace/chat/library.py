"""The prompt library as pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from workspace.gateway.models import Engine
from workspace.governance.models import UseCase

from .models import Prompt


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    prompts: Sequence[Prompt]


def prompt_groups(engine: Engine | None = None) -> list[Group]:
    """Return the prompts in use by category; for an engine that only quotes, those it can do."""
    prompts = Prompt.objects.filter(enabled=True).select_related("owner")
    if engine is not None and not engine.writes_prose:
        prompts = prompts.filter(needs_model=False)
    return [Group(name, list(rows)) for name, rows in groupby(prompts, lambda p: p.category)]


def is_number(pk: str) -> bool:
    """Say whether `pk` can be a prompt's number ("²" is a digit and not one)."""
    return pk.isdecimal() and len(pk) < 10


def prompt_text(pk: str) -> str:
    if not is_number(pk):
        return ""
    found = Prompt.objects.filter(pk=int(pk), enabled=True).first()
    return found.body if found else ""


def task_of(text: str) -> str:
    """Return the task of the library prompt that a message is made from, if it is one."""
    found = prompt_of(text)
    return found.task if found else "answer"


def use_of_prompt(pk: str) -> UseCase | None:
    """Return what a chat that starts with this prompt is for."""
    if not is_number(pk):
        return None
    found = Prompt.objects.filter(pk=int(pk), enabled=True).select_related("use_case").first()
    return found.use_case if found else None


def prompt_of(text: str) -> Prompt | None:
    """Return the library prompt that a message is made from, if it is one."""
    opening = text.strip()[:60]
    for prompt in Prompt.objects.filter(enabled=True).select_related("use_case"):
        if opening and prompt.body.strip().startswith(opening):
            return prompt
    return None
