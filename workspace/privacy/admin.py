"""The organisation's own words, for an administrator: hidden everywhere, or no names at all."""

from collections.abc import Iterable
from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from workspace.accounts.administration import Administered, administers
from workspace.accounts.fresh import FreshToChange
from workspace.accounts.models import User
from workspace.accounts.signals import administered
from workspace.accounts.site import MODELS

from . import lists, suggesting
from .forms import Change, Decide, Paste
from .lists import CannotList
from .models import Suggestion, Word, WordList


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
        return ("kind", "words" if obj is None else "text", "label", "note")

    def save_model(self, request: HttpRequest, obj: Word, form: Any, change: bool) -> None:
        if change:
            lists.save(obj)
        else:
            lists.add(
                kind=obj.kind, texts=form.cleaned_data["texts"], label=obj.label, note=obj.note
            )
            request.words = len(form.cleaned_data["texts"])  # type: ignore[attr-defined]

    def delete_model(self, request: HttpRequest, obj: Word) -> None:
        lists.remove([obj])

    @admin.action(description="Take off the list", permissions=["delete"])
    def take_off(self, request: HttpRequest, queryset: QuerySet[Word]) -> None:
        chosen = list(queryset)
        lists.remove(chosen)
        for kind in WordList.Kind.values:
            if of_kind := [word for word in chosen if word.kind == kind]:
                self._tell(request, kind, "deleted", words=len(of_kind))
        self.message_user(request, f"{_count(len(chosen))} taken off.", messages.SUCCESS)

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
        """The record names the list and how many words, never a word."""
        which = WordList(kind=kind)
        facts = {"list": str(which).lower(), "words": words}
        administered.send(
            Word, obj=which, by=request.user, how=how, fields=list(fields), facts=facts
        )


def _count(number: int) -> str:
    return f"{number:,} word" if number == 1 else f"{number:,} words"


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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Suggestion]:
        rows = super().get_queryset(request).annotate(heard=Count("by"))
        return rows.select_related("vault") if administers(request) else rows

    def get_list_display(self, request: HttpRequest) -> Any:
        """A word that waits is for administrators alone, as was said to whoever suggested it."""
        return self.list_display if administers(request) else ("made", *self.list_display[1:4])

    def get_fields(self, request: HttpRequest, obj: Suggestion | None = None) -> Any:
        told = ("word", "reason") if administers(request) else ()
        if obj is not None and self.has_change_permission(request, obj):
            return (*told, "kind", "voices", "made", "label", "decision", "answer")
        return (*told, "kind", "label", "voices", "made", "state", "decided", "answer")

    def has_change_permission(self, request: HttpRequest, obj: Suggestion | None = None) -> bool:
        may = super().has_change_permission(request, obj)
        return may and (obj is None or obj.is_waiting)

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
                suggesting.approve(obj, by=cast(User, request.user), label=said["label"])
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
            administered.send(Suggestion, obj=obj, by=request.user, how=how, fields=[], facts=facts)
