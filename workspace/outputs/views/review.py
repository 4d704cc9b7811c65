"""The review page: the text, what to look at first, and approving it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from workspace.accounts.ways import told_by_itself
from workspace.governance import policy, reading
from workspace.privacy.vaults import OpenVault, open_vault

from ..actions.approving import needs_second
from ..actions.reading import beat, opened
from ..colleagues import colleagues_for
from ..difference import changes
from ..exporting import FORMATS
from ..features import feature_of
from ..models import Output, Remark, Version
from ..reviewing import review
from ..speed import BEAT
from ..standing import standing
from ..versions import approved, current, drafted, restored
from .common import SignedIn, is_number, output_of


@require_GET
def show(request: SignedIn, pk: UUID) -> HttpResponse:
    output = output_of(request, pk)
    reading.read("output.read", by=request.user, on=output)
    opened(version=current(output), by=request.user)
    return page(request, output)


def page(request: SignedIn, output: Output, status: int = 200, **more: Any) -> HttpResponse:
    version, vault = current(output), open_vault(output.vault_id)
    usable = approved(output)
    context = {
        "output": output,
        "shown": review(version, vault),
        "standing": standing(output),
        "address": _way_back(request, output),
        "mine": output.owner_id == request.user.pk,
        "for_me": output.state == Output.State.WAITING and output.asked_id == request.user.pk,
        "needs_second": needs_second(output),
        "why_not": _why_not(request, output),
        "colleagues": colleagues_for(output),
        "remarks": list(_remarks(output, vault)),
        "usable": usable,
        "usable_is_shown": usable == version,
        "formats": FORMATS.values(),
        "beat_seconds": BEAT,
        "saving": FORMATS.get(request.GET.get("save", "")),
        **more,
    }
    return render(request, "outputs/review.html", context, status=status)


def _why_not(request: SignedIn, output: Output) -> str:
    """Say why this person cannot approve it, in the words of the rule; "" where they can."""
    try:
        policy.check_approve(request.user, use_case=output.use_case)
    except policy.Refused as refused:
        return str(refused)
    return ""


def _way_back(request: SignedIn, output: Output) -> str:
    return feature_of(output).address(output) if output.owner_id == request.user.pk else ""


def _remarks(output: Output, vault: OpenVault) -> Iterator[tuple[Remark, str]]:
    """Why the version before this one was sent back, while nobody has approved it since."""
    if output.state != Output.State.DRAFT:
        return
    before = output.versions.filter(number=current(output).number - 1).first()
    for remark in before.remarks.select_related("by") if before else ():
        yield remark, vault.restore(remark.text, remark.aliases)


@told_by_itself
@require_POST
def beats(request: SignedIn, pk: UUID) -> HttpResponse:
    """The page is still in front of somebody."""
    version = current(output_of(request, pk))
    if request.POST.get("stamp") == version.stamp:
        resumed = bool(request.POST.get("resumed"))
        beat(version=version, by=request.user, seen=seen_in(request), resumed=resumed)
    return HttpResponse(status=204)


def seen_in(request: SignedIn) -> list[int]:
    """Read which blocks have been on screen; what is no number is none."""
    said = request.POST.get("seen", "")[:20_000].split(",")
    return [int(number) for number in said if is_number(number)]


@require_GET
def versions(request: SignedIn, pk: UUID) -> HttpResponse:
    """Every version, and how the one that is asked for differs from what the model wrote."""
    output = output_of(request, pk)
    reading.read("output.read", by=request.user, on=output)
    every = list(output.versions.select_related("by").prefetch_related("approvals__by"))
    said = request.GET.get("version", "")
    wanted: Version = next((one for one in every if str(one.number) == said), every[-1])
    vault = open_vault(output.vault_id)
    found = changes(restored(drafted(output), vault), restored(wanted, vault))
    context = {
        "output": output,
        "versions": every[::-1],
        "wanted": wanted,
        "changes": found,
        "differs": any(change.kind != "same" for change in found),
    }
    return render(request, "outputs/versions.html", context)
