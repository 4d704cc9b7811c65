"""Taking entries of the record away, as CSV or JSON lines, in bounded memory and audited.

JSON lines are what `manage.py verify_audit --from-export` reads. CSV has the same columns and three
more that say it in English. `docs/oversight.md` lists the columns: they stay.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from workspace.accounts.models import User
from workspace.governance import audit, policy
from workspace.governance.links import COVERED, said_by
from workspace.governance.models import AuditEntry
from workspace.governance.portable import line_of

from ..models import Look
from ..telling import Teller
from .searching import Filters, entries

CHAINED: Final = (*COVERED, "digest")
"""What verifies."""
EXPLAINED: Final = ("who", "case_reference", "what")
"""What people read."""
COLUMNS: Final = (*CHAINED, *EXPLAINED)
_AT_ONCE: Final = 500
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")

Writer = Callable[[Sequence[AuditEntry]], bytes]


def export(*, filters: Filters, form: str, by: User, look: Look) -> Iterator[bytes]:
    """Record the export, and return its bytes to be sent as they come. `form` is csv or jsonl."""
    policy.check_read_audit(by)
    top = AuditEntry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    found = entries(filters).filter(seq__lte=top).order_by("seq")
    with transaction.atomic():
        audit.record(
            "oversight.exported", by=by, on=look, case=look.case_id,
            form=form, filters=filters.kinds(), rows=found.count(),
        )  # fmt: skip
    return _written(found, *FORMS[form])


def _written(found: QuerySet[AuditEntry], opening: bytes, write: Writer) -> Iterator[bytes]:
    yield opening
    last = 0
    while rows := list(found.filter(seq__gt=last)[:_AT_ONCE]):
        last = rows[-1].seq
        yield write(rows)


def _chained(entry: AuditEntry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in CHAINED}


def _as_csv(entries: Sequence[AuditEntry]) -> bytes:
    page, teller = io.StringIO(newline=""), Teller(entries)
    writer = csv.writer(page)
    for entry in entries:
        told = teller.tell(entry)
        row = said_by(_chained(entry)) | {"digest": entry.digest, "who": told.who}
        row |= {"case_reference": told.case, "what": told.sentence}
        row["facts"] = json.dumps(row["facts"], ensure_ascii=False, sort_keys=True)
        writer.writerow([_cell(row[name]) for name in COLUMNS])
    return page.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> str:
    """Return it so that no spreadsheet takes it for a formula."""
    said = str(value)
    return f"'{said}" if said.startswith(_FORMULA) else said


def _as_json_lines(entries: Sequence[AuditEntry]) -> bytes:
    return "".join(line_of(_chained(entry)) for entry in entries).encode("utf-8", "surrogatepass")


FORMS: Final[dict[str, tuple[bytes, Writer]]] = {
    "csv": (("\ufeff" + ",".join(COLUMNS) + "\r\n").encode(), _as_csv),
    "jsonl": (b"", _as_json_lines),
}
"""What each begins with, and who writes its lines. Excel needs the mark at the beginning."""
