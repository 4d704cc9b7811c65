"""Legal holds: which there are, placing one, lifting one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from workspace.accounts.fresh import check_fresh
from workspace.accounts.models import Role, User
from workspace.governance import policy, reading
from workspace.privacy.detector import DetectionFailed
from workspace.privacy.masking import MaskingFailed

from ..actions import holding
from .common import SignedIn


class PlaceHold(forms.Form):
    what = forms.CharField(
        label="Case reference",
        max_length=80,
        help_text="For one chat only, the code at the end of its address instead.",
        error_messages={"required": "Name the case, or the chat."},
    )
    reason = forms.CharField(
        label="Why must it be kept?",
        help_text="The court, the inquiry or the complaint, and who asked. Names are hidden from "
        "everybody outside the team.",
        widget=forms.Textarea({"rows": 3}),
        min_length=10,
        max_length=1000,
        error_messages={
            "required": "Say why it must be kept.",
            "min_length": "Say a little more: at least ten letters.",
        },
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._by = by

    def clean_what(self) -> holding.Thing:
        thing = holding.find(self.cleaned_data["what"])
        if thing is None or not policy.can(policy.check_hold, self._by, thing.team_ids):
            raise forms.ValidationError("There is no case or chat like this that you may hold.")
        return thing


@require_GET
def holds(request: SignedIn) -> HttpResponse:
    held = list(holding.all_held(request.user))
    reading.read("hold.read", by=request.user, on=request.user)
    context = {"held": held, "may_place": _may_place(request.user)}
    return render(request, "oversight/holds.html", context)


@require_http_methods(["GET", "POST"])
def hold(request: SignedIn) -> HttpResponse:
    if not _may_place(request.user):
        policy.check_hold(request.user, [])
    form = PlaceHold(
        request.POST or None, by=request.user, initial={"what": request.GET.get("what", "")}
    )
    if request.method == "POST" and form.is_valid() and _placed(request, form):
        return redirect("oversight:holds")
    status = 422 if form.errors else 200
    return render(request, "oversight/hold.html", {"form": form}, status=status)


def _placed(request: SignedIn, form: PlaceHold) -> bool:
    data = form.cleaned_data
    try:
        holding.place(thing=data["what"], reason=data["reason"], by=request.user)
    except (DetectionFailed, MaskingFailed) as problem:
        form.add_error("reason", f"{problem} Nothing is on hold yet: please try again.")
        return False
    messages.success(request, f"{data['what'].name} is on hold: nothing of it can be deleted.")
    return True


@require_http_methods(["GET", "POST"])
def lift_hold(request: SignedIn, pk: int) -> HttpResponse:
    found = [one for one in holding.all_held(request.user) if one.hold.pk == pk]
    if not found:
        raise Http404
    policy.check_hold(request.user, found[0].thing.team_ids)
    check_fresh(request)
    if request.method == "POST":
        holding.lift(held=found[0], by=request.user)
        messages.success(request, "The hold is lifted. What was kept goes by its own time again.")
        return redirect("oversight:holds")
    return render(request, "oversight/lift_hold.html", {"one": found[0]})


def _may_place(user: User) -> bool:
    return user.role in (Role.MANAGER, Role.ADMINISTRATOR)
