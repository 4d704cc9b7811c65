"""Certificates of erasure: for whoever deleted something, and for those who oversee."""

from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from workspace.accounts.models import User
from workspace.governance import erasures, reading, retention
from workspace.governance.models import Erasure

from .common import SignedIn, overseers_only

_A_PAGE: Final = 50
_NAMES: Final = {
    "chat.conversation": "A chat", "cases.case": "A whole case", "oversight.look": "A reason given",
    "outputs.output": "A draft or an approved text", "translation.translation": "A translation",
}  # fmt: skip
_COUNTED: Final = {
    "messages": ("message", "messages"), "documents": ("document", "documents"),
    "sentences": ("sentence", "sentences"), "drafts": ("draft", "drafts"),
    "versions": ("version", "versions"),
    "people": ("person on its list", "people on its list"),
}  # fmt: skip


@require_GET
@overseers_only
def certificates(request: SignedIn) -> HttpResponse:
    page = Paginator(Erasure.objects.visible_to(request.user), _A_PAGE).get_page(
        request.GET.get("page")
    )
    shown = [(one, name_of(one), by_whom(one)) for one in page]
    return render(request, "oversight/certificates.html", {"page": page, "shown": shown})


@require_GET
def certificate(request: SignedIn, pk: UUID) -> HttpResponse:
    found = _visible(request, pk)
    reading.read("certificate.read", by=request.user, on=found)
    context = {
        "erasure": found,
        "name": name_of(found),
        "by": by_whom(found),
        "counts": [_words(name, count) for name, count in found.counts.items() if count],
        "genuine": erasures.is_genuine(erasures.certificate(found)),
    }
    return render(request, "oversight/certificate.html", context)


@require_GET
def certificate_file(request: SignedIn, pk: UUID) -> JsonResponse:
    found = _visible(request, pk)
    reading.read("certificate.read", by=request.user, on=found)
    response = JsonResponse(erasures.certificate(found), json_dumps_params={"indent": 1})
    response["Content-Disposition"] = f'attachment; filename="erasure-{found.pk}.json"'
    return response


def name_of(erasure: Erasure) -> str:
    return _NAMES.get(erasure.object_type, erasure.object_type)


def by_whom(erasure: Erasure) -> str:
    if not erasure.by_id.isdigit():
        return "Daylight, by its retention rules"
    person = User.objects.filter(pk=erasure.by_id).first()
    return str(person) if person else f"somebody with the number {erasure.by_id}"


def _visible(request: SignedIn, pk: UUID) -> Erasure:
    found: Erasure = get_object_or_404(Erasure.objects.visible_to(request.user), pk=pk)
    return found


def _words(name: str, count: int) -> str:
    """Return a count of a certificate in words, such as "12 messages"."""
    if name in _COUNTED:
        return f"{count} {_COUNTED[name][count != 1]}"
    kind = retention.KINDS.get(name.replace("_", "."))
    return f"{kind.label.lower() if kind else name}: {count}"
