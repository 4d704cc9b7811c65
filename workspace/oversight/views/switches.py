"""The kill switches: how they stand, pulling one, letting something go on again."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from workspace.accounts.fresh import check_fresh
from workspace.governance import policy, stops
from workspace.governance.models import Stop

from ..actions import switching
from .common import SignedIn


class PullSwitch(forms.Form):
    message = forms.CharField(
        label="What people see",
        max_length=stops.LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Why it is stopped, until when, and whom to ask. Leave out names of families.",
        error_messages={
            "required": "Say what people should read while this is stopped.",
            "max_length": f"Say it in up to {stops.LONGEST_MESSAGE} characters.",
        },
    )

    def clean_message(self) -> str:
        """One line that ends like a sentence: it stands among others."""
        said = " ".join(str(self.cleaned_data["message"]).split())
        return said if said.endswith((".", "!", "?")) else f"{said[: stops.LONGEST_MESSAGE - 1]}."


@require_GET
def switches(request: SignedIn) -> HttpResponse:
    policy.check_see_switches(request.user)
    every, may_lift = switching.groups(request.user), policy.can_lift(request.user)
    context = {
        "groups": [one for one in every if may_lift or one.concerns],
        "told": list(switching.told(request.user)),
        "may_lift": may_lift,
    }
    return render(request, "oversight/switches.html", context)


@require_http_methods(["GET", "POST"])
def pull(request: SignedIn, scope: str, target: str) -> HttpResponse:
    """Say what people will read, and stop it: the page before is the switch, this confirms."""
    target = "" if target == switching.ALL else target
    policy.check_stop(request.user, scope=scope, target=target)
    check_fresh(request)
    name = switching.name_of(scope, target, request.user)
    if name is None:
        raise Http404
    form = PullSwitch(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data["message"]
        stops.stop(scope=scope, target=target, message=said, by=request.user)
        messages.success(request, f"Stopped: {name}.")
        return redirect("oversight:switches")
    context = {"name": name, "scope": scope, "form": form}
    return render(request, "oversight/stop.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def lift(request: SignedIn, pk: int) -> HttpResponse:
    policy.check_lift(request.user)
    check_fresh(request)
    stop = get_object_or_404(Stop.objects.select_related("by"), pk=pk)
    if request.method == "POST":
        stops.lift(stop=stop, by=request.user)
        messages.success(request, "It goes on again. People who were stopped can try again.")
        return redirect("oversight:switches")
    if stop.lifted:
        return redirect("oversight:switches")
    name = switching.name_of(stop.scope, stop.target, request.user)
    context = {"stop": stop, "name": name or stop.get_scope_display()}
    return render(request, "oversight/lift.html", context)
