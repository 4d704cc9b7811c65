"""Translation packs, for an administrator: what is installed, trusted and measured."""

import tempfile
from pathlib import Path
from typing import Any, Final

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.defaultfilters import filesizeformat
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from workspace.accounts.admin_acts import Acts
from workspace.accounts.administration import Administered, administers
from workspace.accounts.fresh import FreshToChange, check_fresh
from workspace.accounts.models import User
from workspace.accounts.site import MODELS
from workspace.translation.languages import PHRASEBOOK
from workspace.translation.models import Direction, Pack, Pin
from workspace.translation.packs import installing, pins, verifying
from workspace.translation.packs.coverage import uncovered
from workspace.translation.packs.problems import CannotChange, CannotInstall, NotPinned

_LIST: Final = "admin:translation_pack_changelist"
_SHOWN: Final = 20
"""Differences that are told one by one."""


class Upload(forms.Form):
    package = forms.FileField(
        label="Package file",
        help_text="An Argos package: its name ends in .argosmodel.",
        error_messages={"required": "Choose a package file."},
    )
    accept_unpinned = forms.BooleanField(
        label="Install it even if it is on no list of trusted files",
        required=False,
        help_text="Tick this only if you know who made the file and how it came to you. "
        "The record keeps that you did.",
    )


class PackActs(Acts):
    acts = {"remove": "remove", "on": "switch_on", "off": "switch_off"}
    pages_in = "translation"

    def remove(self, request: HttpRequest, pack: Pack) -> HttpResponse:
        if request.method == "POST":
            try:
                installing.remove(pack, by=_person(request))
            except (CannotChange, CannotInstall) as problem:
                messages.error(request, str(problem))
            else:
                messages.success(request, f"{pack} is removed.")
            return HttpResponseRedirect(reverse(_LIST))
        return self.page(
            request, "remove", title="Remove this pack", pack=pack, original=pack,
            heading=PackAdmin.called,
        )  # fmt: skip

    def switch_on(self, request: HttpRequest, pack: Pack) -> HttpResponse:
        return self._switch(request, pack, on=True)

    def switch_off(self, request: HttpRequest, pack: Pack) -> HttpResponse:
        return self._switch(request, pack, on=False)

    def _switch(self, request: HttpRequest, pack: Pack, *, on: bool) -> HttpResponse:
        if request.method == "POST":
            installing.switch(pack, on=on, by=_person(request))
            said = "is in use from now on" if on else "is not used any more"
            messages.success(request, f"{pack} {said}.")
        return self.back_to(pack)


