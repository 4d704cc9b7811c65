"""The organisation's own words, for an administrator: hidden everywhere, or no names at all."""

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from workspace.accounts.administration import Administered, administers
from workspace.accounts.fresh import FreshToChange
from workspace.accounts.models import User
from workspace.accounts.signals import administered
from workspace.accounts.site import MODELS

from . import exemptions, lists, suggesting
from .clearing import FIELD
from .forms import Change, Decide, Paste
from .lists import CannotList
from .models import Exemption, Suggestion, Word, WordList

_LONGEST_FACT = 120
_SHOWN = 100
"""Words that are named before they are taken off; of more, how many."""


@admin.register(Word)
class WordAdmin(FreshToChange, Administered[Word]):
    section, place, called = MODELS, 45, "Words"
    about = (
        "Words of your own that models never read, such as the names of small schools, and words "
        "that Daylight takes for names by mistake."
    )
    add_words = "Add words"
    list_display = ("text", "kind", "label", "note", "added")
    list_filter = ("kind", "label")
    search_fields = ("text", "note")
    may_delete = True
    actions = ("take_off",)
    change_form_template = "admin/privacy/word.html"

    def get_form(
        self, request: HttpRequest, obj: Word | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        kwargs["form"] = Change if change else Paste
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Word | None = None) -> Any:
        if not self.has_change_permission(request, obj):
            return ("kind", "text", "label", "note")
        return ("kind", "words" if obj is None else "text", "label", FIELD, "note")

    def save_model(self, request: HttpRequest, obj: Word, form: Any, change: bool) -> None:
        said, by = form.cleaned_data, _person(request)
        request.why = why = said[FIELD]  # type: ignore[attr-defined]
        request.numbers = (  # type: ignore[attr-defined]
            lists.save(obj, by=by, why=why)
            if change
            else lists.add(
                kind=obj.kind, texts=said["texts"], label=obj.label, note=obj.note, by=by, why=why
            )
        )
        request.words = 1 if change else len(said["texts"])  # type: ignore[attr-defined]

    def delete_model(self, request: HttpRequest, obj: Word) -> None:
        request.numbers = lists.remove([obj], by=_person(request))  # type: ignore[attr-defined]

    @admin.action(description="Take off the list", permissions=["delete"])
    def take_off(self, request: HttpRequest, queryset: QuerySet[Word]) -> HttpResponse | None:
        chosen = list(queryset)
        if "sure" not in request.POST:
            return self._ask_first(request, chosen)
        for kind in WordList.Kind.values:
            if of_kind := [word for word in chosen if word.kind == kind]:
                request.numbers = lists.remove(of_kind, by=_person(request))  # type: ignore[attr-defined]
                self._tell(request, kind, "deleted", words=len(of_kind))
        self.message_user(request, f"{_count(len(chosen))} taken off.", messages.SUCCESS)
        return None

    def _ask_first(self, request: HttpRequest, chosen: list[Word]) -> HttpResponse:
        said = {
            "title": f"Take {_count(len(chosen))} off the list?", "heading": self.heading,
            "opts": self.opts, "words": chosen[:_SHOWN], "more": max(0, len(chosen) - _SHOWN),
            "ids": request.POST.getlist("_selected_action"),
            "across": request.POST.get("select_across", "0"),
            "kinds": {word.kind for word in chosen},
        }  # fmt: skip
        context = self.admin_site.each_context(request) | said
        return TemplateResponse(request, "admin/privacy/take_off.html", context)

    def response_add(
        self, request: HttpRequest, obj: Word, post_url_continue: Any = None
    ) -> HttpResponse:
        said = f"{_count(request.words)} added. It counts at once."  # type: ignore[attr-defined]
        self.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:privacy_word_changelist"))

    def log_addition(self, request: HttpRequest, obj: Word, message: Any) -> None:  # type: ignore[override]
        self._tell(request, obj.kind, "added", words=request.words)  # type: ignore[attr-defined]

    def record(self, request: HttpRequest, obj: Word, how: str, fields: Iterable[str] = ()) -> None:
        self._tell(request, obj.kind, how, fields, words=1)

    def _tell(
        self, request: HttpRequest, kind: str, how: str, fields: Iterable[str] = (), *, words: int
    ) -> None:
        """The record names the list and how many words, never a word.

        The numbers lead to the page where whoever may reads which words those were, and when.
        """
        which = WordList(kind=kind)
        facts: dict[str, Any] = {"list": str(which).lower(), "words": words}
        facts |= _exempted(getattr(request, "numbers", []), getattr(request, "why", None))
        facts |= {"settings": was} if (was := getattr(request, "settings", [])) else {}
        administered.send(
            Word, obj=which, by=request.user, how=how, fields=list(fields), facts=facts
        )


def _count(number: int) -> str:
    return f"{number:,} word" if number == 1 else f"{number:,} words"


def _exempted(numbers: list[int], why: Mapping[str, str] | None) -> dict[str, Any]:
    facts: dict[str, Any] = {"numbers": exemptions.in_few_words(numbers)} if numbers else {}
    for reason in set((why or {}).values()):
        facts["why_clear"] = textwrap.wrap(reason, _LONGEST_FACT)
    return facts


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


