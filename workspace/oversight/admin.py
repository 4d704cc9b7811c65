"""Fairness, for an administrator: who is found less often, and which models find them."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from workspace.accounts.admin_acts import Acts
from workspace.accounts.administration import Administered, administers
from workspace.accounts.fresh import check_fresh
from workspace.accounts.models import User
from workspace.accounts.site import MODELS
from workspace.privacy import choosing, runs
from workspace.privacy.fairness.judging import percent
from workspace.privacy.models import FairnessRun, ModelChoice

from .actions import measuring
from .bars import change, chart, points
from .finders import is_found, name_finders, standing

_LIST = "admin:privacy_fairnessrun_changelist"


class Why(forms.Form):
    reason = forms.CharField(
        label="Why are they to be used all the same?", required=False,
        max_length=choosing.LONGEST, widget=forms.Textarea({"rows": 4}),
        help_text="Kept for good, in the record too. Leave out names: what looks like one is "
        "hidden.",
    )  # fmt: skip


class RunActs(Acts):
    acts = {"enable": "enable"}
    pages_in = "privacy"

    def enable(self, request: HttpRequest, run: FairnessRun) -> HttpResponse:
        from workspace.privacy.detector import DetectionFailed  # large
        from workspace.privacy.masking import MaskingFailed

        form = Why(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                choosing.enable(run=run, by=_person(request), reason=form.cleaned_data["reason"])
            except choosing.NeedsReason:
                form.add_error("reason", f"Say why, in at least {choosing.SHORTEST} letters.")
            except (choosing.CannotEnable, DetectionFailed, MaskingFailed) as problem:
                form.add_error(None, str(problem))
            else:
                messages.success(request, "Enabled. Names are found by these models from now on.")
                return self.back_to(run)
        return self.page(
            request, "enable", title="Use these models", run=run, form=form, original=run,
            heading=RunAdmin.called, compared=choosing.compare(run), floor=settings.FAIRNESS,
        )  # fmt: skip


@admin.register(FairnessRun)
class RunAdmin(RunActs, Administered[FairnessRun]):
    section, place, called = MODELS, 50, "Fairness"
    about = "Whether everybody’s names are found alike, and which models find them."
    list_display = ("made", "overall", "worst", "gap", "change", "is_used", "models", "which")
    date_hierarchy = "made"
    fields = ()
    may_add = may_change = False
    change_list_template = "admin/privacy/runs.html"
    change_form_template = "admin/privacy/run.html"

    def get_urls(self) -> list[Any]:
        measure = self.admin_site.admin_view(require_POST(self.measure))
        return [path("measure/", measure, name="privacy_fairnessrun_measure"), *super().get_urls()]

    def measure(self, request: HttpRequest) -> HttpResponse:
        if not administers(request):
            raise PermissionDenied
        check_fresh(request, reverse(_LIST))
        try:
            measuring.ask(by=_person(request), fingerprint=request.POST.get("models", ""))
        except measuring.NotInstalled:
            messages.error(request, "These models are not installed any more.")
        else:
            said = "Measuring has begun. It takes a minute or so; load this page again then."
            messages.success(request, said)
        return HttpResponseRedirect(reverse(_LIST))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        said = {
            "finders": name_finders(), "models_found": is_found(),
            "may_measure": administers(request), "floor": settings.FAIRNESS,
        }  # fmt: skip
        return super().changelist_view(request, said | (extra_context or {}))

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        run: FairnessRun = context["original"]
        figures, before = run.figures, runs.before(run)
        context |= {
            "run": run, "overall": figures.overall, "found": percent(figures.overall.share),
            "low": 100 * figures.overall.interval.low, "high": 100 * figures.overall.interval.high,
            "worst": figures.worst(), "standing": standing(run), "before": before,
            "charts": [chart(found) for found in figures.dimensions if found.groups],
            "moved": before and change(figures.overall.share, before.figures.overall.share),
            "below": choosing.below(run), "floor": settings.FAIRNESS,
            "choices": ModelChoice.objects.filter(run=run).select_related("by"),
            "may_enable": administers(request) and standing(run) == "Not in use"
            and run.which == FairnessRun.Which.SHIPPED,
        }  # fmt: skip
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="models")
    def models(self, run: FairnessRun) -> str:
        return run.called

    @admin.display(description="found")
    def overall(self, run: FairnessRun) -> str:
        return percent(run.figures.overall.share)

    @admin.display(description="worst group")
    def worst(self, run: FairnessRun) -> str:
        worst = run.figures.worst()
        return f"{worst[1].called}, {percent(worst[1].share)}" if worst else ""

    @admin.display(description="largest gap")
    def gap(self, run: FairnessRun) -> str:
        widest = run.figures.widest()
        return f"{widest.called}, {points(widest.gap)}"

    @admin.display(description="since the run before")
    def change(self, run: FairnessRun) -> str:
        before = runs.before(run)
        if before is None:
            return "First on this set"
        return change(run.figures.overall.share, before.figures.overall.share)

    @admin.display(description="standing")
    def is_used(self, run: FairnessRun) -> str:
        return standing(run)


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
