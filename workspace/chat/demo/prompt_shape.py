"""What one entry of the prompt library is."""

import re
from dataclasses import dataclass
from typing import Final, Literal

Task = Literal["answer", "summarise", "chronology", "people"]

Category = Literal[
    "Read and understand", "The child", "Plan and review", "Write to families and others"
]

BLANK: Final = re.compile(r"<([^<>]+)>")


@dataclass(frozen=True, slots=True)
class Prompt:
    """`body` is put into the composer as it stands; `<reading age>` is a blank to fill in.

    `task` is what the gateway is asked for. `needs_model` is true when the task wants new
    prose, which the built-in assistant does not write. `use` is the code of a use case of
    `governance.starter`: what a chat that starts with it is for.
    """

    slug: str
    title: str
    summary: str
    body: str
    task: Task
    needs_model: bool
    category: Category
    use: str = "case-summary"

    @property
    def blanks(self) -> tuple[str, ...]:
        """The names of the blanks, in order, each once."""
        return tuple(dict.fromkeys(BLANK.findall(self.body)))