class Now(admin.SimpleListFilter):
    title, parameter_name = "standing", "now"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("on", "On the list now"), ("off", "Taken off")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Exemption]) -> QuerySet[Exemption]:
        wanted: dict[str, dict[str, Any]] = {
            "on": {"until": None},
            "off": {"until__isnull": False},
        }
        return queryset.filter(**wanted.get(self.value() or "", {}))


@admin.register(Exemption)
class ExemptionAdmin(Administered[Exemption]):
    section, place, called = MODELS, 47, "Never hidden so far"
    about = (
        "Every word that was on Never hidden, from when to when. The record gives the number. The "
        "words rest encrypted here; only this page shows them."
    )
    list_display = ("word_shown", "since", "until", "why", "by", "ended_by", "id")
    list_display_links = None
    list_filter = (Now,)
    list_select_related = ("by", "ended_by")
    search_fields = ("=id",)
    search_help_text = "A number from the record"
    fields = ("word_shown", "since", "until", "why", "by", "ended_by", "id")
    readonly_fields = ("word_shown",)
    may_add = may_change = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Exemption]:
        return super().get_queryset(request).select_related("vault")

    @admin.display(description="word or phrase")
    def word_shown(self, row: Exemption) -> str:
        return exemptions.text_of(row)


@admin.register(Suggestion)
class SuggestionAdmin(FreshToChange, Administered[Suggestion]):
    section, place, called = MODELS, 46, "Suggested words"
    about = "Words that practitioners would like on your lists: approve them, or say why not."
    list_display = ("word", "kind", "label", "voices", "made", "state")
    ordering = ("-state", "made")  # what waits comes first
    list_filter = ("state", "kind")
    may_add = False
    form = Decide
    readonly_fields = ("word", "kind", "reason", "voices", "made", "state", "decided")
    change_form_template = "admin/privacy/suggestion.html"

    def waiting(self, request: HttpRequest) -> str:
        count = Suggestion.objects.filter(state=Suggestion.State.WAITING).count()
        return f"{count} waiting" if count else ""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Suggestion]:
        rows = super().get_queryset(request).annotate(heard=Count("by"))
        return rows.select_related("vault") if administers(request) else rows

    def get_list_display(self, request: HttpRequest) -> Any:
        """A word that waits is for administrators alone, as was said to whoever suggested it."""
        return self.list_display if administers(request) else ("made", *self.list_display[1:4])

    def get_fields(self, request: HttpRequest, obj: Suggestion | None = None) -> Any:
        told = ("word", "reason") if administers(request) else ()
        if obj is not None and self.has_change_permission(request, obj):
            why = (FIELD,) if obj.kind == WordList.Kind.SPARED else ()
            return (*told, "kind", "voices", "made", "label", "decision", *why, "answer")
        return (*told, "kind", "label", "voices", "made", "state", "decided", "answer")

    def has_change_permission(self, request: HttpRequest, obj: Suggestion | None = None) -> bool:
        may = super().has_change_permission(request, obj)
        return may and (obj is None or obj.is_waiting)

    def get_form(
        self, request: HttpRequest, obj: Suggestion | None = None, change: bool = False, **more: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **more)
        if obj is not None and self.has_change_permission(request, obj):
            form.word = suggesting.text_of(obj)  # type: ignore[attr-defined]
        return form

    @admin.display(description="word or phrase")
    def word(self, row: Suggestion) -> str:
        return suggesting.text_of(row) or "Erased"

    @admin.display(description="suggested by")
    def voices(self, row: Any) -> str:
        return "1 person" if row.heard == 1 else f"{row.heard} people"

    def save_model(self, request: HttpRequest, obj: Suggestion, form: Any, change: bool) -> None:
        """Decide. What another administrator did a moment ago is said on the next page."""
        said, request.decided = form.cleaned_data, ""  # type: ignore[attr-defined]
        try:
            if said["decision"] == Decide.APPROVE:
                request.why = said.get(FIELD)  # type: ignore[attr-defined]
                request.numbers = suggesting.approve(  # type: ignore[attr-defined]
                    obj,
                    by=_person(request),
                    label=said["label"],
                    why=said.get(FIELD),
                )
                request.decided = "approved"  # type: ignore[attr-defined]
            elif said["decision"] == Decide.REFUSE:
                suggesting.refuse(obj, answer=" ".join(said["answer"].split()))
                request.decided = "refused"  # type: ignore[attr-defined]
        except CannotList as problem:
            request.trouble = str(problem)  # type: ignore[attr-defined]

    def response_change(self, request: HttpRequest, obj: Suggestion) -> HttpResponse:
        if trouble := getattr(request, "trouble", ""):
            self.message_user(request, f"Nothing was decided. {trouble}", messages.ERROR)
            return HttpResponseRedirect(request.path)
        said = {
            "approved": "On the list. It counts at once.",
            "refused": "Refused, and the word is erased.",
        }.get(request.decided, "Nothing was decided.")  # type: ignore[attr-defined]
        self.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:privacy_suggestion_changelist"))

    def log_change(self, request: HttpRequest, obj: Suggestion, message: Any) -> None:  # type: ignore[override]
        if how := request.decided:  # type: ignore[attr-defined]
            facts = {"list": str(obj.get_kind_display()).lower(), "voices": obj.voices.count()}
            facts |= _exempted(getattr(request, "numbers", []), getattr(request, "why", None))
            administered.send(Suggestion, obj=obj, by=request.user, how=how, fields=[], facts=facts)
