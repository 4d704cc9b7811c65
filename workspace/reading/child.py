"""What the reading process does: take the file from its input, answer in JSON, leave.

The answer is either a reading or a reason from a closed list. An exception becomes its type and
the place in the code where it arose: never its message, which may quote the file.
"""

import json
import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from .confine import confine, lock_down
from .limits import Limits
from .recognise import recognise
from .refusal import Refused

READERS = {
    "txt": "plain",
    "md": "plain",
    "docx": "word",
    "odt": "opendocument",
    "pdf": "portable",
    "eml": "mail",
}
MEDIA_TYPES = {
    "txt": "text/plain",
    "md": "text/markdown",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "eml": "message/rfc822",
}


def main() -> None:
    header = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**header["limits"])
    confine(limits)
    answer = answered(lambda: _extract(sys.stdin.buffer.read(), header["filename"], limits))
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode())
    sys.stdout.buffer.flush()
    # Nothing is left to tidy, and taking a large document apart again would cost time.
    os._exit(0)


def answered(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What `work` gives, or the reason why it gave nothing: never a message of an exception."""
    try:
        return work()
    except Refused as refused:
        return {"code": refused.code, "kind": refused.kind, "where": ""}
    except MemoryError as error:
        return {"code": "too_much_inside", "kind": "", "where": _place(error)}
    except Exception as error:
        return {"code": "damaged", "kind": "", "where": _place(error)}


def _extract(data: bytes, filename: str, limits: Limits) -> dict[str, Any]:
    form = recognise(data, filename, limits)
    # The reader is imported before the walls close, so that its byte code can be cached.
    reader = import_module(f".{READERS[form]}", __package__)
    finish = import_module(".paragraphs", __package__).finished
    lock_down()
    extract = reader.extract(data, limits)
    paragraphs, notes = finish(extract.paragraphs, limits)
    if not paragraphs:
        raise Refused("no_text", extract.if_empty)
    return {
        "paragraphs": paragraphs,
        "media_type": MEDIA_TYPES[form],
        "pages": extract.pages,
        "warnings": [*extract.warnings, *notes],
    }


def _place(error: BaseException) -> str:
    """Where an exception arose: file, line and type, for an operator to look up."""
    trace, place = error.__traceback__, ""
    while trace:
        code = trace.tb_frame.f_code
        place = f"{code.co_filename.rpartition(os.sep)[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{place}:{type(error).__name__}"
