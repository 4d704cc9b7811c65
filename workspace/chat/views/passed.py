"""Chats that passed to a manager when somebody left, apart from the manager's own."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from workspace.governance import policy

from ..models import Conversation
from .common import SignedIn
from .conversations import entry

_A_PAGE = 20


@require_GET
def passed(request: SignedIn) -> HttpResponse:
    policy.check_use_models(request.user)
    theirs = Conversation.objects.visible_to(request.user).exclude(passed_from=None)
    ordered = theirs.select_related("case", "passed_from").order_by("-passed", "-changed")
    page = Paginator(ordered, _A_PAGE).get_page(request.GET.get("page"))
    rows = [(entry(conversation), conversation) for conversation in page]
    return render(request, "chat/passed.html", {"rows": rows, "page": page})
