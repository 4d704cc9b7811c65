"""Your work: drafts, what waits for you, and what has been approved."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from workspace.cases.models import Case
from workspace.governance import policy

from ..listing import PARTS, entries
from ..models import Output, Outputs
from .common import SignedIn

_A_PAGE = 20


@require_GET
def work(request: SignedIn) -> HttpResponse:
    policy.check_use_models(request.user)
    visible = Output.objects.visible_to(request.user)
    cases = Case.objects.visible_to(request.user).filter(outputs__in=visible).distinct()
    case = next((one for one in cases if str(one.pk) == request.GET.get("case")), None)
    lists = {part: part.pick(_in(visible, case), request.user) for part in PARTS}
    counts = {part: found.count() for part, found in lists.items()}
    shown = next((part for part in PARTS if part.code == request.GET.get("show")), None)
    shown = shown or next((part for part in PARTS if counts[part]), PARTS[1])
    found = lists[shown].select_related("owner", "asked", "case", "use_case")
    found = found.prefetch_related("versions__approvals__by")
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    context = {
        "tabs": [(part, counts[part]) for part in PARTS],
        "shown": shown,
        "entries": list(entries(page)),
        "page": page,
        "cases": cases,
        "case": case,
    }
    return render(request, "outputs/work.html", context)


def _in(outputs: Outputs, case: Case | None) -> Outputs:
    return outputs.filter(case=case) if isinstance(case, Case) else outputs
