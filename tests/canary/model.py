"""What the model server says in the canary walk: sentences whose owner the test knows."""

import re
from collections.abc import Iterator
from typing import Any

from tests.model_server import Reply, echo

_ITEM = re.compile(r"Item (\d\d): (.*)")
_PERSON = re.compile(
    r"\[(?!ADDRESS|POSTCODE|PLACE|PHONE|EMAIL|DOB|AGE|NHS|REF|SCHOOL|TEXT|URL|HANDLE|DETAIL|FAMILY)"
    r"[A-Z]+_\w{3,5}\]"
)


def about_each(request: dict[str, Any]) -> str:
    """Say of each item of the last message which mark stands first in it."""
    return "\n\n".join(f"Item {number} is about {mark}." for number, mark in marks(echo(request)))


def marks(text: str) -> Iterator[tuple[str, str]]:
    for number, rest in _ITEM.findall(text):
        found = _PERSON.search(rest)
        if found:
            yield number, found[0]


def about_each_spoilt(request: dict[str, Any]) -> Reply:
    """The same with marks as models spoil them, and some that nobody has."""
    forms = ("[{0} {1}]", "{0}_{1}", "[{0}-{1}]", r"\[{0}\_{1}\]", "［{0}_{1}］", "[{2}_{3}]")
    lines = []
    for index, (number, mark) in enumerate(marks(echo(request))):
        role, code = mark[1:-1].split("_")
        form = forms[index % len(forms)].format(role, code, role.lower(), code.lower())
        lines.append(f"Item {number} is about {form}.")
    lines.append("Nobody is [CHILD_Q2Q], [MOTHER_Z9Z] or [PERSON_X2X].")
    return Reply("\n\n".join(lines))


def everything(request: dict[str, Any]) -> str:
    """Repeat all that came, instructions and documents too."""
    return "\n\n".join(str(message["content"]) for message in request["messages"])
