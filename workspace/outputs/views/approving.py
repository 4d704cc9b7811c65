"""Approving, asking a colleague, sending back, taking back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from workspace.privacy.detector import DetectionFailed
from workspace.privacy.masking import MaskingFailed

from ..actions import approving
from ..actions.approving import CannotApprove, TooFast
from ..actions.reading import beat
from ..colleagues import colleagues_for
from ..models import Output
from ..versions import current
from .common import SignedIn, is_number, output_of
from .review import page, seen_in


@require_POST
def approve(request: SignedIn, pk: UUID) -> HttpResponse:
    output = output_of(request, pk)
    _last_beat(request, output)
    asked = request.POST.get("ask", "")
    ask = colleagues_for(output).filter(pk=int(asked)).first() if is_number(asked) else None
    try:
        approval = approving.approve(
            output=output, stamp=request.POST.get("stamp", ""), by=request.user, ask=ask,
            knowing=bool(request.POST.get("knowing")),
        )  # fmt: skip
    except TooFast as told:
        context = {"output": output, "told": told, "posted": request.POST}
        return render(request, "outputs/too_fast.html", context)
    except CannotApprove as problem:
        return page(request, output_of(request, pk), 422, error=str(problem), asked=asked)
    done = approval.version.approved is not None
    messages.success(request, _APPROVED if done else f"Approved. {ask} has been asked as well.")
    return redirect("outputs:review", pk)


_APPROVED = "Approved. It can be copied out and exported now."


def _last_beat(request: SignedIn, output: Output) -> None:
    version = current(output)
    if request.POST.get("seen") and request.POST.get("stamp") == version.stamp:
        beat(version=version, by=request.user, seen=seen_in(request))


@require_POST
def send_back(request: SignedIn, pk: UUID) -> HttpResponse:
    output = output_of(request, pk)
    stamp, comment = request.POST.get("stamp", ""), request.POST.get("comment", "")[:4000]
    try:
        approving.send_back(output=output, stamp=stamp, comment=comment, by=request.user)
    except (CannotApprove, DetectionFailed, MaskingFailed) as problem:
        return page(request, output, 422, back_error=str(problem), comment=comment)
    messages.success(request, f"Sent back to {output.owner}.")
    return redirect("outputs:work")


@require_POST
def take_back(request: SignedIn, pk: UUID) -> HttpResponse:
    output = output_of(request, pk)
    try:
        approving.take_back(output=output, by=request.user)
    except CannotApprove as problem:
        messages.error(request, str(problem))
    return redirect("outputs:review", pk)
