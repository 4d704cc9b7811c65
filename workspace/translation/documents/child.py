"""What the process apart does: open one document, name its segments or write them back, leave.

In: a line of JSON (what to do), then the file. Out: a line of JSON (segments, or a reason from
a closed list), then the new file, if one was asked for.
"""

import json
import os
import sys
from importlib import import_module
from typing import Any

from workspace.reading.child import answered
from workspace.reading.confine import confine, lock_down
from workspace.reading.limits import Limits
from workspace.reading.refusal import Refused

from .formats import MODULES, Opened, Wish, recognise

_CONTENT: list[bytes] = []


def main() -> None:
    wish = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**wish["limits"])
    confine(limits)
    answer = answered(lambda: _work(sys.stdin.buffer.read(), wish, limits))
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    for content in _CONTENT:
        sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
    # Nothing is left to tidy, and taking a large document apart again would cost time.
    os._exit(0)


def _work(data: bytes, wish: dict[str, Any], limits: Limits) -> dict[str, Any]:
    form = recognise(data, wish["filename"], limits)
    # The reader is imported before the walls close, so that its byte code can be cached.
    reader = import_module(f".{MODULES[form]}", __package__)
    lock_down()
    opened: Opened = reader.opened(data, limits, headers=wish.get("headers", False))
    if not opened.units:
        raise Refused("no_text", opened.if_empty)
    if "translated" not in wish:
        segments = [(unit.text, unit.kind) for unit in opened.units]
        return {"form": form, "segments": segments, "title": opened.title, "notes": opened.notes}
    _fill(opened, wish)
    _CONTENT.append(opened.save(Wish(wish["language"], wish["direction"] == "rtl")))
    return {"extension": opened.extension, "size": len(_CONTENT[0])}


def _fill(opened: Opened, wish: dict[str, Any]) -> None:
    """Every unit gets its translation, or a mark: none is left as it was without a word."""
    translated = wish["translated"]
    for number, unit in enumerate(opened.units):
        text = translated.get(str(number), "")
        if text.strip():
            unit.put(text)
        else:
            unit.mark(wish["missing"])