@admin.register(Pack)
class PackAdmin(PackActs, Administered[Pack]):
    section, place, called = MODELS, 25, "Translation packs"
    about = "Which languages can be translated here, how well, and where each pack came from."
    add_words = "Install a pack from a file"
    list_display = ("way", "tier", "version", "room", "licence_shown", "trust", "kind", "in_use")
    fields = (
        "way", "in_use", "kind", "tier", "version", "argos_version", "room", "licence_shown",
        "origin", "trust", "sha256", "folder", "installed_at", "installed_by",
    )  # fmt: skip
    readonly_fields = ("way", "in_use", "kind", "tier", "room", "licence_shown", "trust")
    may_change = False
    change_list_template = "admin/translation/packs.html"
    change_form_template = "admin/translation/pack.html"

    def get_urls(self) -> list[Any]:
        verify = self.admin_site.admin_view(require_POST(self.verify))
        return [path("verify/", verify, name="translation_pack_verify"), *super().get_urls()]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        check_fresh(request)
        sent = request.method == "POST"
        form = Upload(request.POST, request.FILES) if sent else Upload()
        if sent and form.is_valid() and self._installed(request, form):
            return HttpResponseRedirect(reverse(_LIST))
        return self.page(
            request, "upload", title=self.add_words, form=form, heading=self.called,
            most=settings.FILE_UPLOAD_MAX_MEMORY_SIZE // 2**20,
        )  # fmt: skip

    def _installed(self, request: HttpRequest, form: Upload) -> bool:
        said = form.cleaned_data
        with tempfile.NamedTemporaryFile(dir=settings.VAR, suffix=".argosmodel") as file:
            for chunk in said["package"].chunks():
                file.write(chunk)
            file.flush()
            try:
                pack = installing.install_file(
                    Path(file.name), by=_person(request), accept_unpinned=said["accept_unpinned"]
                )
            except NotPinned as problem:
                form.add_error("accept_unpinned", str(problem))
            except CannotInstall as problem:
                form.add_error("package", str(problem))
            else:
                messages.success(request, f"{pack} is installed and in use.")
                return True
        return False

    def verify(self, request: HttpRequest) -> HttpResponse:
        if not administers(request):
            raise PermissionDenied
        check_fresh(request, reverse(_LIST))
        found = verifying.verify(by=_person(request))
        for difference in found[:_SHOWN]:
            messages.error(request, str(difference))
        if len(found) > _SHOWN:
            messages.error(request, f"and {len(found) - _SHOWN} more")
        if not found:
            messages.success(request, "Every file of every pack is the one that was installed.")
        return HttpResponseRedirect(reverse(_LIST))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        said = {
            "gaps": uncovered(), "phrasebook": PHRASEBOOK, "may_verify": administers(request),
        }  # fmt: skip
        return super().changelist_view(request, said | (extra_context or {}))

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        context["may_act"] = administers(request)
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="direction", ordering="source")
    def way(self, pack: Pack) -> str:
        return str(pack).rpartition(", ")[0]

    @admin.display(description="tier")
    def tier(self, pack: Pack) -> str:
        return tier_of(pack)

    @admin.display(description="size", ordering="size")
    def room(self, pack: Pack) -> str:
        return filesizeformat(pack.size)

    @admin.display(description="licence", ordering="licence")
    def licence_shown(self, pack: Pack) -> str:
        return pack.licence or "Not stated"

    @admin.display(description="trusted")
    def trust(self, pack: Pack) -> str:
        if pack.is_bundled:
            return "Came with Daylight"
        return "Pinned" if pack.pinned else "Not pinned: accepted by hand"

    @admin.display(description="good for")
    def kind(self, pack: Pack) -> str:
        return "Demonstration model: everyday phrases only" if pack.demonstration else "Any text"

    @admin.display(description="in use", ordering="enabled")
    def in_use(self, pack: Pack) -> str:
        return "Yes" if pack.enabled else "No, switched off"


def tier_of(pack: Pack) -> str:
    """Say the tier of a pack's direction, and why there is none."""
    row = Direction.objects.filter(source=pack.source, target=pack.target).first()
    if row is None:
        return "No tier: not measured yet"
    if not row.has_same_packs:
        return "No tier: measured with other packs"
    return str(row.get_tier_display())


@admin.register(Direction)
class DirectionAdmin(Administered[Direction]):
    section, place, called = MODELS, 26, "Translation quality"
    about = "How each direction did on your own test set. Without a tier it is not used live."
    list_display = (
        "__str__", "now", "letters", "words", "share", "sentences", "test_set", "evaluated_at",
    )  # fmt: skip
    fields = (
        "now", "letters", "words", "share", "sentences", "test_set", "measured_with",
        "evaluated_at", "evaluated_by",
    )  # fmt: skip
    readonly_fields = ("now", "letters", "words", "share", "measured_with")
    may_add = may_change = False

    @admin.display(description="tier now")
    def now(self, row: Direction) -> str:
        if not row.has_same_packs:
            return "No tier: its packs have changed since"
        return str(row.get_tier_display())

    @admin.display(description="chrF", ordering="chrf")
    def letters(self, row: Direction) -> str:
        return f"{row.chrf:.1f}"

    @admin.display(description="BLEU", ordering="bleu")
    def words(self, row: Direction) -> str:
        return f"{row.bleu:.1f}"

    @admin.display(description="sentences with a flag", ordering="flagged")
    def share(self, row: Direction) -> str:
        return f"{100 * row.flagged:.1f} %"

    @admin.display(description="measured with")
    def measured_with(self, row: Direction) -> str:
        return ", ".join(f"{name} {said['version']}" for name, said in row.packs.items())


@admin.register(Pin)
class PinAdmin(FreshToChange, Administered[Pin]):
    section, place, called = MODELS, 27, "Pinned packs"
    about = "Package files that you have looked at and trust, by their SHA-256."
    add_words = "Pin a package file"
    list_display = ("__str__", "sha256", "added_at")
    fields = ("source", "target", "version", "sha256")
    may_change, may_delete = False, True

    def facts(self, request: HttpRequest, obj: Pin) -> dict[str, Any]:
        return {**pins.facts(obj)}


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
