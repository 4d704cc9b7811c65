"""How a verdict or a score on somebody reads in a sentence a model wrote, from `verdicts.txt`."""

import re
from pathlib import Path
from typing import Final

from .verdict import Reason

_FILE: Final = Path(__file__).with_name("verdicts.txt")
_FORM: Final = re.compile(r"\{([a-z]+)\}")


def _read() -> tuple[tuple[Reason, re.Pattern[str]], ...]:
    """ "# kind" begins a kind, ":form pattern" a form that later lines name as {form}."""
    forms: dict[str, str] = {}
    said: dict[Reason, list[str]] = {}
    kind: Reason | None = None
    kinds = {reason.value: reason for reason in Reason}
    for line in _FILE.read_text("utf-8").splitlines():
        if line.startswith("# ") and line[2:] in kinds:
            kind = kinds[line[2:]]
        elif line.startswith(":"):
            name, _, pattern = line[1:].partition(" ")
            forms[name] = pattern
        elif kind and line and not line.startswith("#"):
            said.setdefault(kind, []).append(_FORM.sub(lambda form: forms[form[1]], line))
    spaced = {kind: "|".join(f"(?:{row})" for row in rows) for kind, rows in said.items()}
    return tuple((kind, re.compile(row.replace(" ", r"\s+"), re.I)) for kind, row in spaced.items())


VERDICTS: Final = _read()
