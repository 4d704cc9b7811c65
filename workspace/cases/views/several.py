"""Several people at once: pasted from a case system and checked, or written in row by row.

What was pasted is on its way from one page to the next in their forms alone.
"""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from workspace.governance import policy

from ..models import Case
from ..pasting import MOST_PEOPLE
from ..rows import Paste, Row, blank, checked, sent, to_check, with_one_more
from ..several import Doubled, Entered, add_people
from .own import SignedIn, listed, own_case


@require_http_methods(["GET", "POST"])
def paste(request: SignedIn, pk: UUID) -> HttpResponse:
    """The page to paste into; what was found in it is shown to be checked."""
    found = own_case(request, pk)
    policy.check_manage_cases(request.user)
    if "again" in request.POST:
        form = Paste(initial={"text": request.POST.get("text", "")})
        return render(request, "cases/paste.html", {"case": found, "form": form})
    form = Paste(request.POST or None)
    if request.method == "POST" and form.is_valid():
        rows = to_check(form.pasted.people, listed(request, found))
        return _page(request, found, rows, is_pasted=True, unread="\n".join(form.pasted.unread))
    status = 422 if form.errors else 200
    return render(request, "cases/paste.html", {"case": found, "form": form}, status=status)


@require_http_methods(["GET", "POST"])
def several(request: SignedIn, pk: UUID) -> HttpResponse:
    """Rows for several people: empty, or as they were sent if something is to be put right."""
    found = own_case(request, pk)
    policy.check_manage_cases(request.user)
    people_listed = listed(request, found)
    if request.method == "GET":
        return _page(request, found, blank(people_listed))
    if "more" in request.POST:
        rows = with_one_more(request.POST, people_listed)
        return _page_again(request, found, rows)
    rows = sent(request.POST, people_listed)
    people = checked(rows)
    if people is None:
        return _page_again(request, found, rows)
    return _kept(request, found, people)


def _kept(request: SignedIn, case: Case, people: list[Entered]) -> HttpResponse:
    try:
        add_people(case=case, people=people, by=request.user)
    except Doubled:  # somebody listed them a moment ago: the rows are looked at again
        rows = sent(request.POST, listed(request, case))
        checked(rows)
        return _page_again(request, case, rows)
    added = sum(one.entry is None for one in people)
    messages.success(request, _said(added, len(people) - added))
    return redirect("cases:case", case.pk)


def _said(added: int, more: int) -> str:
    people = "1 person" if added == 1 else f"{added} people"
    parts = [f"{people} added"] * bool(added)
    parts += [f"details added to {more} already listed"] * bool(more)
    said = ", ".join(parts)
    return f"{said[0].upper()}{said[1:]}. All of it is hidden from every model from now on."


def _page_again(request: SignedIn, case: Case, rows: Sequence[Row]) -> HttpResponse:
    pasted, unread = "pasted" in request.POST, str(request.POST.get("unread", ""))
    return _page(request, case, rows, is_pasted=pasted, unread=unread)


def _page(
    request: SignedIn, case: Case, rows: Sequence[Row], *,
    is_pasted: bool = False, unread: str = "",
) -> HttpResponse:  # fmt: skip
    wrong = any(row.errors for row in rows)
    context = {
        "case": case, "rows": rows, "is_pasted": is_pasted, "unread": unread,
        "lines": unread.splitlines(), "wrong": wrong, "may_grow": len(rows) < MOST_PEOPLE,
        "known": sum(bool(row.namesakes) for row in rows),
        "unsure": sum(bool(row.namesakes) and not row.is_answered for row in rows),
        "text": str(request.POST.get("text", "")) if is_pasted else "",
    }  # fmt: skip
    return render(request, "cases/several.html", context, status=422 if wrong else 200)
