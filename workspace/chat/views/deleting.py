"""The page that deletes a chat: what goes with it, what stays, and the certificate afterwards."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from workspace.governance import retention

from ..actions.deleting import delete as delete_chat
from ..actions.deleting import outputs_of
from .common import SignedIn, conversation_of
from .conversations import entry


@require_http_methods(["GET", "POST"])
def delete(request: SignedIn, pk: UUID) -> HttpResponse:
    found = conversation_of(request, pk)
    if request.method == "POST":
        certificate = delete_chat(conversation=found, by=request.user)
        return redirect("oversight:certificate", certificate.pk)
    made = outputs_of(str(m) for m in found.messages.values_list("pk", flat=True))
    context = {
        "conversation": entry(found),
        "kept": retention.kept_until(found),
        "drafts": made.only_drafts().count(),
        "approved": made.usable().count(),
    }
    return render(request, "chat/delete.html", context)
