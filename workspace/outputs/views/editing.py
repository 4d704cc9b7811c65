"""The editor: whatever happens, what was written stays on the page."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from workspace.governance import reading
from workspace.governance.policy import Refused
from workspace.privacy.detector import DetectionFailed
from workspace.privacy.masking import MaskingFailed
from workspace.privacy.vaults import open_vault

from ..actions.editing import CannotSave, ChangedMeanwhile, save
from ..actions.reading import opened
from ..features import feature_of
from ..models import Output, Version
from ..speed import BEAT
from ..versions import current, restored
from .common import SignedIn, owned_by, wants_data

NOT_SAFE = (DetectionFailed, MaskingFailed)


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, pk: UUID) -> HttpResponse:
    output = owned_by(request, pk)
    if feature_of(output).edited_there:
        return redirect(feature_of(output).address(output) or "outputs:work")
    if output.state == Output.State.WAITING and request.method == "GET":
        messages.info(request, "Take it back before you change it.")
        return redirect("outputs:review", pk)
    if request.method == "POST":
        return _save(request, output)
    reading.read("output.read", by=request.user, on=output)
    version = current(output)
    opened(version=version, by=request.user)
    return _page(request, output, version, restored(version, open_vault(output.vault_id)))


def _save(request: SignedIn, output: Output) -> HttpResponse:
    text = request.POST.get("text", "").replace("\r\n", "\n")
    stamp = request.POST.get("stamp", "")
    try:
        version = save(output=output, text=text, stamp=stamp, by=request.user)
    except (CannotSave, Refused, *NOT_SAFE) as problem:
        return _not_saved(request, output, text, stamp, problem)
    if not wants_data(request):
        return redirect("outputs:review", output.pk)
    saved = f"{timezone.localtime():%H:%M}"
    return JsonResponse({"stamp": version.stamp, "saved": saved})


def _not_saved(
    request: SignedIn, output: Output, text: str, stamp: str, problem: Exception
) -> HttpResponse:
    version = current(output)
    if isinstance(problem, ChangedMeanwhile):
        stamp = version.stamp  # saved again, it takes the place of the other, now knowingly
    if wants_data(request):
        return JsonResponse({"error": str(problem), "stamp": stamp}, status=422)
    return _page(request, output, version, text, error=str(problem), stamp=stamp)


def _page(
    request: SignedIn, output: Output, version: Version, text: str, error: str = "",
    stamp: str = "",
) -> HttpResponse:  # fmt: skip
    context = {
        "output": output, "text": text, "stamp": stamp or version.stamp, "error": error,
        "beat_seconds": BEAT,
    }  # fmt: skip
    return render(request, "outputs/edit.html", context, status=422 if error else 200)
