"""Has anything been altered? How the record stands, verifying it, and what proves it elsewhere."""

import tempfile
import zipfile
from functools import partial
from io import TextIOWrapper
from typing import Any

from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from workspace.governance import audit, checkpoints, heads, signing
from workspace.governance.models import AuditEntry, Checkpoint
from workspace.governance.statements import line_of

from ..actions import verifying
from .common import SignedIn, overseers_only
from .streaming import streamed

_IN_MEMORY = 1024 * 1024


@require_GET
@overseers_only
def integrity(request: SignedIn) -> HttpResponse:
    job = verifying.latest()
    context: dict[str, Any] = {"job": job, "result": verifying.result_of(job) if job else None}
    if getattr(request, "htmx", None) and request.headers.get("HX-Target") == "verification":
        return render(request, "oversight/_verification.html", context)
    head, sealed = heads.end()
    context |= {
        "head": head,
        "sealed": sealed,
        "last": AuditEntry.objects.order_by("-seq").first(),
        "checkpoint": Checkpoint.objects.order_by("-seq").first(),
        "checkpoints": Checkpoint.objects.count(),
        "key_id": signing.key_id(),
    }
    return render(request, "oversight/integrity.html", context)


@require_POST
@overseers_only
def verify(request: SignedIn) -> HttpResponse:
    verifying.ask(by=request.user)
    return redirect("oversight:integrity")


@require_GET
@overseers_only
def proofs(request: SignedIn) -> StreamingHttpResponse:
    """Every signed checkpoint and the public key: what verifies an export without Daylight."""
    kept = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 – sent, then closed
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        with TextIOWrapper(file.open("daylight-record.checkpoints.jsonl", "w"), "utf-8") as lines:
            lines.writelines(map(line_of, checkpoints.kept()))
        file.writestr("daylight-record.public-key.pem", signing.public_key_pem())
    kept.seek(0)
    with transaction.atomic():
        audit.record("oversight.proofs_exported", by=request.user, on=("audit", "checkpoints"))
    chunks = iter(partial(kept.read, _IN_MEMORY), b"")
    return streamed(request, chunks, "daylight-checkpoints.zip", "application/zip")
