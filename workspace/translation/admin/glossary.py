"""The glossary, for an administrator: each term with all its translations, and files of them."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from workspace.accounts.administration import Administered, administers
from workspace.accounts.fresh import FreshToChange, check_fresh
from workspace.accounts.models import User
from workspace.accounts.site import MODELS

from ..actions import glossary
from ..forms.glossary import FIRST, OTHERS, PREFIX, Bring, EditTerm
from ..glossary.csvfile import write_csv
from ..glossary.tbx import write_tbx
from ..languages import LANGUAGES, PHRASEBOOK
from ..models import Term

_LIST = "admin:translation_term_changelist"
_SHOWN = 200
"""Changed terms that a preview names; of more, how many."""


class Lacking(admin.SimpleListFilter):
    title, parameter_name = "no translation in", "lacking"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(code, LANGUAGES[code].name) for code in PHRASEBOOK[1:]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Term]) -> QuerySet[Term]:
        if not (code := self.value()):
            return queryset
        return queryset.exclude(translations__language=code).filter(do_not_translate=False)


@admin.register(Term)
class TermAdmin(FreshToChange, Administered[Term]):
    section, place, called = MODELS, 60, "Glossary"
    about = (
        "Terms of your work, and what they are called in other languages. The translator uses "
        "these words and no others."
    )
    add_words = "Add a term"
    form = EditTerm
    list_display = ("english", "languages", "unchecked", "left")
    list_filter = ("do_not_translate", Lacking)
    search_fields = ("english", "note", "translations__text")
    may_delete = True
    change_list_template = "admin/translation/glossary.html"
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("english", "note", "do_not_translate")}),
        (
            "In other languages",
            {
                "fields": FIRST,
                "description": "As a dictionary has it: one thing, in its plain form. Where a "
                "line is empty, the translator chooses its own words.",
            },
        ),
        ("More languages", {"fields": OTHERS, "classes": ("collapse",)}),
    )

    def get_urls(self) -> list[Any]:
        mine = [
            path("import/", self.admin_site.admin_view(self.bring), name="translation_term_import"),
            path(
                "export/<str:kind>/", self.admin_site.admin_view(self.export),
                name="translation_term_export",
            ),
        ]  # fmt: skip
        return [*mine, *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Term]:
        return super().get_queryset(request).prefetch_related("translations")

    def get_fieldsets(self, request: HttpRequest, obj: Term | None = None) -> Any:
        """Whoever may only read is shown what there is, in one place."""
        if self.has_change_permission(request, obj):
            return self.fieldsets
        return [(None, {"fields": ("english", "note", "do_not_translate", "said")})]

    def get_readonly_fields(self, request: HttpRequest, obj: Term | None = None) -> Any:
        return () if self.has_change_permission(request, obj) else ("said",)

    def has_delete_permission(self, request: HttpRequest, obj: Term | None = None) -> bool:
        """What refers to a term is its translations alone, which go with it."""
        return administers(request)

    @admin.display(description="languages")
    def languages(self, term: Term) -> str:
        codes = [row.language for row in term.translations.all()]
        return " ".join(sorted(codes, key=[*LANGUAGES].index)) or "–"

    @admin.display(description="not checked here")
    def unchecked(self, term: Term) -> str:
        """Translations that came with Daylight and that nobody here has typed or imported."""
        return str(sum(row.by_id is None for row in term.translations.all()) or "–")

    @admin.display(description="left in English", ordering="do_not_translate")
    def left(self, term: Term) -> str:
        return "Yes" if term.do_not_translate else "–"

    @admin.display(description="in other languages")
    def said(self, term: Term) -> str:
        rows = term.translations.all()
        return "; ".join(f"{row.get_language_display()}: {row.text}" for row in rows) or "–"

    def save_model(self, request: HttpRequest, obj: Term, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        glossary.set_texts(obj, form.texts(), by=_person(request))

    def facts(self, request: HttpRequest, obj: Term) -> dict[str, Any]:
        return {"term": obj.english[:120]}

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> list[Any]:
        said = super().construct_change_message(request, form, formsets, add)
        return [name.removeprefix(PREFIX) for name in said]

    def export(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Return the whole glossary as a file. Whoever may read it may take it along."""
        if not self.has_view_permission(request) or kind not in ("csv", "tbx"):
            raise PermissionDenied
        entries = glossary.entries()
        data = write_csv(entries) if kind == "csv" else write_tbx(entries)
        types = {"csv": "text/csv; charset=utf-8", "tbx": "application/x-tbx"}
        reply = HttpResponse(data, content_type=types[kind])
        reply["Content-Disposition"] = f'attachment; filename="glossary.{kind}"'
        return reply

    def bring(self, request: HttpRequest) -> HttpResponse:
        return require_http_methods(["GET", "POST"])(self._bring)(request)

    def _bring(self, request: HttpRequest) -> HttpResponse:
        if not administers(request):
            raise PermissionDenied
        check_fresh(request)
        form = Bring(request.POST or None, request.FILES or None)
        if request.method != "POST" or not form.is_valid():
            return self._page(request, "import", form=form)
        said = form.cleaned_data
        if said["seen"] and not said["file"]:
            try:
                by = _person(request)
                done = glossary.take_in(said["read"].entries, seen=said["seen"], by=by)
            except glossary.Outdated as problem:
                messages.warning(request, str(problem))
            else:
                return self._taken_in(request, done)
        return self._preview(request, said)

    def _preview(self, request: HttpRequest, said: dict[str, Any]) -> HttpResponse:
        planned = glossary.changes(said["read"].entries)
        again = Bring(initial={"contents": said["text"], "seen": glossary.digest(planned)})
        return self._page(
            request, "preview", form=again, planned=planned[:_SHOWN],
            more=max(0, len(planned) - _SHOWN), ignored=said["read"].ignored,
            added=sum(change.added for change in planned),
            changed=sum(not change.added for change in planned),
            same=len(said["read"].entries) - len(planned),
        )  # fmt: skip

    def _taken_in(self, request: HttpRequest, done: list[glossary.Change]) -> HttpResponse:
        added = sum(change.added for change in done)
        said = f"{added:,} added, {len(done) - added:,} changed. It counts at once."
        self.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(reverse(_LIST))

    def _page(self, request: HttpRequest, name: str, **more: Any) -> HttpResponse:
        titles = {"import": "Import a glossary", "preview": "What would change"}
        said = {"title": titles[name], "heading": self.heading, "opts": self.opts}
        context = self.admin_site.each_context(request) | said | more
        return TemplateResponse(request, f"admin/translation/{name}.html", context)


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
